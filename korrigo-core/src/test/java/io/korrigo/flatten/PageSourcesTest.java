package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import io.korrigo.flatten.source.PageSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageSourcesTest {
    @Nested
    class Refused {
        private final byte[] jpeg = Pictures.jpeg(Pictures.page(331, 470, BufferedImage.TYPE_INT_RGB));

        @ParameterizedTest
        @ValueSource(doubles = {0.001, 0.01, 0.1, 0.5, 0.9, 0.999})
        void aTruncatedJpeg(double part) {
            assertRefused(Copies.cut(jpeg, Math.max(4, (int) (part * jpeg.length))), "p0", "cut short");
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.01, 0.5, 0.9, 0.999})
        void aTruncatedPng(double part) {
            byte[] png = Pictures.png(Pictures.page(331, 470, BufferedImage.TYPE_BYTE_GRAY));

            assertRefused(Copies.cut(png, (int) (part * png.length)), "PNG");
        }

        @Test
        void aDamagedPng() {
            byte[] png = Pictures.png(Pictures.page(331, 470, BufferedImage.TYPE_BYTE_GRAY));
            png[png.length / 2] ^= 1;

            assertRefused(png, "damaged");
        }

        @Test
        void aTextFileNamedJpg() {
            byte[] text = "Ceci n'est pas une image".getBytes(StandardCharsets.UTF_8);

            assertThatThrownBy(() -> Copies.flatten(Copies.of(List.of(Copies.source("p0.jpg", text)))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "Copy c1, page 1 of 1 (p0.jpg): the file is not a JPEG, PNG, TIFF or PDF, whatever its name says");
        }

        @Test
        void anEmptyFile() {
            assertRefused(new byte[0], "empty");
        }

        @Test
        void aPictureOfTooManyPixelsBeforeItIsDecoded() {
            byte[] huge = jpeg.clone();
            int frame = indexOf(huge, (byte) 0xC0);
            huge[frame + 4] = (byte) 0xFF;
            huge[frame + 5] = (byte) 0xFF;
            huge[frame + 6] = (byte) 0xFF;
            huge[frame + 7] = (byte) 0xFF;

            assertRefused(huge, "too large");
        }

        @Test
        void aPictureThatWouldTakeTooMuchMemoryBeforeItIsDecoded() {
            byte[] header = ByteBuffer.allocate(13)
                    .putInt(9000)
                    .putInt(9000)
                    .put(new byte[] {8, RawPng.RGB_ALPHA, 0, 0, 1})
                    .array();
            byte[] interlaced = RawPng.encode(1, 1, RawPng.RGB_ALPHA, 8, new int[4]);
            interlaced = Jpegs.joined(
                    Jpegs.joined(Arrays.copyOf(interlaced, 8), RawPng.chunk("IHDR", header)),
                    Jpegs.joined(
                            RawPng.chunk("IDAT", RawPng.deflate(new byte[1 << 16])),
                            RawPng.chunk("IEND", new byte[0])));

            assertRefused(interlaced, "too large to be decoded", "9000 x 9000");
        }

        private int indexOf(byte[] file, byte marker) {
            for (int i = 0; i < file.length; i++) {
                if (file[i] == (byte) 0xFF && file[i + 1] == marker) {
                    return i + 1;
                }
            }
            throw new AssertionError("no such marker");
        }

        @Test
        void anEncryptedPdf() throws IOException {
            try (PDDocument document = new PDDocument()) {
                document.addPage(new PDPage());
                document.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));

                assertRefused(Copies.save(document), "encrypted");
            }
        }

        @Test
        void aDamagedPdf() {
            assertRefused("%PDF-1.4\nnothing in here".getBytes(StandardCharsets.US_ASCII), "PDF");
        }

        @Test
        void aPdfOfSeveralPagesWithoutAWordWhichOneAndAPageBeyondItsLast() throws IOException {
            try (PDDocument document = new PDDocument()) {
                document.addPage(new PDPage());
                document.addPage(new PDPage());
                byte[] pdf = Copies.save(document);

                assertRefused(pdf, "2 pages");
                assertThatThrownBy(() -> Copies.flatten(
                                Copies.of(List.of(PageSource.ofPdf("s.pdf", () -> new ByteArrayInputStream(pdf), 2)))))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("page 3 was asked for");
            }
        }

        @Test
        void aTiffCutShort() {
            byte[] tiff = Pictures.tiff(Pictures.page(331, 470, BufferedImage.TYPE_INT_RGB), "LZW");

            assertRefused(Arrays.copyOf(tiff, tiff.length / 2), "p0");
        }

        private void assertRefused(byte[] page, String... reasons) {
            assertThatThrownBy(() -> Copies.flatten(Copies.of(page)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("Copy c1, page 1 of 1 (p0)")
                    .hasMessageContainingAll(reasons);
        }
    }
}
