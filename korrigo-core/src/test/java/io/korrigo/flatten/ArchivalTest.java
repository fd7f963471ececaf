package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.source.PageSource;
import io.korrigo.flatten.text.TextFlow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked for as PDF/A-2b is PDF/A-2b in the eyes of veraPDF, or is refused. */
@Tag("slow")
class ArchivalTest {
    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples", "pdf");

    static CopyToFlatten archival(CopyToFlatten copy, Locale locale) {
        CopyMarks marks = new CopyMarks(
                Map.of("1.a", new BigDecimal("2.5"), "2", BigDecimal.ONE), Map.of("1.a", "Précis : ∀x ∈ ℝ"), "Bien !");
        FlattenOptions options = new FlattenOptions(locale, "Bac & blanc", new BigDecimal("20"), List.of(), true);
        return new CopyToFlatten("c1", "A-001", copy.pages(), copy.annotations(), marks, options);
    }

    private static Annotation[] annotations() {
        List<Annotation> annotations = new ArrayList<>();
        String[] words = {"Faux : √2 ∉ ℚ", "شكرا (bien)", "漢 sans police 👍🏽 ✍", "", "œuvre – “à revoir” ≤ 3 €"};
        for (int i = 0; i < words.length; i++) {
            annotations.add(new Annotation(
                    0,
                    new PageRegion(0.1, 0.1 + 0.1 * i, 0.3, 0.05),
                    AnnotationType.values()[i % 4],
                    words[i],
                    i == 0 ? new BigDecimal("-0.5") : null));
        }
        return annotations.toArray(Annotation[]::new);
    }

    static List<String> kinds() {
        return List.copyOf(pages().keySet());
    }

    /** One page of every kind that is carried over or decoded. */
    private static Map<String, byte[]> pages() {
        BufferedImage grey = Pictures.page(300, 420, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage rgb = Pictures.page(300, 420, BufferedImage.TYPE_INT_RGB);
        BufferedImage bilevel = Pictures.page(304, 420, BufferedImage.TYPE_BYTE_BINARY);
        Map<String, byte[]> pages = new LinkedHashMap<>();
        pages.put("grey JPEG", Pictures.jpeg(grey));
        pages.put("RGB JPEG", Pictures.jpeg(rgb));
        pages.put("turned JPEG", Pictures.withOrientation(Pictures.jpeg(rgb), 6));
        pages.put("grey PNG", Pictures.png(grey));
        pages.put("RGB PNG", Pictures.png(rgb));
        pages.put("16-bit PNG", Pictures.png(Pictures.page(300, 420, BufferedImage.TYPE_USHORT_GRAY)));
        pages.put("palette PNG", Pictures.png(Pictures.page(300, 420, BufferedImage.TYPE_BYTE_INDEXED)));
        pages.put("bilevel PNG", Pictures.png(bilevel));
        pages.put("PNG with alpha", Pictures.png(Pictures.page(300, 420, BufferedImage.TYPE_INT_ARGB)));
        pages.put("interlaced PNG", Pictures.interlacedPng(grey));
        pages.put("G4 TIFF", Pictures.tiff(bilevel, "CCITT T.6"));
        pages.put("LZW TIFF", Pictures.tiff(rgb, "LZW"));
        pages.put("drawn PDF", Copies.sourcePdf(new PDRectangle(-100, 50, 700, 900), PDRectangle.A4, 90, 2));
        pages.put("scanned PDF", scannedPdf(rgb));
        pages.put("PDF with a highlight", typedPdf(true, false));
        pages.put("typed PDF", typedPdf(false, false));
        return pages;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isValidForEveryKindOfPage(String kind) throws Exception {
        CopyToFlatten copy = Copies.of(pages().get(kind), annotations());

        assertThat(VeraPdf.faults(Copies.flatten(archival(copy, Locale.FRENCH))))
                .isEmpty();
    }

    @Test
    void isValidForAllKindsInOneCopyWithoutAnnotations() throws Exception {
        List<PageSource> sources = new ArrayList<>();
        pages().forEach((name, file) -> sources.add(Copies.source(name, file)));

        assertThat(VeraPdf.faults(Copies.flatten(archival(Copies.of(sources), Locale.ENGLISH))))
                .isEmpty();
    }

    @Test
    void isValidForPagesThatLostARegion() throws Exception {
        List<PageSource> sources = new ArrayList<>();
        List<BlankedRegion> regions = new ArrayList<>();
        pages().forEach((name, file) -> {
            regions.add(new BlankedRegion(sources.size(), new PageRegion(0, 0, 1, 0.2)));
            sources.add(Copies.source(name, file));
        });
        CopyToFlatten copy = archival(Copies.of(sources), Locale.FRENCH).withBlanked(regions);

        assertThat(VeraPdf.faults(Copies.flatten(copy))).isEmpty();
    }

    @Test
    void isCleanInTheEyesOfQpdf() throws Exception {
        List<PageSource> sources = new ArrayList<>();
        pages().forEach((name, file) -> sources.add(Copies.source(name, file)));
        CopyToFlatten copy = archival(Copies.of(sources, annotations()), Locale.FRENCH);
        List<BlankedRegion> headers = List.of(
                new BlankedRegion(1, new PageRegion(0, 0, 1, 0.2)),
                new BlankedRegion(13, new PageRegion(0, 0, 1, 0.2)));

        assertThat(Qpdf.complaints(Copies.flatten(copy))).isEmpty();
        assertThat(Qpdf.complaints(Copies.flatten(copy.withBlanked(headers)))).isEmpty();
    }

    @Test
    void isNotWhatIsMadeUnlessItIsAskedFor() throws Exception {
        assertThat(VeraPdf.faults(Copies.flatten(Copies.of(pages().get("grey JPEG")))))
                .isNotEmpty();
    }

    @Test
    void refusesAPageWhoseFontIsNotEmbeddedByName() {
        CopyToFlatten copy = archival(Copies.of(typedPdf(false, true)), Locale.FRENCH);

        assertThatThrownBy(() -> Copies.flatten(copy))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("Helvetica is not embedded")
                .hasMessageContaining("print it to PDF/A");
    }

    @Test
    void refusesACmykJpegWithoutAProfile() {
        byte[] cmyk = JpegImageTest.fourColours();

        assertThat(Copies.flatten(Copies.of(cmyk))).isNotEmpty();
        assertThatThrownBy(() -> Copies.flatten(archival(Copies.of(cmyk), Locale.FRENCH)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("CMYK");
    }

    @Test
    void refusesAPageThatIsNoSheetOfPaper() {
        byte[] strip = Pictures.png(Pictures.blank(2, 3000));

        assertThatThrownBy(() -> Copies.flatten(archival(Copies.of(strip), Locale.FRENCH)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("too small");
    }

    private static Stream<Path> samples() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SAMPLES), "no samples here");
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".pdf")).sorted().toList().stream();
        }
    }

