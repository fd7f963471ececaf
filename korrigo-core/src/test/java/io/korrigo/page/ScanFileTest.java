package io.korrigo.page;

import static io.korrigo.page.ScannedFiles.JPEG;
import static io.korrigo.page.ScannedFiles.assertRefused;
import static io.korrigo.page.ScannedFiles.assertSame;
import static io.korrigo.page.ScannedFiles.jpeg;
import static io.korrigo.page.ScannedFiles.page;
import static io.korrigo.page.ScannedFiles.text;
import static io.korrigo.page.ScannedFiles.tiff;
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
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanFileTest {
    @TempDir
    private Path folder;

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
        @Tag("slow")
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
