package io.korrigo.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** PDFs of pages that tests draw. */
final class PdfPages {
    /** 100 dpi. */
    static final int WIDTH = 827;

    static final int HEIGHT = 1169;

    private PdfPages() {}

    /** Draws a page. */
    @FunctionalInterface
    interface Drawing {
        void draw(PDDocument document, PDPageContentStream content) throws IOException;
    }

    static byte[] of(Drawing... pages) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (Drawing drawing : pages) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    drawing.draw(document, content);
                }
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over the whole page. */
    static void fill(PDPageContentStream content, PDImageXObject picture) throws IOException {
        content.drawImage(picture, 0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
    }

    /** A page that is no two ways up the same. */
    static BufferedImage picture(int type) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(Color.BLACK);
        for (int i = 0; i < 12; i++) {
            graphics.drawRect(100 + 40 * i, 120, 40, 50);
            graphics.fillRect(110 + 40 * i, 130, 2 + i, 20);
        }
        graphics.dispose();
        return picture;
    }

    static byte[] encoded(BufferedImage picture, String format) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(picture, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