    @Test
    void isValidOrRefusedForWhateverTheWorldPrints() throws Exception {
        List<Path> files = samples().toList();
        Map<Path, List<String>> invalid = new LinkedHashMap<>();
        int valid = 0;
        for (Path file : files) {
            byte[] pdf;
            try {
                pdf = Copies.flatten(
                        archival(Copies.of(List.of(PageSource.ofPdf(file, 0)), annotations()), Locale.FRENCH));
            } catch (InvalidInputException refused) {
                assertThat(refused).hasMessageContaining(file.getFileName().toString());
                continue;
            }
            List<String> faults = VeraPdf.faults(pdf);
            if (faults.isEmpty()) {
                valid++;
            } else {
                invalid.put(file, faults.subList(0, Math.min(5, faults.size())));
            }
        }
        assertThat(invalid).isEmpty();
        assertThat(valid).isGreaterThan(files.size() / 10);
    }

    private static byte[] scannedPdf(BufferedImage picture) {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(JPEGFactory.createFromImage(document, picture), 0, 400, 595, 400);
                content.drawImage(LosslessFactory.createFromImage(document, picture), 0, 0, 595, 400);
            }
            return Copies.save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page with text in an embedded font or, where asked, in one that every viewer is to have. */
    private static byte[] typedPdf(boolean highlighted, boolean standardFont) {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDFont font = standardFont
                    ? new PDType1Font(Standard14Fonts.FontName.HELVETICA)
                    : PDType0Font.load(document, TextFlow.class.getResourceAsStream("DejaVuSans.ttf"));
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(font, 12);
                content.newLineAtOffset(100, 700);
                content.showText("Exercice 1");
                content.endText();
            }
            if (highlighted) {
                var highlight = new org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationHighlight();
                highlight.setRectangle(new PDRectangle(95, 695, 80, 20));
                highlight.setQuadPoints(new float[] {95, 715, 175, 715, 95, 695, 175, 695});
                highlight.setColor(new org.apache.pdfbox.pdmodel.graphics.color.PDColor(
                        new float[] {1, 1, 0}, org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB.INSTANCE));
                highlight.constructAppearances(document);
                page.getAnnotations().add(highlight);
            }
            return Copies.save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
