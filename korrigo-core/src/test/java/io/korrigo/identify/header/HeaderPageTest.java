package io.korrigo.identify.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.image.JpegOrientation;
import io.korrigo.image.OpenCvLibrary;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** At which size a page is read. */
class HeaderPageTest {
    private static final double FINE = 1.5;

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @Test
    void readsAPageOf300DotsAnInchAtHalfItsSizeAndTellsTheSamePlaces() {
        Mat page = enlarged(DrawnHeader.of(20, 18, 10));
        byte[] jpeg = DrawnHeader.encoded(page, ".jpg");

        try (HeaderPage opened = HeaderPage.open(jpeg, "The page")) {
            assertThat(opened.pixels().halved()).isTrue();
            assertThat(opened.pixels().width()).isEqualTo((page.cols() + 1) / 2);
            assertThat(opened.pixels().height()).isEqualTo((page.rows() + 1) / 2);
        }
        CellReading first;
        try (HeaderReader reader = new HeaderReader()) {
            HeaderReading reading = reader.read(jpeg);
            first = reading.row(HeaderField.LAST_NAME).orElseThrow().cells().get(0);
            assertThat(reading.row(HeaderField.FIRST_NAME).orElseThrow().cells())
                    .hasSize(18);
        }
        assertThat(first.region().x()).isBetween(396.0 / 1654, 404.0 / 1654);
        assertThat(first.region().y()).isBetween(96.0 / 2339, 104.0 / 2339);
        page.release();
    }

    @Test
    void findsTheHeaderOfALargePageThatLiesOnItsSide() {
        Mat page = enlarged(DrawnHeader.of(20, 18, 10));
        Mat turned = DrawnHeader.turned(page, 1);

        try (HeaderPage opened = HeaderPage.open(DrawnHeader.encoded(turned, ".jpg"), "The page")) {
            assertThat(opened.pixels().halved()).isTrue();
            assertThat(opened.ways().get(0).quarterTurns()).isEqualTo(3);
            assertThat(opened.ways().get(0).rows()).containsKeys(HeaderField.LAST_NAME, HeaderField.BIRTH_DATE);
        }
        page.release();
        turned.release();
    }

    @Test
    void readsALargePageWhoseBoxesAreSmallAtItsFullSize() {
        Mat large = new Mat(3300, 2340, CvType.CV_8UC1, new Scalar(240));
        Mat header = DrawnHeader.of(20, 18, 10);
        Mat corner = large.submat(0, header.rows(), 0, header.cols());
        header.copyTo(corner);

        try (HeaderPage opened = HeaderPage.open(DrawnHeader.encoded(large, ".jpg"), "The page")) {
            assertThat(opened.pixels().halved()).isFalse();
            assertThat(opened.pixels().height()).isEqualTo(3300);
            assertThat(opened.ways().get(0).rows()).containsKeys(HeaderField.LAST_NAME, HeaderField.BIRTH_DATE);
        }
        corner.release();
        header.release();
        large.release();
    }

    @Test
    void readsAnOrdinaryPageAndALargePngAsTheyAre() {
        Mat page = DrawnHeader.of(20, 18, 10);
        Mat large = enlarged(page);

        try (HeaderPage opened = HeaderPage.open(DrawnHeader.encoded(page, ".jpg"), "The page")) {
            assertThat(opened.pixels().halved()).isFalse();
        }
        try (HeaderPage opened = HeaderPage.open(DrawnHeader.encoded(large, ".png"), "The page")) {
            assertThat(opened.pixels().halved()).isFalse();
        }
        page.release();
        large.release();
    }

    @Test
    void makesTheFlatPixelsOfAFaxSquareAndTellsTheSamePlaces() {
        Mat page = DrawnHeader.of(20, 18, 10);
        byte[] fax = withDensity(DrawnHeader.encoded(flattened(page, 2.08), ".jpg"), 204, 98);

        try (HeaderPage opened = HeaderPage.open(fax, "The page")) {
            assertThat(opened.pixels().height()).isBetween(2335, 2343);
            assertThat(opened.pixels().down()).isBetween(0.479, 0.482);
            assertThat(opened.pixels().across()).isEqualTo(1);
        }
        try (HeaderReader reader = new HeaderReader()) {
            HeaderReading reading = reader.read(fax);
            CellReading first =
                    reading.row(HeaderField.LAST_NAME).orElseThrow().cells().get(0);
            assertThat(first.region().x()).isBetween(396.0 / 1654, 404.0 / 1654);
            assertThat(first.region().y()).isBetween(96.0 / 2339, 104.0 / 2339);
            assertThat(reading.row(HeaderField.BIRTH_DATE)).isPresent();
        }
        page.release();
    }

    @Test
    void makesThePixelsOfAFaxSquareThatIsStoredOnItsSide() {
        Mat page = DrawnHeader.of(20, 18, 10);
        Mat stored = flattened(page, 2.08);
        Core.rotate(stored, stored, Core.ROTATE_90_COUNTERCLOCKWISE);
        byte[] fax = JpegOrientation.held(withDensity(DrawnHeader.encoded(stored, ".jpg"), 98, 204), 1);

        try (HeaderPage opened = HeaderPage.open(fax, "The page")) {
            assertThat(opened.pixels().width()).isEqualTo(page.cols());
            assertThat(opened.pixels().height()).isBetween(2335, 2343);
        }
        stored.release();
        page.release();
    }

    @Test
    void leavesPixelsAsTheyAreWhereTheFileSaysWhatNoScannerHas() {
        Mat page = DrawnHeader.of(20, 18, 10);
        byte[] jpeg = DrawnHeader.encoded(page, ".jpg");

        for (int[] density : new int[][] {{0, 0}, {204, 0}, {300, 1}, {204, 196}, {200, 200}}) {
            try (HeaderPage opened = HeaderPage.open(withDensity(jpeg, density[0], density[1]), "The page")) {
                assertThat(opened.pixels().height()).isEqualTo(2339);
            }
        }
        page.release();
    }

    /** A JPEG as OpenCV writes it, whose header says how many pixels an inch has. */
    private static byte[] withDensity(byte[] jpeg, int across, int down) {
        byte[] changed = jpeg.clone();
        ByteBuffer.wrap(changed).put(13, (byte) 1).putShort(14, (short) across).putShort(16, (short) down);
        return changed;
    }

    private static Mat flattened(Mat page, double times) {
        Mat flat = new Mat();
        Imgproc.resize(page, flat, new Size(page.cols(), Math.round(page.rows() / times)), 0, 0, Imgproc.INTER_AREA);
        return flat;
    }

    private static Mat enlarged(Mat page) {
        Core.setNumThreads(1);
        Mat enlarged = new Mat();
        Imgproc.resize(page, enlarged, new Size(), FINE, FINE, Imgproc.INTER_CUBIC);
        return enlarged;
    }
}
