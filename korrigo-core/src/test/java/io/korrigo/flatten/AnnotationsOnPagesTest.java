package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.PageRegion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

class AnnotationsOnPagesTest {
    private static final byte[] BLANK = Pictures.jpeg(Pictures.blank(595, 842));
    private static final byte[] JPEG = Pictures.jpeg(Pictures.page(827, 1169, BufferedImage.TYPE_INT_RGB));

    @Test
    void haveTheColourOfTheirType() throws IOException {
        assertThat(edge(AnnotationType.ERROR))
                .satisfies(c -> assertThat(c[0]).isGreaterThan(2 * c[1]).isGreaterThan(2 * c[2]));
        assertThat(edge(AnnotationType.COMMENT))
                .satisfies(c -> assertThat(c[2]).isGreaterThan(c[0]).isGreaterThan(c[1]));
        assertThat(edge(AnnotationType.BONUS))
                .satisfies(c -> assertThat(c[1]).isGreaterThan(c[0]).isGreaterThan(c[2]));
        assertThat(edge(AnnotationType.HIGHLIGHT))
                .satisfies(c -> assertThat(c[0]).isGreaterThan(200).isGreaterThan(2 * c[2]));
    }

    /** The colour of the first dash, on the bottom edge where drawing it starts. */
    private int[] edge(AnnotationType type) throws IOException {
        byte[] pdf = Copies.flatten(Copies.of(BLANK, Copies.annotation(type, "", null)));
        BufferedImage picture = Copies.render(pdf, 0);
        return Copies.color(picture, Copies.BOX.x() + 0.004, Copies.BOX.y() + Copies.BOX.h());
    }

    @Test
    void leaveTheWritingUnderAHighlightReadable() throws IOException {
        BufferedImage page = Pictures.blank(595, 842);
        for (int x = 150; x < 260; x++) {
            for (int y = 200; y < 206; y++) {
                page.setRGB(x, y, 0x101040);
            }
        }

        BufferedImage picture = Copies.render(
                Copies.flatten(Copies.of(Pictures.png(page), Copies.annotation(AnnotationType.HIGHLIGHT, "", null))),
                0);

        assertThat(Copies.color(picture, 200 / 595.0, 203 / 842.0))
                .satisfies(rgb -> assertThat(rgb[0]).isLessThan(60));
        assertThat(Copies.color(picture, 200 / 595.0, 230 / 842.0)).satisfies(rgb -> {
            assertThat(rgb[0]).isGreaterThan(230);
            assertThat(rgb[2]).isLessThan(160);
        });
    }

    @Test
    void neverLeaveThePageNorLoseAWordHoweverManyAndLong() throws IOException {
        String words =
                "Ce raisonnement est intéressant mais il faut absolument justifier chacune de ses étapes. ".repeat(12);
        List<Annotation> annotations = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            double x = i % 3 * 0.33;
            annotations.add(new Annotation(
                    0, new PageRegion(x, i * 0.04, 0.33, 0.04), AnnotationType.COMMENT, words + "Fin" + i, null));
        }

        byte[] pdf = Copies.flatten(Copies.of(BLANK, annotations.toArray(Annotation[]::new)));

        assertAllTextOnPages(pdf);
        String text = Copies.text(pdf).replaceAll("\\s+", " ");
        for (int i = 0; i < 24; i++) {
            assertThat(text).contains("Fin" + i);
        }
        assertThat(text).contains("(suite : annotation 24 du relevé)");
    }

    @Test
    void writeInsideABoxThatCoversThePage() throws IOException {
        Annotation whole = new Annotation(
                0, new PageRegion(0, 0, 1, 1), AnnotationType.COMMENT, "Page soignée, bravo !", new BigDecimal("1"));

        try (PDDocument document = Copies.read(Copies.flatten(Copies.of(BLANK, whole)))) {
            PDFTextStripper firstPage = new PDFTextStripper();
            firstPage.setEndPage(1);
            assertThat(firstPage.getText(document)).containsSubsequence("+1", "Page soignée,", "bravo !");
        }
    }

    @Test
    void breakAWordThatIsLongerThanThePage() throws IOException {
        String word = "incommensurable".repeat(60);

        byte[] pdf = Copies.flatten(Copies.of(BLANK, Copies.annotation(AnnotationType.ERROR, word, "-1")));

        assertAllTextOnPages(pdf);
        assertThat(Copies.text(pdf).replaceAll("\\s+", "")).contains(word);
    }

    private void assertAllTextOnPages(byte[] pdf) throws IOException {
        try (PDDocument document = Copies.read(pdf)) {
            List<TextPosition> outside = new ArrayList<>();
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition position) {
                    PDRectangle page = getCurrentPage().getMediaBox();
                    if (position.getX() < 0
                            || position.getY() - position.getHeight() < 0
                            || position.getX() + position.getWidth() > page.getWidth()
                            || position.getY() > page.getHeight()) {
                        outside.add(position);
                    }
                    super.processTextPosition(position);
                }
            }.getText(document);
            assertThat(outside).isEmpty();
        }
    }

    @Test
    void onAPageThatIsNotThereAreRefused() {
        Annotation beyond = new Annotation(2, Copies.BOX, AnnotationType.ERROR, "", null);

        assertThatThrownBy(() -> Copies.flatten(Copies.of(JPEG, beyond)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("c1")
                .hasMessageContaining("page 3");
    }
}
