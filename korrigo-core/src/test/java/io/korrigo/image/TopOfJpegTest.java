package io.korrigo.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class TopOfJpegTest {
    @BeforeAll
    static void loadOpenCv() {
        OpenCvLibrary.load();
    }

    @ParameterizedTest
    @CsvSource({"1, 90, 0, false", "1, 30, 7, true", "3, 75, 0, true", "3, 40, 5, false", "3, 98, 1, false"})
    void keepsThePixelsOfTheUpperRows(int channels, int quality, int restartInterval, boolean optimized) {
        byte[] jpeg = jpeg(
                channels,
                new MatOfInt(
                        Imgcodecs.IMWRITE_JPEG_QUALITY,
                        quality,
                        Imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
                        restartInterval,
                        Imgcodecs.IMWRITE_JPEG_OPTIMIZE,
                        optimized ? 1 : 0));

        byte[] cut = Objects.requireNonNull(TopOfJpeg.cut(jpeg, 100));

        Mat whole = decode(jpeg);
        Mat top = decode(cut);
        Mat difference = new Mat();
        Core.absdiff(top, whole.rowRange(0, top.rows()), difference);
        assertThat(top.cols()).isEqualTo(whole.cols());
        assertThat(top.rows()).isBetween(100, 115);
        assertThat(Core.countNonZero(difference)).isZero();
        assertThat(cut.length).isLessThan(jpeg.length / 2);
    }

    @Test
    void leavesFilesAloneThatHaveNoMoreRows() {
        byte[] jpeg = jpeg(1, new MatOfInt());

        assertThat(TopOfJpeg.cut(jpeg, 301)).isNull();
    }

    @Test
    void leavesProgressiveFilesAlone() {
        byte[] jpeg = jpeg(3, new MatOfInt(Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1));

        assertThat(TopOfJpeg.cut(jpeg, 100)).isNull();
    }

    @Test
    void leavesFilesWithExifDataAloneThatMayTurnThem() {
        byte[] jpeg = jpeg(1, new MatOfInt());
        byte[] exif = new byte[jpeg.length + 10];
        System.arraycopy(jpeg, 0, exif, 0, 2);
        System.arraycopy(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 8, 'E', 'x', 'i', 'f', 0, 0}, 0, exif, 2, 10);
        System.arraycopy(jpeg, 2, exif, 12, jpeg.length - 2);

        assertThat(TopOfJpeg.cut(exif, 100)).isNull();
    }

    @Test
    void leavesDamagedDataToTheDecoder() {
        byte[] jpeg = jpeg(1, new MatOfInt());
        byte[] cutShort = Arrays.copyOf(jpeg, jpeg.length / 20);

        assertThat(TopOfJpeg.cut(cutShort, 290)).isNull();
    }

    /** Grey noise and lines, 301 rows of 257 pixels. */
    private static byte[] jpeg(int channels, MatOfInt parameters) {
        Mat picture = new Mat(301, 257, channels == 1 ? CvType.CV_8UC1 : CvType.CV_8UC3, new Scalar(230, 235, 240));
        for (int i = 0; i < 40; i++) {
            Imgproc.line(
                    picture, new Point(i * 7 % 257, 0), new Point(i * 53 % 257, 300), new Scalar(i * 5, 90, 200 - i));
        }
        MatOfByte encoded = new MatOfByte();
        Imgcodecs.imencode(".jpg", picture, encoded, parameters);
        return encoded.toArray();
    }

    private static Mat decode(byte[] jpeg) {
        return Imgcodecs.imdecode(new MatOfByte(jpeg), Imgcodecs.IMREAD_GRAYSCALE);
    }
}
