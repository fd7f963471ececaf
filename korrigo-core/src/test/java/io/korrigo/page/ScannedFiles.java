package io.korrigo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.korrigo.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** Files of pages, and what tests ask of the pages that come out of them. */
final class ScannedFiles {
    static final byte[] JPEG = PdfPages.encoded(PdfPages.picture(BufferedImage.TYPE_BYTE_GRAY), "jpg");

    private ScannedFiles() {}

    static byte[] page(byte[] file, int index) throws IOException {
        try (ScanFile scan = ScanFile.of("scan.pdf", file)) {
            return scan.page(index);
        }
    }

    static PDImageXObject jpeg(PDDocument document) throws IOException {
        return JPEGFactory.createFromByteArray(document, JPEG);
    }

    /** Compares grey with a tolerance that only lossless coding meets. */
    static void assertSame(byte[] page, BufferedImage expected) throws IOException {
        BufferedImage actual = ImageIO.read(new ByteArrayInputStream(page));
        assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
        assertThat(actual.getHeight()).isEqualTo(expected.getHeight());
        for (int y = 0; y < expected.getHeight(); y += 3) {
            for (int x = 0; x < expected.getWidth(); x += 3) {
                assertThat(actual.getRGB(x, y) & 0xFF).isEqualTo(expected.getRGB(x, y) & 0xFF);
            }
        }
    }

    static void assertRefused(byte[] file, String why) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> page(file, 0))
                .withMessageContaining(why);
    }

    static void pack(COSStream stream, byte[] content) throws IOException {
        try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content);
        }
    }

    static void text(PDPageContentStream content, RenderingMode mode) throws IOException {
        content.beginText();
        content.setRenderingMode(mode);
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(100, 700);
        content.showText("DUPONT");
        content.endText();
    }

    static byte[] tiff(String compression, int type, int pages) {
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
}
