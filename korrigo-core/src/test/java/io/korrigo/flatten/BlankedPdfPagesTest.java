package io.korrigo.flatten;

import static io.korrigo.flatten.BlankedCopies.SECRET;
import static io.korrigo.flatten.BlankedCopies.blanked;
import static io.korrigo.flatten.BlankedCopies.holds;
import static io.korrigo.flatten.BlankedCopies.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.flatten.source.PageSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of PDFs whose header is blanked: no text of it is left, however the page draws it. */
@Tag("slow")
class BlankedPdfPagesTest {
    @ParameterizedTest
    @CsvSource({"0,1", "90,0.5", "180,1", "270,0.5"})
    void loseTheTextBelowTheRegion(int rotation, float unit) throws IOException {
        byte[] source = typed(rotation, unit, false);

        byte[] pdf = Copies.flatten(blanked(List.of(page(source, 0), page(source, 1))));

        assertThat(holds(source, SECRET)).isTrue();
        assertThat(holds(pdf, SECRET)).isFalse();
        try (PDDocument document = Copies.read(pdf)) {
            PDRectangle box = document.getPage(0).getMediaBox();
            boolean turned = rotation % 180 != 0;
            assertThat(box.getWidth()).isCloseTo(unit * (turned ? 842 : 595), within(1f));
            assertThat(box.getHeight()).isCloseTo(unit * (turned ? 595 : 842), within(1f));
            assertThat(textOf(document, 0)).doesNotContain(SECRET).contains("Non");
            assertThat(textOf(document, 1).replaceAll("\\s", "")).contains("Réponse2");
        }
        BufferedImage seen = Copies.render(pdf, 0);
        assertThat(dark(seen, 0.1, 0.05, 0.7, 0.25)).isZero();
        assertThat(dark(seen, 0, 0, 1, 1)).isPositive();
    }

    @Test
    void thatDrawWithAPictureOfABlankedPageBecomePicturesToo() throws IOException {
        byte[] source = typed(0, 1, true);

        byte[] pdf = Copies.flatten(blanked(List.of(page(source, 0), page(source, 1))));

        assertThat(holds(source, SECRET)).isTrue();
        assertThat(holds(pdf, SECRET)).isFalse();
        try (PDDocument document = Copies.read(pdf)) {
            assertThat(textOf(document, 1)).isBlank();
            assertThat(image(document, 1).getWidth()).isEqualTo(Math.round(595f * BlankedPages.DPI / 72));
        }
    }

    private PageSource page(byte[] source, int index) {
        return PageSource.ofPdf("scan.pdf", sharedContent(source), index);
    }

    private PageSource.Content last = () -> InputStream.nullInputStream();
    private byte[] lastSource = {};

    /** The same object for the same source, as pages of one document have. */
    private PageSource.Content sharedContent(byte[] source) {
        if (lastSource != source) {
            lastSource = source;
            last = () -> new ByteArrayInputStream(source);
        }
        return last;
    }

    /** Two pages: a name where the region is seen, and an answer; the second has the first one's form at hand. */
    private byte[] typed(int rotation, float unit, boolean shared) {
        try (PDDocument document = new PDDocument()) {
            PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            PDFormXObject header = new PDFormXObject(document);
            header.setBBox(PDRectangle.A4);
            header.setResources(new PDResources());
            header.getResources().add(font);
            String name = header.getResources().getFontNames().iterator().next().getName();
            try (var out = header.getContentStream().createOutputStream()) {
                String matrix = switch (rotation) {
                    case 90 -> "0 1 -1 0 120 150";
                    case 180 -> "-1 0 0 -1 480 120";
                    case 270 -> "0 -1 1 0 475 690";
                    default -> "1 0 0 1 100 720";
                };
                out.write(("BT /" + name + " 12 Tf " + matrix + " Tm (" + SECRET + ") Tj ET")
                        .getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 2; i++) {
                PDPage page = new PDPage(PDRectangle.A4);
                page.setRotation(rotation);
                page.setUserUnit(unit);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    if (i == 0) {
                        content.drawForm(header);
                    }
                    content.beginText();
                    content.setFont(font, 12);
                    content.newLineAtOffset(280, 400);
                    content.showText("Réponse " + (i + 1));
                    content.endText();
                }
                if (shared && i == 1) {
                    page.getResources().add(header);
                }
            }
            return Copies.save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String textOf(PDDocument document, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page + 1);
        stripper.setEndPage(page + 1);
        return stripper.getText(document);
    }

    private int dark(BufferedImage picture, double left, double top, double right, double bottom) {
        int count = 0;
        for (int y = (int) (top * picture.getHeight()); y < (int) (bottom * picture.getHeight()); y++) {
            for (int x = (int) (left * picture.getWidth()); x < (int) (right * picture.getWidth()); x++) {
                int rgb = picture.getRGB(x, y);
                // what is drawn in red on top is the teacher's
                count += (rgb >> 16 & 0xFF) < 100 ? 1 : 0;
            }
        }
        return count;
    }
}
