package io.korrigo.identify.header;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;

/** What a reader says of files that are no whole picture. */
class HeaderReaderInputTest {
    private static HeaderReader reader;

    @BeforeAll
    static void open() {
        reader = new HeaderReader();
    }

    @AfterAll
    static void close() {
        reader.close();
    }

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
        Mat page = DrawnHeader.of(20, 20, 10);
        for (String format : new String[] {".jpg", ".png", ".tiff"}) {
            byte[] whole = DrawnHeader.encoded(page, format);
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
        Mat page = DrawnHeader.of(20, 20, 10);
        byte[] jpeg = DrawnHeader.encoded(page, ".jpg");
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
