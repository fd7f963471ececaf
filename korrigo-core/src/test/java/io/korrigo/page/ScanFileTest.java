package io.korrigo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.korrigo.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanFileTest {
    private static final byte[] JPEG = PdfPages.encoded(PdfPages.picture(BufferedImage.TYPE_BYTE_GRAY), "jpg");

    @TempDir
    private Path folder;

    private static byte[] page(byte[] file, int index) throws IOException {
        try (ScanFile scan = ScanFile.of("scan.pdf", file)) {
            return scan.page(index);
        }
    }

    private static PDImageXObject jpeg(PDDocument document) throws IOException {
        return JPEGFactory.createFromByteArray(document, JPEG);
    }

    private static void assertDrawn(byte[] page) throws IOException {
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(page));
        assertThat(drawn.getWidth()).as("A4 at 200 dpi").isBetween(1652, 1654);
        assertThat(drawn.getHeight()).isBetween(2337, 2339);
    }

    /** Compares grey with a tolerance that only lossless coding meets. */
    private static void assertSame(byte[] page, BufferedImage expected) throws IOException {
        BufferedImage actual = ImageIO.read(new ByteArrayInputStream(page));
        assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
        assertThat(actual.getHeight()).isEqualTo(expected.getHeight());
        for (int y = 0; y < expected.getHeight(); y += 3) {
            for (int x = 0; x < expected.getWidth(); x += 3) {
                assertThat(actual.getRGB(x, y) & 0xFF).isEqualTo(expected.getRGB(x, y) & 0xFF);
            }
        }
    }

    @Nested
    class Names {
        @Test
        void numberThePagesOfAPdfAndOfATiffWithSeveral() throws IOException {
            byte[] pdf = PdfPages.of((document, content) -> PdfPages.fill(content, jpeg(document)));
            try (ScanFile scan = ScanFile.of("scan.pdf", pdf);
                    ScanFile tiff = ScanFile.of("scan.tif", tiff("LZW", BufferedImage.TYPE_BYTE_GRAY, 2));
                    ScanFile single = ScanFile.of("one.tif", tiff("LZW", BufferedImage.TYPE_BYTE_GRAY, 1));
                    ScanFile image = ScanFile.of("page.jpg", JPEG)) {
                assertThat(scan.pageName(0)).isEqualTo("scan.pdf#1");
                assertThat(tiff.pageName(1)).isEqualTo("scan.tif#2");
                assertThat(single.pageName(0)).isEqualTo("one.tif");
                assertThat(image.pageName(0)).isEqualTo("page.jpg");
            }
        }
    }

    @Nested
    class OfAPdfPageThatIsOnePicture {
        @Test
        void aJpegComesOutByteByByte() throws IOException {
            byte[] pdf = PdfPages.of(
                    (document, content) -> content.fill(),
                    (document, content) -> PdfPages.fill(content, jpeg(document)));

            assertThat(page(pdf, 1)).isEqualTo(JPEG);
        }

        @Test
        void theInvisibleTextOfATextRecognitionDoesNotCount() throws IOException {
            byte[] pdf = PdfPages.of((document, content) -> {
                PdfPages.fill(content, jpeg(document));
                text(content, RenderingMode.NEITHER);
            });

            assertThat(page(pdf, 0)).isEqualTo(JPEG);
        }

        @Test
        void whatLiesBelowItDoesNotCount() throws IOException {
            byte[] pdf = PdfPages.of((document, content) -> {
                text(content, RenderingMode.FILL);
                PdfPages.fill(content, jpeg(document));
            });

            assertThat(page(pdf, 0)).isEqualTo(JPEG);
        }

        @Test
        void aPictureThatIsTurnedByAQuarterComesOutAsItIsStored() throws IOException {
            byte[] pdf = PdfPages.of(
                    (document, content) -> content.drawImage(jpeg(document), new Matrix(0, 421, -595, 0, 595, 200)));

            assertThat(page(pdf, 0)).isEqualTo(JPEG);
        }

        @Test
        void faxCodingComesOutAsTiff() throws IOException {
            BufferedImage picture = PdfPages.picture(BufferedImage.TYPE_BYTE_BINARY);
            byte[] pdf = PdfPages.of(
                    (document, content) -> PdfPages.fill(content, CCITTFactory.createFromImage(document, picture)));

            byte[] page = page(pdf, 0);

            assertThat(page).startsWith('I', 'I', 42, 0);
            assertSame(page, picture);
        }

        @ParameterizedTest
        @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_BINARY})
        void deflatedRowsComeOutAsPng(int type) throws IOException {
            BufferedImage picture = PdfPages.picture(type);
            byte[] pdf = PdfPages.of(
                    (document, content) -> PdfPages.fill(content, LosslessFactory.createFromImage(document, picture)));

            byte[] page = page(pdf, 0);

            assertThat(page).startsWith(0x89, 'P', 'N', 'G');
            assertSame(page, picture);
        }

        @Test
        void aPictureThatIsCutShortIsRefused() {
            byte[] pdf = PdfPages.of((document, content) -> {
                PDImageXObject picture = new PDImageXObject(
                        document,
                        new ByteArrayInputStream(new byte[1000]),
                        null,
                        PdfPages.WIDTH,
                        PdfPages.HEIGHT,
                        8,
                        org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray.INSTANCE);
                pack(picture.getCOSObject(), new byte[1000]);
                PdfPages.fill(content, picture);
            });

            assertRefused(pdf, "scan.pdf#1 has a picture that is cut short");
        }
    }

    @Nested
    class DrawsAPdfPage {
        @Test
        void thatHasTextOverItsPicture() throws IOException {
            assertDrawn(page(
                    PdfPages.of((document, content) -> {
                        PdfPages.fill(content, jpeg(document));
                        text(content, RenderingMode.FILL);
                    }),
                    0));
        }

        @Test
        void withTwoPictures() throws IOException {
            assertDrawn(page(
                    PdfPages.of((document, content) -> {
                        content.drawImage(jpeg(document), 0, 421, 595, 421);
                        content.drawImage(jpeg(document), 0, 0, 595, 421);
                    }),
                    0));
        }

        @Test
        void whosePictureIsMirrored() throws IOException {
            assertDrawn(page(
                    PdfPages.of((document, content) ->
                            content.drawImage(jpeg(document), new Matrix(-595, 0, 0, 842, 595, 0))),
                    0));
        }

        @Test
        void whosePictureIsStretchedAsAFaxIs() throws IOException {
            BufferedImage flat = PdfPages.picture(BufferedImage.TYPE_BYTE_GRAY)
                    .getSubimage(0, 0, PdfPages.WIDTH, PdfPages.HEIGHT / 2);
            assertDrawn(page(
                    PdfPages.of(
                            (document, content) -> PdfPages.fill(content, JPEGFactory.createFromImage(document, flat))),
                    0));
        }

        @Test
        void whosePictureIsCut() throws IOException {
            assertDrawn(page(
                    PdfPages.of((document, content) -> {
                        content.addRect(0, 400, 595, 442);
                        content.clip();
                        PdfPages.fill(content, jpeg(document));
                    }),
                    0));
        }
    }

    private static void text(PDPageContentStream content, RenderingMode mode) throws IOException {
        content.beginText();
        content.setRenderingMode(mode);
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(100, 700);
        content.showText("DUPONT");
        content.endText();
    }

    private static void pack(COSStream stream, byte[] content) throws IOException {
        try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content);
        }
    }

    private static byte[] tiff(String compression, int type, int pages) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(javax.imageio.ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(compression);
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < pages; i++) {
                BufferedImage page = PdfPages.picture(type);
                page.setRGB(3 + i, 3, 0);
                writer.writeToSequence(new IIOImage(page, null, null), parameters);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    @Nested
    class OfATiff {
        @ParameterizedTest
        @ValueSource(strings = {"CCITT T.4", "CCITT T.6", "LZW", "ZLib", "PackBits"})
        void everyPageIsATiffOfItsOwn(String compression) throws IOException {
            int type = compression.startsWith("CCITT") ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_INT_RGB;
            Path file = Files.write(folder.resolve("scan.tif"), tiff(compression, type, 3));

            try (ScanFile scan = ScanFile.open(file)) {
                assertThat(scan.pages()).isEqualTo(3);
                for (int i = 0; i < 3; i++) {
                    BufferedImage expected = PdfPages.picture(type);
                    expected.setRGB(3 + i, 3, 0);
                    assertSame(scan.page(i), expected);
                }
            }
        }

        @Test
        void jpegInsideKeepsItsTables() throws IOException {
            byte[] tiff = tiff("JPEG", BufferedImage.TYPE_BYTE_GRAY, 2);

            BufferedImage page = ImageIO.read(new ByteArrayInputStream(page(tiff, 1)));

            assertThat(page.getWidth()).isEqualTo(PdfPages.WIDTH);
            assertThat(page.getRGB(400, 600) & 0xFF).isGreaterThan(250);
        }
    }

    private void assertRefused(byte[] file, String why) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> page(file, 0))
                .withMessageContaining(why);
    }

    @Nested
    class Refuses {
        @Test
        void anEmptyFile() throws IOException {
            Path file = Files.createFile(folder.resolve("empty.jpg"));

            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> ScanFile.open(file))
                    .withMessageContaining("empty.jpg is empty");
        }

        @Test
        void anythingElse() {
            assertRefused("hello, I am a letter".getBytes(StandardCharsets.UTF_8), "is not a JPEG, PNG, TIFF or PDF");
        }

        @Test
        void aPdfThatIsCut() {
            byte[] pdf = PdfPages.of((document, content) -> PdfPages.fill(content, jpeg(document)));

            assertRefused(Arrays.copyOf(pdf, 600), "scan.pdf");
        }

        @Test
        void aPdfThatNeedsAPasswordButNotOneThatOpensWithout() throws IOException {
            byte[] pdf = PdfPages.of((document, content) -> PdfPages.fill(content, jpeg(document)));

            assertRefused(encrypted(pdf, "secret"), "opens with a password only");
            assertThat(page(encrypted(pdf, ""), 0)).isEqualTo(JPEG);
        }

        private byte[] encrypted(byte[] pdf, String password) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (PDDocument document = Loader.loadPDF(pdf)) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
                document.save(out);
            }
            return out.toByteArray();
        }

        @Test
        void aPictureOfAnInsaneSizeBeforeItIsDecoded() {
            byte[] pdf = PdfPages.of((document, content) -> {
                PDImageXObject picture = jpeg(document);
                picture.setWidth(50_000);
                picture.setHeight(70_000);
                PdfPages.fill(content, picture);
            });

            assertRefused(pdf, "scan.pdf#1 has a picture of 50000 x 70000 pixels");
        }

        @Test
        void aPageThatUnpacksToVeryMuch() {
            byte[] pdf = PdfPages.of((document, content) -> {
                COSStream form = document.getDocument().createCOSStream();
                form.setItem(COSName.TYPE, COSName.XOBJECT);
                form.setItem(COSName.SUBTYPE, COSName.FORM);
                try (var out = form.createOutputStream(COSName.FLATE_DECODE)) {
                    byte[] spaces = new byte[1 << 20];
                    for (int i = 0; i < 230; i++) {
                        out.write(spaces);
                    }
                }
                content.drawForm(new org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject(form));
            });

            assertRefused(pdf, "scan.pdf#1 unpacks to over 220 MiB");
        }

        @Test
        void aPageThatTakesTooLong() throws IOException {
            byte[] pdf = PdfPages.of((document, content) -> text(content, RenderingMode.FILL));

            try (PDDocument document = Loader.loadPDF(pdf)) {
                assertThatExceptionOfType(InvalidInputException.class)
                        .isThrownBy(() -> new PdfPage(document, 0, "slow.pdf#1", Duration.ofNanos(1)).image())
                        .withMessageContaining("slow.pdf#1 takes over");
            }
        }

        @Test
        void aPageTreeThatContradictsItself() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (PDDocument document = new PDDocument()) {
                document.addPage(new PDPage());
                document.getPages().getCOSObject().setInt(COSName.COUNT, 4);
                document.save(out);
            }

            assertRefused(out.toByteArray(), "scan.pdf contradicts itself about its pages");
        }
    }
}
