package io.korrigo.identify.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

class HeaderReaderTest {
    private static HeaderReader reader;

    @BeforeAll
    static void open() {
        reader = new HeaderReader(EnumSet.allOf(HeaderField.class));
    }

    @AfterAll
    static void close() {
        reader.close();
    }

    @Nested
    class Headers {
        @Test
        void findsEveryBoxOfEveryRowInAnyOrientation() {
            Mat page = DrawnHeader.of(27, 24, 9);
            for (int turns = 0; turns < 4; turns++) {
                Mat turned = DrawnHeader.turned(page, turns);

                HeaderReading reading = reader.read(DrawnHeader.encoded(turned, ".png"));

                assertThat(reading.quarterTurns()).isEqualTo((4 - turns) % 4);
                assertThat(boxes(reading, HeaderField.LAST_NAME)).isEqualTo(27);
                assertThat(boxes(reading, HeaderField.FIRST_NAME)).isEqualTo(24);
                assertThat(boxes(reading, HeaderField.CANDIDATE_NUMBER)).isEqualTo(9);
                assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
                turned.release();
            }
            page.release();
        }

        @Test
        void findsAHeaderUpsideDownBelowARulingOfAHundredLines() {
            Mat page = DrawnHeader.of(27, 24, 9);
            for (int y = 480; y < page.rows(); y += 16) {
                Imgproc.line(page, new Point(0, y), new Point(page.cols(), y), new Scalar(190));
            }
            Mat turned = DrawnHeader.turned(page, 2);

            HeaderReading reading = reader.read(DrawnHeader.encoded(turned, ".png"));

            assertThat(reading.quarterTurns()).isEqualTo(2);
            assertThat(boxes(reading, HeaderField.LAST_NAME)).isEqualTo(27);
            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            page.release();
            turned.release();
        }

        @Test
        void findsEveryBoxOnPaperThatWasNotFlat() {
            Mat page = DrawnHeader.of(27, 24, 9);
            Mat waved = DrawnHeader.waved(page, 7, 1100);

            HeaderReading reading = reader.read(DrawnHeader.encoded(waved, ".png"));

            assertThat(boxes(reading, HeaderField.LAST_NAME)).isEqualTo(27);
            assertThat(boxes(reading, HeaderField.FIRST_NAME)).isEqualTo(24);
            assertThat(boxes(reading, HeaderField.CANDIDATE_NUMBER)).isEqualTo(9);
            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            page.release();
            waved.release();
        }

        @Test
        void readsUntouchedBoxesAsBlank() {
            Mat page = DrawnHeader.of(20, 20, 10);

            HeaderReading reading = reader.read(DrawnHeader.encoded(page, ".jpg"));

            assertThat(reading.rows())
                    .hasSize(4)
                    .allSatisfy(row -> assertThat(row.bestText()).isEmpty());
            page.release();
        }

        @Test
        void tellsWhereABoxIsInFractionsOfThePage() {
            Mat page = DrawnHeader.of(20, 20, 10);

            HeaderReading reading = reader.read(DrawnHeader.encoded(page, ".png"));

            CellReading first =
                    reading.row(HeaderField.LAST_NAME).orElseThrow().cells().get(0);
            assertThat(first.region().x()).isBetween(396.0 / 1654, 404.0 / 1654);
            assertThat(first.region().y()).isBetween(96.0 / 2339, 104.0 / 2339);
            assertThat(first.region().w()).isBetween(40.0 / 1654, 48.0 / 1654);
            page.release();
        }

        @Test
        void readsOnlyTheFieldsAskedFor() {
            Mat page = DrawnHeader.of(20, 20, 10);

            try (HeaderReader ofNames = new HeaderReader(Set.of(HeaderField.LAST_NAME))) {
                assertThat(ofNames.read(DrawnHeader.encoded(page, ".png")).rows())
                        .extracting(RowReading::field)
                        .containsExactly(HeaderField.LAST_NAME);
            }
            page.release();
        }

        @Test
        void findsTheHeaderOfAPepperedBlackAndWhiteScan() {
            Mat page = DrawnHeader.of(21, 21, 9);
            Imgproc.threshold(page, page, 200, 255, Imgproc.THRESH_BINARY);
            Random random = new Random(3);
            for (int i = 0; i < 0.08 * page.total(); i++) {
                page.put(random.nextInt(page.rows()), random.nextInt(page.cols()), 0);
            }

            HeaderReading reading = reader.read(DrawnHeader.encoded(page, ".png"));

            assertThat(boxes(reading, HeaderField.LAST_NAME)).isEqualTo(21);
            assertThat(boxes(reading, HeaderField.FIRST_NAME)).isEqualTo(21);
            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            page.release();
        }

        @Test
        void findsNameRowsThatStandCloseTogether() {
            Mat page = DrawnHeader.paper();
            DrawnHeader.boxes(page, 400, 100, 44, 20);
            DrawnHeader.boxes(page, 400, 166, 44, 20);
            DrawnHeader.date(page, 400, 300, 44);

            HeaderReading reading = reader.read(DrawnHeader.encoded(page, ".png"));

            assertThat(boxes(reading, HeaderField.LAST_NAME)).isEqualTo(20);
            assertThat(boxes(reading, HeaderField.FIRST_NAME)).isEqualTo(20);
            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            page.release();
        }

