package io.korrigo.page;

import static io.korrigo.page.ScannedFiles.JPEG;
import static io.korrigo.page.ScannedFiles.assertRefused;
import static io.korrigo.page.ScannedFiles.assertSame;
import static io.korrigo.page.ScannedFiles.jpeg;
import static io.korrigo.page.ScannedFiles.pack;
import static io.korrigo.page.ScannedFiles.page;
import static io.korrigo.page.ScannedFiles.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages of a PDF come out as the picture that they are, and which are drawn. */
class PdfPagePictureTest {
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
        void jpeg2000IsRefusedByName() {
            byte[] pdf = PdfPages.of((document, content) -> {
                PDImageXObject picture =
                        LosslessFactory.createFromImage(document, PdfPages.picture(BufferedImage.TYPE_INT_RGB));
                picture.getCOSObject().setItem(COSName.FILTER, COSName.JPX_DECODE);
                PdfPages.fill(content, picture);
            });

            assertRefused(pdf, "scan.pdf#1 has a picture in JPEG 2000, which is not read");
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

    private static void assertDrawn(byte[] page) throws IOException {
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(page));
        assertThat(drawn.getWidth()).as("A4 at 200 dpi").isBetween(1652, 1654);
        assertThat(drawn.getHeight()).isBetween(2337, 2339);
    }
}
