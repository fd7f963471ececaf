package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.PageRegion;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkSheetTest {
    private static final byte[] JPEG = Pictures.jpeg(Pictures.page(200, 280, BufferedImage.TYPE_BYTE_GRAY));
    private static final String DC = "http://purl.org/dc/elements/1.1/";

    /** Two exercises, the second in parts of parts, in an order that is not that of their ids. */
    private static final List<QuestionLine> SCHEME = List.of(
            new QuestionLine(
                    "2",
                    "Exercice B",
                    new BigDecimal("7"),
                    List.of(
                            new QuestionLine("2.b", "Calculer", new BigDecimal("3")),
                            new QuestionLine(
                                    "2.a",
                                    "Montrer",
                                    new BigDecimal("4"),
                                    List.of(
                                            new QuestionLine("2.a.i", "sens direct", new BigDecimal("1.5")),
                                            new QuestionLine("2.a.ii", "réciproque", new BigDecimal("2.5")))))),
            new QuestionLine("1", "Exercice A", new BigDecimal("3")));

    private static final CopyMarks MARKS = new CopyMarks(
            Map.of(
                    "2.b", new BigDecimal("2.25"),
                    "2.a.i", new BigDecimal("1"),
                    "2.a.ii", new BigDecimal("0.5"),
                    "9", new BigDecimal("1")),
            Map.of("2.a.ii", "Et l’unicité ?", "2", "Bel ensemble"),
            "Travail sérieux.");

    private static CopyToFlatten copy(Locale locale) {
        return new CopyToFlatten(
                "c1",
                "A-001",
                List.of(Copies.source("p0", JPEG), Copies.source("p1", JPEG)),
                List.of(
                        Copies.annotation(AnnotationType.ERROR, "Faux : √2 ∉ ℚ", "-0.5"),
                        Copies.annotation(AnnotationType.HIGHLIGHT, "", null)),
                MARKS,
                new FlattenOptions(locale, "Bac blanc <&>", new BigDecimal("10"), SCHEME));
    }

    private static TaggedPdf tagged(CopyToFlatten copy) throws IOException {
        return new TaggedPdf(Copies.flatten(copy));
    }

    @Test
    void givesTheMarksInTheOrderOfTheSchemeWithSubTotalsAndMaximum() throws IOException {
        try (TaggedPdf pdf = tagged(copy(Locale.FRENCH))) {
            assertThat(pdf.rows(pdf.all("Table").get(0)))
                    .containsExactly(
                            List.of("Question", "Points", "Remarque"),
                            List.of("Exercice B", "3,75 / 7", "Bel ensemble"),
                            List.of("Calculer", "2,25 / 3", ""),
                            List.of("Montrer", "1,5 / 4", ""),
                            List.of("sens direct", "1 / 1,5", ""),
                            List.of("réciproque", "0,5 / 2,5", "Et l’unicité ?"),
                            List.of("Exercice A", "– / 3", ""),
                            List.of("9", "1", ""));
        }
    }

    @Test
    void givesTheFinalMarkOutOfTheScaleAndTheAppreciation() throws IOException {
        try (TaggedPdf pdf = tagged(copy(Locale.FRENCH))) {
            assertThat(pdf.all("P")).extracting(pdf::text).contains("Note finale : 4,75 / 10", "Travail sérieux.");
        }
    }

    @Test
    void listsEveryAnnotationWithPageTypeAndPoints() throws IOException {
        try (TaggedPdf pdf = tagged(copy(Locale.FRENCH))) {
            assertThat(pdf.rows(pdf.all("L").get(0)))
                    .containsExactly(
                            List.of("1", "p. 1 Erreur \u22120,5 Faux : √2 ∉ ℚ"), List.of("2", "p. 1 Passage surligné"));
        }
    }

    @Test
    void speaksEnglishToo() throws IOException {
        try (TaggedPdf pdf = tagged(copy(Locale.UK))) {
            assertThat(pdf.all("H1")).extracting(pdf::text).containsExactly("Mark sheet");
            assertThat(pdf.rows(pdf.all("Table").get(0)).get(1)).contains("3.75 / 7");
            assertThat(pdf.rows(pdf.all("L").get(0)).get(0)).contains("p. 1 Error -0.5 Faux : √2 ∉ ℚ");
            assertThat(pdf.document.getDocumentCatalog().getLanguage()).isEqualTo("en");
        }
    }

    @Test
    void isReadInOrderByTypesThatAReaderKnows() throws IOException {
        try (TaggedPdf pdf = tagged(copy(Locale.FRENCH))) {
            assertThat(TaggedPdf.children(pdf.root()))
                    .extracting(PDStructureElement::getStructureType)
                    .containsExactly("Figure", "Figure", "Sect");
            assertThat(TaggedPdf.children(TaggedPdf.children(pdf.root()).get(2)))
                    .extracting(PDStructureElement::getStructureType)
                    .containsExactly("H1", "P", "P", "Table", "P", "H2", "P", "H2", "L");
            assertThat(pdf.all("Figure"))
                    .extracting(PDStructureElement::getAlternateDescription)
                    .containsExactly("Page 1 de la copie, numérisée", "Page 2 de la copie, numérisée");
            assertThat(pdf.untagged()).isEmpty();
            assertThat(pdf.document.getDocumentCatalog().getMarkInfo().isMarked())
                    .isTrue();
        }
    }

    @Test
    void saysOfWhichRowOrColumnATitleIs() throws IOException {
        try (TaggedPdf pdf = tagged(copy(Locale.FRENCH))) {
            List<String> scopes = pdf.all("TH").stream()
                    .map(title ->
                            title.getAttributes().getObject(0).getCOSObject().getNameAsString("Scope"))
                    .toList();

            assertThat(scopes).startsWith("Column", "Column", "Column", "Row").hasSize(3 + 7);
        }
    }

    @Test
    void keepsTextThatGoesOnOverleafTogether() throws IOException {
        String words =
                IntStream.range(0, 4000).mapToObj(i -> "mot" + i).collect(java.util.stream.Collectors.joining(" "));
        CopyMarks marks = new CopyMarks(Map.of("1", BigDecimal.ONE), Map.of("1", words), words);

        try (TaggedPdf pdf = tagged(Copies.marked(Copies.of(JPEG), marks, Locale.FRENCH))) {
            assertThat(pdf.document.getNumberOfPages()).isGreaterThan(5);
            assertThat(pdf.rows(pdf.all("Table").get(0)).get(1)).containsExactly("1", "1", words);
            assertThat(pdf.all("P")).extracting(pdf::text).contains(words);
            assertThat(pdf.untagged()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"fr,Bac blanc <&> – Copie : A-001", "en,Bac blanc <&> – Copy: A-001"})
    void namesTitleAndLanguageWhereViewersAndArchivesLook(String language, String title) throws Exception {
        try (TaggedPdf pdf = tagged(copy(Locale.forLanguageTag(language)))) {
            var catalog = pdf.document.getDocumentCatalog();
            assertThat(pdf.document.getDocumentInformation().getTitle()).isEqualTo(title);
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setNamespaceAware(true);
            var xmp = parsers.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(catalog.getMetadata().toByteArray()));
            assertThat(xmp.getElementsByTagNameNS(DC, "title").item(0).getTextContent())
                    .isEqualTo(title);
            assertThat(xmp.getElementsByTagNameNS(DC, "language").item(0).getTextContent())
                    .isEqualTo(language);
            assertThat(xmp.getElementsByTagName("pdfaid:part").getLength()).isZero();
        }
    }

    @Test
    void namesTheStudentOnlyWhenAsked() throws IOException {
        CopyToFlatten copy = copy(Locale.FRENCH);

        try (TaggedPdf named = tagged(copy.withStudentName("Zoé LE GOFF"));
                TaggedPdf anonymous = tagged(copy)) {
            assertThat(named.all("P")).extracting(named::text).contains("Élève : Zoé LE GOFF", "Copie : A-001");
            assertThat(named.document.getDocumentInformation().getTitle())
                    .isEqualTo("Bac blanc <&> – Élève : Zoé LE GOFF");
            assertThat(anonymous.all("P")).extracting(anonymous::text).noneMatch(text -> text.contains("Élève"));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> copy.withStudentName("Zoé LE GOFF")
                        .withBlanked(List.of(new BlankedRegion(0, new PageRegion(0, 0, 1, 0.2)))));
    }

    @Test
    void neverBreaksInsideANumber() throws IOException {
        CopyMarks marks = Copies.scores(Map.of("1", "12345678901.25", "2", "-0.25"));
        CopyToFlatten copy = Copies.of(
                Pictures.jpeg(Pictures.blank(600, 800)),
                Copies.annotation(AnnotationType.ERROR, "a", "-0.25"),
                Copies.annotation(AnnotationType.BONUS, "b", "10.5"),
                Copies.annotation(AnnotationType.BONUS, "c", "123456.125"));

        String french = Copies.text(Copies.flatten(Copies.marked(copy, marks, Locale.FRENCH)));
        String english = Copies.text(Copies.flatten(Copies.marked(copy, marks, Locale.ENGLISH)));

        String sheet = french.substring(french.indexOf("Relevé de Notes"));
        assertThat(sheet).contains("12345678901,25", "\u22120,25", "+10,5", "+123456,125");
        assertThat(english.substring(english.indexOf("Mark sheet"))).contains("12345678901.25", "-0.25", "+123456.125");
    }

    @ParameterizedTest
    @CsvSource({
        "1e999999999,false",
        "1e12,false",
        "1e11,true",
        "999999999999,true",
        "-1e-999999999,false",
        "0.000000000001,true"
    })
    void takesPointsOfAtMostTwelveDigits(String points, boolean taken) {
        CopyToFlatten copy = Copies.marked(
                Copies.of(Pictures.jpeg(Pictures.blank(60, 80))), Copies.scores(Map.of("1", points)), Locale.FRENCH);

        if (taken) {
            assertThat(Copies.flatten(copy)).isNotEmpty();
        } else {
            assertThatThrownBy(() -> Copies.flatten(copy))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("the score of question 1");
        }
    }
}
