package io.korrigo.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffFileTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void loadOpenCv() {
        OpenCvLibrary.load();
    }

    private static byte[] grey(int value) {
        byte[] samples = new byte[20 * 10];
        Arrays.fill(samples, (byte) value);
        return samples;
    }

    private static double mean(byte[] image) {
        try (PageImage page = PageImage.decode(image, "page.tif")) {
            return org.opencv.core.Core.mean(page.whole()).val[0];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void givesEachPageOfAFileOnDisk(String order) throws IOException {
        TiffBytes tiff = new TiffBytes(order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int value : new int[] {10, 120, 230}) {
            tiff.add(20, 10, Map.of(TiffDirectory.SAMPLE_FORMAT, new int[] {1}), grey(value));
        }
        Path file = Files.write(folder.resolve("pages.tif"), tiff.bytes());

        try (TiffFile pages = TiffFile.open(file)) {
            assertThat(pages.pages()).isEqualTo(3);
            assertThat(mean(pages.page(2))).isEqualTo(230);
            assertThat(mean(pages.page(0))).isEqualTo(10);
            assertThat(mean(pages.page(1))).isEqualTo(120);
        }
    }

    @Test
    void doesNotCountSmallCopiesAndMasks() throws IOException {
        byte[] tiff = new TiffBytes(ByteOrder.LITTLE_ENDIAN)
                .add(20, 10, Map.of(), grey(50))
                .add(20, 10, Map.of(TiffDirectory.SUBFILE, new int[] {1}), grey(60))
                .add(20, 10, Map.of(TiffDirectory.SUBFILE, new int[] {4}), grey(70))
                .add(20, 10, Map.of(TiffDirectory.SUBFILE, new int[] {2}), grey(80))
                .bytes();

        TiffFile file = TiffFile.of("a.tif", tiff);

        assertThat(file.pages()).isEqualTo(2);
        assertThat(mean(file.page(1))).isEqualTo(80);
    }

    @Test
    void refusesAFileWhosePagesHaveNoEnd() {
        byte[] tiff = new TiffBytes(ByteOrder.LITTLE_ENDIAN)
                .add(20, 10, Map.of(), grey(50))
                .bytes();
        int directory = tiff[4] & 0xFF | (tiff[5] & 0xFF) << 8;
        // the next directory is the first again
        System.arraycopy(tiff, 4, tiff, tiff.length - 4, 4);

        assertThat(directory).isPositive();
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TiffFile.of("loop.tif", tiff))
                .withMessageContaining("loop.tif is a damaged TIFF");
    }

    @Test
    void refusesAPageWhoseDataIsNotAllThere() {
        byte[] tiff = TiffBytes.page(20, 10, Map.of(TiffDirectory.STRIP_OFFSETS, new int[] {400}), grey(50));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TiffFile.of("cut.tif", tiff).page(0))
                .withMessageContaining("cut.tif is truncated");
    }

    @Test
    void refusesSeveralPagesWhereOneWasMeant() {
        byte[] tiff = new TiffBytes(ByteOrder.LITTLE_ENDIAN)
                .add(20, 10, Map.of(), grey(50))
                .add(20, 10, Map.of(), grey(60))
                .bytes();

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> EncodedImage.inspect(tiff, "two.tif"))
                .withMessageContaining("two.tif holds 2 pages");
    }
}
