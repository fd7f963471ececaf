package io.korrigo.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

class JpegCropTest {
    private static final int WIDTH = 203;
    private static final int HEIGHT = 149;

    @BeforeAll
    static void loadOpenCv() {
        OpenCvLibrary.load();
    }

    private static byte[] jpeg(int type, int... options) {
        byte[] samples = new byte[WIDTH * HEIGHT * (type == CvType.CV_8UC3 ? 3 : 1)];
        new Random(5).nextBytes(samples);
        Mat pixels = new Mat(HEIGHT, WIDTH, type);
        pixels.put(0, 0, samples);
        MatOfByte out = new MatOfByte();
        Imgcodecs.imencode(".jpg", pixels, out, new MatOfInt(options));
        return out.toArray();
    }

    private static Mat decoded(byte[] file) {
        return Imgcodecs.imdecode(new MatOfByte(file), Imgcodecs.IMREAD_ANYCOLOR);
    }

    private static void assertSame(Mat actual, Mat expected, int border, double tolerance) {
        assertThat(actual.size()).isEqualTo(expected.size());
        Mat a = actual.submat(border, actual.rows() - border, border, actual.cols() - border);
        Mat b = expected.submat(border, expected.rows() - border, border, expected.cols() - border);
        assertThat(Core.norm(a, b, Core.NORM_INF)).isLessThanOrEqualTo(tolerance);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 95})
    void keepsTheGreyPixelsOfEitherHalf(int quality) {
        byte[] jpeg = jpeg(CvType.CV_8UC1, Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
        Mat whole = decoded(jpeg);

        // 0.52 of 203 is 105.6; the nearest border between units is at 104
        byte[] left = JpegCrop.cut(jpeg, new JpegCrop.Window(0, 0, 0.52, 1), 0);
        byte[] right = JpegCrop.cut(jpeg, new JpegCrop.Window(0.52, 0, 1, 1), 0);

        assertSame(decoded(left), whole.colRange(0, 104), 0, 0);
        assertSame(decoded(right), whole.colRange(104, WIDTH), 0, 0);
    }

    @Test
    void keepsRowsToo() {
        byte[] jpeg = jpeg(CvType.CV_8UC1);

        byte[] lower = JpegCrop.cut(jpeg, new JpegCrop.Window(0, 0.5, 1, 1), 0);

        assertSame(decoded(lower), decoded(jpeg).rowRange(72, HEIGHT), 0, 0);
    }

    @Test
    void keepsTheColoursOfHalvesButWhereTheyWereSmoothedOverTheCut() {
        byte[] jpeg = jpeg(CvType.CV_8UC3);
        Mat whole = decoded(jpeg);

        byte[] left = JpegCrop.cut(jpeg, new JpegCrop.Window(0, 0, 0.5, 1), 0);
        byte[] right = JpegCrop.cut(jpeg, new JpegCrop.Window(0.5, 0, 1, 1), 0);

        assertSame(decoded(left), whole.colRange(0, 96), 2, 0);
        assertSame(decoded(right), whole.colRange(96, WIDTH), 2, 0);
    }

    @Test
    void readsOverRestartMarkers() {
        byte[] jpeg = jpeg(CvType.CV_8UC1, Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 3);

        byte[] right = JpegCrop.cut(jpeg, new JpegCrop.Window(0.5, 0, 1, 1), 0);

        assertSame(decoded(right), decoded(jpeg).colRange(104, WIDTH), 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void saysHowToHoldThePicture(int quarterTurns) {
        byte[] jpeg = jpeg(CvType.CV_8UC1);
        Mat turned = new Mat();
        int[] codes = {Core.ROTATE_90_CLOCKWISE, Core.ROTATE_180, Core.ROTATE_90_COUNTERCLOCKWISE};
        Core.rotate(decoded(jpeg), turned, codes[quarterTurns - 1]);

        byte[] cut = JpegCrop.cut(jpeg, JpegCrop.Window.WHOLE, quarterTurns);

        assertSame(decoded(cut), turned, 0, 0);
        byte[] half = JpegCrop.cut(cut, new JpegCrop.Window(0.5, 0, 1, 1), 0);
        Mat held = decoded(half);
        assertThat(held.rows()).isEqualTo(turned.rows());
        assertSame(held, turned.colRange(turned.cols() - held.cols(), turned.cols()), 0, 0);
        assertThat(held.cols()).isCloseTo(turned.cols() / 2, within(8));
    }

    @Test
    void leavesProgressiveFilesAlone() {
        byte[] jpeg = jpeg(CvType.CV_8UC1, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);

        assertThat(JpegCrop.cut(jpeg, JpegCrop.Window.WHOLE, 2)).isNull();
    }
}
