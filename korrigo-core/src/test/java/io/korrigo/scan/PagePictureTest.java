package io.korrigo.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.image.OpenCvLibrary;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

class PagePictureTest {
    @BeforeAll
    static void loadOpenCv() {
        OpenCvLibrary.load();
    }

    private static byte[] encoded(String kind, int width, int height) {
        byte[] samples = new byte[width * height];
        new Random(3).nextBytes(samples);
        Mat pixels = new Mat(height, width, CvType.CV_8UC1);
        pixels.put(0, 0, samples);
        MatOfByte out = new MatOfByte();
        Imgcodecs.imencode(kind, pixels, out);
        return out.toArray();
    }

    private static Mat decoded(byte[] file) {
        return Imgcodecs.imdecode(new MatOfByte(file), Imgcodecs.IMREAD_GRAYSCALE);
    }

    /** 160 x 112 upright, so that the fold lies between coded units whichever way the view is stored. */
    @ParameterizedTest
    @CsvSource({
        ".png,0,LEFT",
        ".png,1,LEFT",
        ".png,2,RIGHT",
        ".png,3,RIGHT",
        ".tif,2,LEFT",
        ".jpg,0,LEFT",
        ".jpg,0,RIGHT",
        ".jpg,1,LEFT",
        ".jpg,1,RIGHT",
        ".jpg,2,LEFT",
        ".jpg,2,RIGHT",
        ".jpg,3,LEFT",
        ".jpg,3,RIGHT"
    })
    void showsOneSideOfTheFoldUprightWithTheSamePixels(String kind, int turns, Part part) {
        boolean lying = turns % 2 == 1;
        byte[] view = encoded(kind, lying ? 112 : 160, lying ? 160 : 112);
        Mat upright = ViewReader.turned(decoded(view), turns);

        PagePicture page = PagePicture.of(view, new PilePage(0, part, turns, 0.45, 0, true, false), "view");

        Mat expected = part == Part.LEFT ? upright.colRange(0, 72) : upright.colRange(72, 160);
        assertThat(page.extension()).isEqualTo(kind.equals(".jpg") ? ".jpg" : ".png");
        assertThat(decoded(page.bytes()).size()).isEqualTo(expected.size());
        assertThat(Core.norm(decoded(page.bytes()), expected, Core.NORM_INF)).isZero();
    }

    @ParameterizedTest
    @CsvSource({".png,.png", ".tif,.tif", ".jpg,.jpg"})
    void handsOutAWholeViewAsItIsStored(String kind, String extension) {
        byte[] view = encoded(kind, 100, 140);

        PagePicture page = PagePicture.of(view, new PilePage(0, Part.WHOLE, 0, 1, 0, true, false), "view");

        assertThat(page.bytes()).isSameAs(view);
        assertThat(page.extension()).isEqualTo(extension);
    }
}