        @Test
        void findsBoxesHalfAsWideAsHigh() {
            Mat page = DrawnHeader.paper();
            DrawnHeader.boxes(page, 400, 100, 44, 20);
            DrawnHeader.boxes(page, 400, 210, 44, 20);
            DrawnHeader.boxes(page, 330, 320, 25, 12);
            DrawnHeader.date(page, 1060, 320, 25);

            HeaderReading reading = reader.read(DrawnHeader.encoded(page, ".png"));

            assertThat(boxes(reading, HeaderField.CANDIDATE_NUMBER)).isEqualTo(12);
            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            page.release();
        }

        @Test
        void findsADateWhoseLinesFailedToPrintInPlaces() {
            Mat page = DrawnHeader.of(20, 20, 9);
            for (int x = 1075; x < 1460; x += 61) {
                Imgproc.rectangle(page, new Point(x, 310), new Point(x + 16, 380), new Scalar(255), -1);
            }

            HeaderReading reading = reader.read(DrawnHeader.encoded(page, ".png"));

            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            page.release();
        }

        @Test
        void findsAHeaderInTheLowerHalfOfAJpegPage() {
            Mat page = DrawnHeader.paper();
            Mat header = DrawnHeader.of(20, 20, 10);
            header.rowRange(0, 1000).copyTo(page.rowRange(1200, 2200));

            HeaderReading reading = reader.read(DrawnHeader.encoded(page, ".jpg"));

            assertThat(reading.quarterTurns()).isZero();
            assertThat(boxes(reading, HeaderField.FIRST_NAME)).isEqualTo(20);
            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            assertThat(reading.row(HeaderField.LAST_NAME)
                            .orElseThrow()
                            .cells()
                            .get(0)
                            .region()
                            .y())
                    .isBetween(1296.0 / 2339, 1304.0 / 2339);
            header.release();
            page.release();
        }

        @Test
        void findsAHeaderThatGoesOnBelowTheTopOfAJpegPage() {
            Mat page = DrawnHeader.paper();
            Mat header = DrawnHeader.of(20, 20, 10);
            header.rowRange(0, 1000).copyTo(page.rowRange(480, 1480));

            HeaderReading reading = reader.read(DrawnHeader.encoded(page, ".jpg"));

            assertThat(boxes(reading, HeaderField.LAST_NAME)).isEqualTo(20);
            assertThat(boxes(reading, HeaderField.FIRST_NAME)).isEqualTo(20);
            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            header.release();
            page.release();
        }

        @Test
        void findsADateBelowTheTopOfAPageThatEndsAfterANumber() {
            Mat page = DrawnHeader.paper();
            DrawnHeader.boxes(page, 300, 420, 44, 20);
            DrawnHeader.boxes(page, 300, 520, 44, 20);
            DrawnHeader.boxes(page, 300, 620, 44, 8);
            DrawnHeader.date(page, 300, 720, 44);

            HeaderReading reading = reader.read(DrawnHeader.encoded(page, ".jpg"));

            double date = reading.row(HeaderField.BIRTH_DATE)
                    .orElseThrow()
                    .cells()
                    .get(0)
                    .region()
                    .y();
            assertThat(date).isBetween(710.0 / 2339, 730.0 / 2339);
            page.release();
        }

        @Test
        void namesTheModelThatRead() {
            Mat page = DrawnHeader.paper();

            assertThat(reader.read(DrawnHeader.encoded(page, ".png")).modelHash())
                    .matches("[0-9a-f]{64}");
            page.release();
        }
    }

    @Nested
    class PagesWithoutHeader {
        @Test
        void blankPaperHasNone() {
            Mat page = DrawnHeader.paper();

            assertThat(reader.read(DrawnHeader.encoded(page, ".png")).found()).isFalse();
            page.release();
        }

        @Test
        void squaredPaperHasNone() {
            Mat page = DrawnHeader.paper();
            for (int at = 50; at < 1600; at += 39) {
                Imgproc.line(page, new Point(at, 40), new Point(at, 2300), new Scalar(170), 2);
            }
            for (int at = 40; at < 2300; at += 39) {
                Imgproc.line(page, new Point(50, at), new Point(1600, at), new Scalar(170), 2);
            }

            assertThat(reader.read(DrawnHeader.encoded(page, ".png")).found()).isFalse();
            page.release();
        }

        @Test
        void aPictureOfOnePixelHasNone() {
            Mat page = new Mat(1, 1, CvType.CV_8UC1, new Scalar(255));

            assertThat(reader.read(DrawnHeader.encoded(page, ".png")).found()).isFalse();
            page.release();
        }
    }

    private static int boxes(HeaderReading reading, HeaderField field) {
        return reading.row(field).orElseThrow().cells().size();
    }
}
