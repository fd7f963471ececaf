package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.PageRegion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyFlattenerTest {
    private static final byte[] JPEG = Pictures.jpeg(Pictures.page(827, 1169, BufferedImage.TYPE_INT_RGB));
    private static final byte[] BLANK = Pictures.jpeg(Pictures.blank(595, 842));

    @TempDir
    Path folder;

    @Nested
    class Pages {
        @Test
        void carriesJpegFilesOverByteForByteInOrder() throws IOException {
            byte[] other = Pictures.jpeg(Pictures.page(400, 300, BufferedImage.TYPE_BYTE_GRAY));

            byte[] pdf = Copies.flatten(
                    Copies.of(List.of(Copies.source("a", JPEG), Copies.source("b", other), Copies.source("c", JPEG))));

            try (PDDocument document = Copies.read(pdf)) {
                assertThat(document.getNumberOfPages()).isEqualTo(4);
                List<byte[]> expected = List.of(JPEG, other, JPEG);
                for (int i = 0; i < 3; i++) {
                    var image = document.getPage(i)
                            .getResources()
                            .getXObject(COSName.P)
                            .getCOSObject();
                    assertThat(image.getCOSName(COSName.FILTER)).isEqualTo(COSName.DCT_DECODE);
                    assertThat(image.createRawInputStream().readAllBytes()).isEqualTo(expected.get(i));
                }
            }
        }

        @Test
        void addsAtMostSixtyKilobytesToABusyCopy() {
            List<Annotation> annotations = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                annotations.add(new Annotation(
                        i % 4,
                        new PageRegion(0.1, 0.05 + 0.02 * i, 0.2, 0.015),
                        AnnotationType.values()[i % 4],
                        "Remarque n° " + i + " : œuvre citée – “à revoir” ≤ 3 €, s’il vous plaît…",
                        new BigDecimal("-0.25")));
            }
            List<PageSource> pages = IntStream.range(0, 4)
                    .mapToObj(i -> Copies.source("p" + i, JPEG))
                    .toList();

            byte[] pdf = Copies.flatten(Copies.of(pages, annotations.toArray(Annotation[]::new)));

            assertThat(pdf.length).isLessThan(4 * JPEG.length + 60 * 1024);
        }

        @Test
        void keepsAPageThatNamesNoCredibleResolutionOnA4() throws IOException {
            byte[] scan = Pictures.jpeg(Pictures.blank(827, 1169));

            for (byte[] page : List.of(
                    scan,
                    Pictures.withDensity(scan, 72),
                    Pictures.withDensity(scan, 96),
                    Pictures.withDensity(scan, 100))) {
                try (PDDocument document = Copies.read(Copies.flatten(Copies.of(page)))) {
                    PDRectangle box = document.getPage(0).getMediaBox();
                    assertThat(box.getWidth()).isCloseTo(595.3f, within(1f));
                    assertThat(box.getHeight()).isCloseTo(841.9f, within(1f));
                }
            }
        }

        @Test
        void takesPagesOfASourcePdfOverAsTheyAre() throws IOException {
            byte[] source = Copies.sourcePdf(PDRectangle.A4, PDRectangle.A4, 0, 1);

            byte[] pdf = Copies.flatten(Copies.of(List.of(
                    PageSource.ofPdf("scan.pdf", () -> new java.io.ByteArrayInputStream(source), 0),
                    Copies.source("p1", JPEG))));

            assertThat(Copies.color(Copies.render(pdf, 0), 0.05, 0.95)).containsExactly(0, 0, 0);
            assertThat(Copies.color(Copies.render(pdf, 0), 0.5, 0.5)).containsExactly(255, 255, 255);
            try (PDDocument document = Copies.read(pdf)) {
                assertThat(document.getNumberOfPages()).isEqualTo(3);
            }
        }
    }

    @Nested
    class Annotations {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
        void landOnTheUprightPageWhateverItsExifOrientation(int orientation) throws IOException {
            boolean onItsSide = orientation >= 5;
            BufferedImage stored = onItsSide ? Pictures.blank(842, 595) : Pictures.blank(595, 842);
            markUprightCorner(stored, orientation);
            byte[] page = Pictures.withOrientation(Pictures.jpeg(stored), orientation);

            byte[] pdf = Copies.flatten(Copies.of(page, Copies.annotation(AnnotationType.ERROR, "", null)));

            BufferedImage picture = Copies.render(pdf, 0);
            assertThat(picture.getHeight()).isGreaterThan(picture.getWidth());
            assertThat(Copies.color(picture, 0.05, 0.05))
                    .as("the upright page's top left corner")
                    .satisfies(rgb -> assertThat(rgb[0]).isLessThan(60));
            assertBoxDrawn(picture);
        }

        /** Blackens the corner of the stored picture that is at the top left once it is held upright. */
        private void markUprightCorner(BufferedImage stored, int orientation) {
            boolean right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
            boolean bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
            int x = right ? stored.getWidth() - 80 : 0;
            int y = bottom ? stored.getHeight() - 80 : 0;
            for (int i = 0; i < 80 * 80; i++) {
                stored.setRGB(x + i % 80, y + i / 80, 0);
            }
        }

        @ParameterizedTest
        @CsvSource({"0,1", "90,1", "180,1", "270,1", "0,2", "90,2", "180,0.5", "270,2"})
        void landWhereTheyWereDrawnOnTurnedAndOffsetPdfPages(int rotation, float userUnit) throws IOException {
            byte[] source = Copies.sourcePdf(
                    new PDRectangle(-100, 50, 700, 900), new PDRectangle(-60, 80, 595, 842), rotation, userUnit);

            byte[] pdf = Copies.flatten(Copies.of(source, Copies.annotation(AnnotationType.ERROR, "", null)));

            assertBoxDrawn(Copies.render(pdf, 0));
        }

        private void assertBoxDrawn(BufferedImage picture) {
            double[] red = Copies.redBounds(picture);
            double pixel = 1.0 / picture.getWidth();
            double half = pixel * 1.5;
            assertThat(red[0]).isCloseTo(Copies.BOX.x(), within(half + pixel));
            assertThat(red[1]).isCloseTo(Copies.BOX.y(), within(half + pixel));
            assertThat(red[2]).isCloseTo(Copies.BOX.x() + Copies.BOX.w(), within(half + pixel));
            assertThat(red[3]).isCloseTo(Copies.BOX.y() + Copies.BOX.h(), within(half + pixel));
        }

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
                    Copies.flatten(
                            Copies.of(Pictures.png(page), Copies.annotation(AnnotationType.HIGHLIGHT, "", null))),
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
            String words = "Ce raisonnement est intéressant mais il faut absolument justifier chacune de ses étapes. "
                    .repeat(12);
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
                    0,
                    new PageRegion(0, 0, 1, 1),
                    AnnotationType.COMMENT,
                    "Page soignée, bravo !",
                    new BigDecimal("1"));

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

    @Nested
    class Text {
        @Test
        void isExtractedAsItWasTyped() throws IOException {
            String typed = "Élève très sûr : œ – ’ … € → ≤ « Ça où ? » αβΩ ∑ √ ∫ ≠ ½ Ÿ ƒ";

            String text = Copies.text(
                    Copies.flatten(Copies.of(BLANK, Copies.annotation(AnnotationType.COMMENT, typed, null))));

            for (String word : typed.split(" ")) {
                assertThat(text).contains(word);
            }
        }

        @Test
        void writesHalfPointsAsTheLanguageDoes() throws IOException {
            CopyToFlatten copy = Copies.of(
                    BLANK,
                    Copies.annotation(AnnotationType.ERROR, "", "-0.5"),
                    Copies.annotation(AnnotationType.BONUS, "", "1.50"));
            CopyMarks marks = Copies.scores(Map.of("1", "2.25"));

            String french = Copies.text(Copies.flatten(Copies.marked(copy, marks, Locale.FRANCE)));
            String english = Copies.text(Copies.flatten(Copies.marked(copy, marks, Locale.ENGLISH)));

            assertThat(french)
                    .contains("\u22120,5")
                    .contains("+1,5")
                    .contains("2,25")
                    .contains("Relevé de Notes")
                    .contains("Copie : A-001");
            assertThat(english)
                    .contains("-0.5")
                    .contains("+1.5")
                    .contains("2.25")
                    .contains("Mark sheet")
                    .contains("Copy: A-001");
        }

        @Test
        void showsABoxForACharacterThatNoFontHasAndReportsIt() throws IOException {
            CopyToFlatten copy =
                    Copies.of(BLANK, Copies.annotation(AnnotationType.COMMENT, "漢 et \uDBFF\uDFFD fin", null));

            FlattenedCopy flattened = new CopyFlattener().flatten(copy, folder.resolve("x.pdf"));

            assertThat(flattened.substituted()).isEqualTo(Set.of(0x6F22, 0x10FFFD));
            assertThat(Copies.text(Files.readAllBytes(folder.resolve("x.pdf"))))
                    .contains("漢")
                    .contains("fin");
        }

        @Test
        void survivesControlCharactersTabsLoneSurrogatesAndEveryKindOfLineEnd() throws IOException {
            String hostile = "a\tb\r\nc\rd\u2028e\u0000f\u0007g\uD800h\u200Bi\uFEFF\u00ADj\n\n";

            String text = Copies.text(
                    Copies.flatten(Copies.of(BLANK, Copies.annotation(AnnotationType.COMMENT, hostile, null))));

            assertThat(text.replaceAll("\\s+", "")).contains("abcdefg\uFFFDhij");
        }

        @Test
        void listsQuestionsInNumericOrderWithRemarksAppreciationAndSum() throws IOException {
            CopyMarks marks = new CopyMarks(
                    Map.of("2", new BigDecimal("3"), "1.10", new BigDecimal("0.5"), "1.2", new BigDecimal("1.25")),
                    Map.of("1.2", "À justifier"),
                    "Bon travail.");

            String text = Copies.text(Copies.flatten(Copies.marked(Copies.of(BLANK), marks, Locale.FRENCH)));

            assertThat(text)
                    .containsSubsequence("1.2", "1,25", "À justifier", "1.10", "0,5", "2", "3", "4,75", "Bon travail.");
        }

        @Test
        void followsTheMarkingSchemeAndNamesTheScale() throws IOException {
            CopyMarks marks = Copies.scores(Map.of("1", "2", "2", "3.5", "9", "1"));
            FlattenOptions options = new FlattenOptions(
                    Locale.FRENCH,
                    "Bac blanc",
                    new BigDecimal("20"),
                    List.of(
                            new QuestionLine("2", "Exercice B", new BigDecimal("4")),
                            new QuestionLine("1", "Exercice A", new BigDecimal("2.5"))));
            CopyToFlatten copy =
                    new CopyToFlatten("c1", "A-001", List.of(Copies.source("p", BLANK)), List.of(), marks, options);

            String text = Copies.text(Copies.flatten(copy));

            assertThat(text)
                    .containsSubsequence(
                            "Bac blanc", "Exercice B", "3,5 / 4", "Exercice A", "2 / 2,5", "9", "6,5 / 20");
        }

        @Test
        void drawsArabicJoinedAndFromRightToLeftAndExtractsItsLetters() throws IOException {
            String arabic = "شكرا";

            String text = Copies.text(Copies.flatten(
                    Copies.of(BLANK, Copies.annotation(AnnotationType.COMMENT, arabic + " (bien)", null))));

            assertThat(text).contains(arabic).contains("bien");
        }
    }

    @Nested
    class Output {
        @Test
        void isTheSameBytesForTheSameInput() {
            CopyToFlatten copy = Copies.of(JPEG, Copies.annotation(AnnotationType.ERROR, "Non : √2 ∉ ℚ", "-0.5"));

            assertThat(Copies.flatten(copy)).isEqualTo(Copies.flatten(copy));
        }

        @Test
        void isDescribedByItsResult() throws Exception {
            Path target = folder.resolve("copy.pdf");

            FlattenedCopy flattened = new CopyFlattener().flatten(Copies.of(JPEG), target);

            byte[] pdf = Files.readAllBytes(target);
            assertThat(flattened.pages()).isEqualTo(2);
            assertThat(flattened.bytes()).isEqualTo(pdf.length);
            assertThat(flattened.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)));
            assertThat(folder).isDirectoryContaining("glob:**/copy.pdf");
        }

        @Test
        void namesTitleAndLanguage() throws IOException {
            try (PDDocument document = Copies.read(Copies.flatten(Copies.of(JPEG)))) {
                assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Copie : A-001");
                assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
            }
        }

        @Test
        void replacesNothingAndLeavesNothingBehindWhenAPageIsMissing() throws IOException {
            Path target = folder.resolve("copy.pdf");
            Files.writeString(target, "before");
            Files.write(folder.resolve("p0.jpg"), JPEG);
            CopyToFlatten copy = Copies.of(
                    List.of(PageSource.of(folder.resolve("p0.jpg")), PageSource.of(folder.resolve("p1.jpg"))));

            assertThatThrownBy(() -> new CopyFlattener().flatten(copy, target))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("Copy c1, page 2 of 2 (p1.jpg): the file is missing; upload the page again");

            assertThat(target).hasContent("before");
            assertThat(names()).containsExactlyInAnyOrder("copy.pdf", "p0.jpg");
        }

        private List<String> names() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString()).toList();
            }
        }

        @Test
        void ofACopyWithoutPagesIsRefused() {
            assertThatThrownBy(() -> Copies.flatten(Copies.of(List.of())))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("no pages");
        }

        @Test
        void isCleanInTheEyesOfQpdf() throws Exception {
            Path target = folder.resolve("copy.pdf");
            byte[] source = Copies.sourcePdf(PDRectangle.A4, PDRectangle.A4, 90, 1);
            BufferedImage grey = Pictures.page(300, 400, BufferedImage.TYPE_BYTE_GRAY);
            new CopyFlattener()
                    .flatten(
                            Copies.of(
                                    List.of(
                                            Copies.source("a", JPEG),
                                            Copies.source("b", source),
                                            Copies.source("c", Pictures.png(grey)),
                                            Copies.source("d", Pictures.interlacedPng(grey))),
                                    Copies.annotation(AnnotationType.ERROR, "Non : √2 ∉ ℚ", "-0.5")),
                            target);

            Process qpdf;
            try {
                qpdf = new ProcessBuilder("qpdf", "--check", target.toString())
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException e) {
                Assumptions.abort("qpdf is not installed");
                return;
            }
            String said = new String(qpdf.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

            assertThat(qpdf.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(qpdf.exitValue()).as(said).isZero();
            assertThat(said).doesNotContain("WARNING");
        }
    }
}
