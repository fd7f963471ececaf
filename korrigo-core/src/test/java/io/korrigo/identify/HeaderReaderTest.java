package io.korrigo.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
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
            Mat page = drawnHeader(27, 24, 9);
            for (int turns = 0; turns < 4; turns++) {
                Mat turned = turned(page, turns);

                HeaderReading reading = reader.read(encoded(turned, ".png"));

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
        void readsUntouchedBoxesAsBlank() {
            Mat page = drawnHeader(20, 20, 10);

            HeaderReading reading = reader.read(encoded(page, ".jpg"));

            assertThat(reading.rows())
                    .hasSize(4)
                    .allSatisfy(row -> assertThat(row.bestText()).isEmpty());
            page.release();
        }

        @Test
        void tellsWhereABoxIsInFractionsOfThePage() {
            Mat page = drawnHeader(20, 20, 10);

            HeaderReading reading = reader.read(encoded(page, ".png"));

            CellReading first =
                    reading.row(HeaderField.LAST_NAME).orElseThrow().cells().get(0);
            assertThat(first.region().x()).isBetween(396.0 / 1654, 404.0 / 1654);
            assertThat(first.region().y()).isBetween(96.0 / 2339, 104.0 / 2339);
            assertThat(first.region().w()).isBetween(40.0 / 1654, 48.0 / 1654);
            page.release();
        }

        @Test
        void readsOnlyTheFieldsAskedFor() {
            Mat page = drawnHeader(20, 20, 10);

            try (HeaderReader ofNames = new HeaderReader(Set.of(HeaderField.LAST_NAME))) {
                assertThat(ofNames.read(encoded(page, ".png")).rows())
                        .extracting(RowReading::field)
                        .containsExactly(HeaderField.LAST_NAME);
            }
            page.release();
        }

        @Test
        void findsTheHeaderOfAPepperedBlackAndWhiteScan() {
            Mat page = drawnHeader(21, 21, 9);
            Imgproc.threshold(page, page, 200, 255, Imgproc.THRESH_BINARY);
            Random random = new Random(3);
            for (int i = 0; i < 0.08 * page.total(); i++) {
                page.put(random.nextInt(page.rows()), random.nextInt(page.cols()), 0);
            }

            HeaderReading reading = reader.read(encoded(page, ".png"));

            assertThat(boxes(reading, HeaderField.LAST_NAME)).isEqualTo(21);
            assertThat(boxes(reading, HeaderField.FIRST_NAME)).isEqualTo(21);
            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            page.release();
        }

        @Test
        void findsNameRowsThatStandCloseTogether() {
            Mat page = paper();
            boxes(page, 400, 100, 44, 20);
            boxes(page, 400, 166, 44, 20);
            date(page, 400, 300, 44);

            HeaderReading reading = reader.read(encoded(page, ".png"));

            assertThat(boxes(reading, HeaderField.LAST_NAME)).isEqualTo(20);
            assertThat(boxes(reading, HeaderField.FIRST_NAME)).isEqualTo(20);
            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            page.release();
        }

        @Test
        void findsBoxesHalfAsWideAsHigh() {
            Mat page = paper();
            boxes(page, 400, 100, 44, 20);
            boxes(page, 400, 210, 44, 20);
            boxes(page, 330, 320, 25, 12);
            date(page, 1060, 320, 25);

            HeaderReading reading = reader.read(encoded(page, ".png"));

            assertThat(boxes(reading, HeaderField.CANDIDATE_NUMBER)).isEqualTo(12);
            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            page.release();
        }

        @Test
        void findsADateWhoseLinesFailedToPrintInPlaces() {
            Mat page = drawnHeader(20, 20, 9);
            for (int x = 1075; x < 1460; x += 61) {
                Imgproc.rectangle(page, new Point(x, 310), new Point(x + 16, 380), new Scalar(255), -1);
            }

            HeaderReading reading = reader.read(encoded(page, ".png"));

            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            page.release();
        }

        @Test
        void findsAHeaderInTheLowerHalfOfAJpegPage() {
            Mat page = paper();
            Mat header = drawnHeader(20, 20, 10);
            header.rowRange(0, 1000).copyTo(page.rowRange(1200, 2200));

            HeaderReading reading = reader.read(encoded(page, ".jpg"));

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
            Mat page = paper();
            Mat header = drawnHeader(20, 20, 10);
            header.rowRange(0, 1000).copyTo(page.rowRange(480, 1480));

            HeaderReading reading = reader.read(encoded(page, ".jpg"));

            assertThat(boxes(reading, HeaderField.LAST_NAME)).isEqualTo(20);
            assertThat(boxes(reading, HeaderField.FIRST_NAME)).isEqualTo(20);
            assertThat(boxes(reading, HeaderField.BIRTH_DATE)).isEqualTo(8);
            header.release();
            page.release();
        }

        @Test
        void namesTheModelThatRead() {
            Mat page = paper();

            assertThat(reader.read(encoded(page, ".png")).modelHash()).matches("[0-9a-f]{64}");
            page.release();
        }
    }

    @Nested
    class PagesWithoutHeader {
        @Test
        void blankPaperHasNone() {
            Mat page = paper();

            assertThat(reader.read(encoded(page, ".png")).found()).isFalse();
            page.release();
        }

        @Test
        void squaredPaperHasNone() {
            Mat page = paper();
            for (int at = 50; at < 1600; at += 39) {
                Imgproc.line(page, new Point(at, 40), new Point(at, 2300), new Scalar(170), 2);
            }
            for (int at = 40; at < 2300; at += 39) {
                Imgproc.line(page, new Point(50, at), new Point(1600, at), new Scalar(170), 2);
            }

            assertThat(reader.read(encoded(page, ".png")).found()).isFalse();
            page.release();
        }

        @Test
        void aPictureOfOnePixelHasNone() {
            Mat page = new Mat(1, 1, CvType.CV_8UC1, new Scalar(255));

            assertThat(reader.read(encoded(page, ".png")).found()).isFalse();
            page.release();
        }
    }

    @Nested
    class BadInput {
        @TempDir
        Path folder;

        @Test
        void refusesATextFileNamedJpg() throws IOException {
            Path file = folder.resolve("page.jpg");
            Files.writeString(file, "not a picture", StandardCharsets.UTF_8);

            assertThatThrownBy(() -> reader.read(file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("page.jpg is not a JPEG, PNG or TIFF");
        }

        @Test
        void refusesAnEmptyFile() {
            assertThatThrownBy(() -> reader.read(new byte[0])).isInstanceOf(InvalidInputException.class);
        }

        @Test
        void refusesATruncatedFileOfEachFormat() {
            Mat page = drawnHeader(20, 20, 10);
            for (String format : new String[] {".jpg", ".png", ".tiff"}) {
                byte[] whole = encoded(page, format);
                for (int share = 1; share < 10; share++) {
                    byte[] cut = Arrays.copyOf(whole, whole.length * share / 10);
                    assertThatThrownBy(() -> reader.read(cut))
                            .isInstanceOf(InvalidInputException.class)
                            .hasMessageContaining("truncated");
                }
            }
            page.release();
        }

        @Test
        void refusesAJpegWhoseCodeTablesAreDamaged() {
            Mat page = drawnHeader(20, 20, 10);
            byte[] jpeg = encoded(page, ".jpg");
            int table = 2;
            while (jpeg[table] != (byte) 0xFF || jpeg[table + 1] != (byte) 0xC4) {
                table++;
            }
            Arrays.fill(jpeg, table + 5, table + 21, (byte) 0xF0);

            assertThatThrownBy(() -> reader.read(jpeg))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("damaged");
            page.release();
        }

        @Test
        void refusesAHugeImageByItsHeaderAlone() {
            ByteBuffer png = ByteBuffer.allocate(33);
            png.putLong(0x89504E470D0A1A0AL)
                    .putInt(13)
                    .putInt(0x49484452)
                    .putInt(60_000)
                    .putInt(60_000);
            ByteBuffer jpeg = ByteBuffer.allocate(32);
            jpeg.putShort((short) 0xFFD8)
                    .putShort((short) 0xFFC0)
                    .putShort((short) 11)
                    .put((byte) 8);
            jpeg.putShort((short) 60_000).putShort((short) 60_000).put(new byte[] {1, 1, 0x11, 0});
            jpeg.putShort((short) 0xFFD9);

            assertThatThrownBy(() -> reader.read(png.array()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("60000 x 60000");
            assertThatThrownBy(() -> reader.read(jpeg.array()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("60000 x 60000");
        }

        @Test
        void aMissingFileIsAnInputOutputError() {
            assertThatThrownBy(() -> reader.read(folder.resolve("nowhere.jpg"))).isInstanceOf(IOException.class);
        }
    }

    private static int boxes(HeaderReading reading, HeaderField field) {
        return reading.row(field).orElseThrow().cells().size();
    }

    private static Mat paper() {
        return new Mat(2339, 1654, CvType.CV_8UC1, new Scalar(240));
    }

    private static Mat drawnHeader(int lastName, int firstName, int number) {
        Mat page = paper();
        boxes(page, 400, 100, 44, lastName);
        boxes(page, 400, 210, 44, firstName);
        boxes(page, 330, 320, 44, number);
        date(page, 1060, 320, 44);
        Imgproc.line(page, new Point(80, 460), new Point(1600, 460), new Scalar(90), 2);
        return page;
    }

    private static void date(Mat page, int x, int y, int width) {
        boxes(page, x, y, width, 2);
        boxes(page, x + 2 * width + 20, y, width, 2);
        boxes(page, x + 4 * width + 40, y, width, 4);
    }

    private static void boxes(Mat page, int x, int y, int width, int count) {
        for (int i = 0; i < count; i++) {
            Point corner = new Point(x + width * i, y);
            Imgproc.rectangle(page, corner, new Point(corner.x + width, y + 52), new Scalar(170), 2);
        }
    }

    private static Mat turned(Mat page, int clockwise) {
        Mat turned = new Mat();
        if (clockwise == 0) {
            page.copyTo(turned);
        } else {
            Core.rotate(page, turned, clockwise - 1);
        }
        return turned;
    }

    private static byte[] encoded(Mat page, String format) {
        MatOfByte bytes = new MatOfByte();
        Imgcodecs.imencode(format, page, bytes);
        byte[] array = bytes.toArray();
        bytes.release();
        return array;
    }
}
