package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.PageRegion;
import io.korrigo.image.SmallPicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a teacher says never lies on what a pupil wrote; looked for in the pixels. */
class WordsBesideInkTest {
    private static final String WORDS = "Il manque la justification : pourquoi cette dérivée est-elle positive ?";

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void findThePaperThatIsLeftFree(String format) throws IOException {
        // written from edge to edge but for a strip at the foot
        BufferedImage page = written(1654, 2339, 0, 1.0, 0.85);

        byte[] pdf = Copies.flatten(Copies.of(
                format.equals("jpg") ? Pictures.jpeg(page) : Pictures.png(page), annotation(0.4, 0.4, WORDS)));

        assertThat(lightened(page, pdf)).isZero();
        assertThat(Copies.text(pdf)).contains("justification");
        assertThat(firstPage(pdf)).contains("justification");
        // joined to its box from afar
        assertThat(colouredRows(pdf, 0.5, 0.84)).isGreaterThan(200);
    }

    @Test
    void areANumberAndOnTheSheetWhereThePageIsFull() throws IOException {
        BufferedImage page = written(1240, 1754, 0, 1.0, 1.0);

        byte[] pdf = Copies.flatten(Copies.of(Pictures.jpeg(page), annotation(0.4, 0.4, WORDS)));

        assertThat(firstPage(pdf)).contains("[1]").doesNotContain("justification");
        assertThat(Copies.text(pdf)).contains("justification");
    }

    @Test
    void areWrittenOnAPageThatCanBeCarriedOverButNotDrawn() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDStream content = new PDStream(document);
            try (OutputStream out = content.createOutputStream()) {
                out.write("BI /W 1 /H 1 /BPC 8 /CS /G /F /Unheard ID 0 EI 0 0 100 100 re f"
                        .getBytes(StandardCharsets.US_ASCII));
            }
            page.setContents(content);

            byte[] pdf = Copies.flatten(Copies.of(Copies.save(document), annotation(0.4, 0.4, WORDS)));

