package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageSourcesTest {
    @Nested
    class Lossless {
        @ParameterizedTest
        @ValueSource(
                ints = {
                    BufferedImage.TYPE_INT_RGB,
                    BufferedImage.TYPE_BYTE_GRAY,
                    BufferedImage.TYPE_BYTE_BINARY,
                    BufferedImage.TYPE_BYTE_INDEXED
                })
        void carriesPngRowsOver(int type) throws IOException {
            byte[] png = Pictures.png(Pictures.page(331, 470, type));

            PDImageXObject image = image(png);

            assertThat(image.getCOSObject()
                            .getCOSDictionary(COSName.DECODE_PARMS)
                            .getInt(COSName.PREDICTOR))
                    .isEqualTo(15);
            assertThat(png).as("the file holds the stream as it is").containsSequence(head(image));
            assertSamePixels(image.getImage(), Pictures.decode(png), type == BufferedImage.TYPE_BYTE_GRAY);
        }

        @ParameterizedTest
        @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_BINARY})
        void decodesInterlacedPng(int type) throws IOException {
            byte[] png = Pictures.interlacedPng(Pictures.page(331, 470, type));

            assertSamePixels(image(png).getImage(), Pictures.decode(png), type == BufferedImage.TYPE_BYTE_GRAY);
        }

        @Test
        void laysTransparencyOnWhitePaper() throws IOException {
            BufferedImage glass = new BufferedImage(40, 60, BufferedImage.TYPE_INT_ARGB);
            glass.setRGB(3, 4, 0xFF102030);
            glass.setRGB(5, 6, 0x80000000);

            BufferedImage shown = image(Pictures.png(glass)).getImage();

            assertThat(shown.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
            assertThat(shown.getRGB(3, 4)).isEqualTo(0xFF102030);
            assertThat(shown.getRGB(5, 6)).isEqualTo(0xFF7F7F7F);
        }

        @Test
        void carriesGroup4FaxOver() throws IOException {
            byte[] tiff = Pictures.tiff(Pictures.page(331, 470, BufferedImage.TYPE_BYTE_BINARY), "CCITT T.6");

            PDImageXObject image = image(tiff);

            assertSamePixels(image.getImage(), Pictures.decode(tiff), false);
        }

        @ParameterizedTest
        @ValueSource(strings = {"LZW", "PackBits", "Deflate"})
        void decodesOtherTiffs(String compression) throws IOException {
            byte[] tiff = Pictures.tiff(Pictures.page(331, 470, BufferedImage.TYPE_INT_RGB), compression);

            assertSamePixels(image(tiff).getImage(), Pictures.decode(tiff), false);
        }

        private PDImageXObject image(byte[] page) throws IOException {
            // stays open: the image reads from it
            PDDocument document = Copies.read(Copies.flatten(Copies.of(page)));
            return (PDImageXObject) document.getPage(0).getResources().getXObject(COSName.P);
        }

        private byte[] head(PDImageXObject image) throws IOException {
            return image.getCOSObject().createRawInputStream().readNBytes(2000);
        }

        private void assertSamePixels(BufferedImage shown, BufferedImage source, boolean grey) {
            assertThat(shown.getWidth()).isEqualTo(source.getWidth());
            assertThat(shown.getHeight()).isEqualTo(source.getHeight());
            for (int y = 0; y < shown.getHeight(); y++) {
                for (int x = 0; x < shown.getWidth(); x++) {
                    // the platform takes stored greys for linear light when it is asked for RGB
                    int wanted = grey ? source.getRaster().getSample(x, y, 0) : source.getRGB(x, y) & 0xFFFFFF;
                    int found = grey ? shown.getRGB(x, y) & 0xFF : shown.getRGB(x, y) & 0xFFFFFF;
                    if (grey && shown.getRaster().getNumBands() == 1) {
                        found = shown.getRaster().getSample(x, y, 0);
                    }
                    assertThat(found).as("pixel %d, %d", x, y).isEqualTo(wanted);
                }
            }
        }
    }

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
            for (String password : List.of("", "secret")) {
                try (PDDocument document = new PDDocument()) {
                    document.addPage(new PDPage());
                    document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));

                    assertRefused(Copies.save(document), "encrypted");
                }
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