            assertThat(firstPage(pdf)).contains("justification");
        }
    }

    @Test
    void useTheMarginOfAPageThatIsUpsideDown() throws IOException {
        BufferedImage page = written(1240, 1754, 0, 0.6, 1.0);
        BufferedImage turned = new BufferedImage(1240, 1754, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = turned.createGraphics();
        graphics.rotate(Math.PI, 620, 877);
        graphics.drawImage(page, 0, 0, null);
        graphics.dispose();

        byte[] pdf = Copies.flatten(
                Copies.of(Pictures.withOrientation(Pictures.jpeg(turned), 3), annotation(0.2, 0.3, WORDS)));

        assertThat(lightened(page, pdf)).isZero();
        assertThat(firstPage(pdf)).contains("justification");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void findTheMarginOfAScanThatIsAPageOfAPdf(int rotation) throws IOException {
        boolean turned = rotation % 180 != 0;
        BufferedImage page = written(turned ? 1754 : 1240, turned ? 1240 : 1754, 0, 0.6, 1.0);
        BufferedImage stored = Pictures.blank(1240, 1754);
        Graphics2D graphics = stored.createGraphics();
        graphics.translate(620, 877);
        graphics.rotate(Math.toRadians(-rotation));
        graphics.drawImage(page, -page.getWidth() / 2, -page.getHeight() / 2, null);
        graphics.dispose();

        byte[] pdf = Copies.flatten(Copies.of(scan(stored, rotation), annotation(0.2, 0.3, WORDS)));

        BufferedImage shown = Copies.render(pdf, 0);
        assertThat(shown.getWidth() > shown.getHeight()).isEqualTo(turned);
        assertThat(lightened(page, pdf)).isZero();
        assertThat(firstPage(pdf)).contains("justification");
    }

    /** A PDF with one page that shows the picture as a JPEG, a little away from its corner. */
    private static byte[] scan(BufferedImage picture, int rotation) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(30, 50, 595.2f, 841.92f));
            page.setRotation(rotation);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(
                        JPEGFactory.createFromByteArray(document, Pictures.jpeg(picture)), 30, 50, 595.2f, 841.92f);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    @ParameterizedTest
    @CsvSource({"241, true", "242, false"})
    void takeForInkWhatIsFourteenStepsDarkerThanThePaper(int grey, boolean ink) {
        byte[] pixels = new byte[100 * 140];
        Arrays.fill(pixels, (byte) 255);
        pixels[70 * 100 + 50] = (byte) grey;

        PageInk page = PageInk.of(new SmallPicture(100, 140, pixels), 1);

        assertThat(page.isIn(new Area(40, 60, 20, 20), 100, 140)).isEqualTo(ink);
        assertThat(page.isIn(new Area(60, 60, 20, 20), 100, 140)).isFalse();
    }

    @Test
    void knowWhereTheLastInkOfAnAreaEnds() {
        byte[] pixels = new byte[100 * 140];
        Arrays.fill(pixels, (byte) 255);
        for (int x : new int[] {40, 47, 63}) {
            pixels[70 * 100 + x] = 0;
        }

        PageInk page = PageInk.of(new SmallPicture(100, 140, pixels), 1);

        assertThat(page.end(new Area(80, 120, 40, 40), 200, 280)).isEqualTo(96);
        assertThat(page.end(new Area(80, 120, 80, 40), 200, 280)).isEqualTo(128);
        assertThat(page.end(new Area(80, 120, 14, 40), 200, 280)).isEqualTo(82);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void lookForInkOnThePageAsItIsHeld(int orientation) {
        byte[] pixels = new byte[100 * 140];
        Arrays.fill(pixels, (byte) 255);
        pixels[10 * 100 + 5] = 0;
        boolean turned = orientation >= 5;

        PageInk page = PageInk.of(new SmallPicture(100, 140, pixels), orientation);

        double u = 5.5 / 100;
        double v = 10.5 / 140;
        double[] at = switch (orientation) {
            case 2 -> new double[] {1 - u, v};
            case 3 -> new double[] {1 - u, 1 - v};
            case 4 -> new double[] {u, 1 - v};
            case 5 -> new double[] {v, u};
            case 6 -> new double[] {1 - v, u};
            case 7 -> new double[] {1 - v, 1 - u};
            case 8 -> new double[] {v, 1 - u};
            default -> new double[] {u, v};
        };
        double width = turned ? 140 : 100;
        double height = turned ? 100 : 140;
        assertThat(page.isIn(new Area(at[0] * width - 0.1, at[1] * height - 0.1, 0.2, 0.2), width, height))
                .isTrue();
    }

    private static Annotation annotation(double x, double y, String words) {
        return new Annotation(0, new PageRegion(x, y, 0.2, 0.03), AnnotationType.ERROR, words, new BigDecimal("-0.5"));
    }

    /** Strokes of three pixels in lines, as handwriting lies on a page. */
    private static BufferedImage written(int width, int height, double from, double to, double down) {
        BufferedImage page = Pictures.blank(width, height);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(new Color(40, 40, 90));
        graphics.setStroke(new java.awt.BasicStroke(3));
        Random random = new Random(11);
        for (int y = 10; y < down * height; y += 22) {
            for (int x = (int) (from * width); x < to * width; x += 12) {
                graphics.drawLine(x, y + random.nextInt(8), x + 10, y + 6 + random.nextInt(8));
            }
        }
        graphics.dispose();
        return page;
    }

    /** Pixels of ink that the flattened page shows paler, but for the edges of strokes. */
    private static long lightened(BufferedImage page, byte[] pdf) throws IOException {
        BufferedImage shown;
        try (var document = Copies.read(pdf)) {
            PDPage first = document.getPage(0);
            boolean turned = first.getRotation() % 180 != 0;
            float scale = page.getWidth()
                    / (turned
                            ? first.getMediaBox().getHeight()
                            : first.getMediaBox().getWidth());
            shown = new org.apache.pdfbox.rendering.PDFRenderer(document).renderImage(0, scale);
        }
        long lightened = 0;
        for (int y = 0; y < Math.min(page.getHeight(), shown.getHeight()); y++) {
            for (int x = 0; x < Math.min(page.getWidth(), shown.getWidth()); x++) {
                if (page.getRaster().getSample(x, y, 0) < 90) {
                    Color after = new Color(shown.getRGB(x, y));
                    lightened += Math.min(after.getRed(), Math.min(after.getGreen(), after.getBlue())) > 180 ? 1 : 0;
                }
            }
        }
        return lightened;
    }

    private static String firstPage(byte[] pdf) throws IOException {
        try (var document = Copies.read(pdf)) {
            var stripper = new org.apache.pdfbox.text.PDFTextStripper();
            stripper.setEndPage(1);
            return stripper.getText(document);
        }
    }

    /** Rows between two heights of the page that show red somewhere. */
    private static int colouredRows(byte[] pdf, double from, double to) throws IOException {
        BufferedImage shown = Copies.render(pdf, 0);
        int rows = 0;
        for (int y = (int) (from * shown.getHeight()); y < to * shown.getHeight(); y++) {
            boolean red = false;
            for (int x = 0; x < shown.getWidth() && !red; x++) {
                Color color = new Color(shown.getRGB(x, y));
                red = color.getRed() > color.getGreen() + 30 && color.getRed() > color.getBlue() + 10;
            }
            rows += red ? 1 : 0;
        }
        return rows;
    }
}
