package io.korrigo.identify.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.Student;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.match.StudentMatcher;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, dates and variants in lines of print. */
class PrintedFieldsTest {
    private static HeaderReading reading(PrintedFields fields) {
        return new HeaderReading(PrintedRows.of(fields), 0, "by hand");
    }

    private static void assertSays(PrintedFields fields, String last, String first, String date) {
        HeaderReading reading = reading(fields);
        assertThat(reading.text(HeaderField.LAST_NAME)).isEqualTo(last);
        assertThat(reading.text(HeaderField.FIRST_NAME)).isEqualTo(first);
        assertThat(reading.text(HeaderField.BIRTH_DATE)).isEqualTo(date);
    }

    @Nested
    class OnAStickerWithoutLabels {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "DUPONT Jean 12/03/2008",
                    "Jean DUPONT 12.3.2008",
                    "DUPONT Jean - né le 12/03/2008",
                    "DUPONT Jean|12-03-2008",
                    "DUPONT|Jean|12/03/2008",
                    "COLLÈGE JULES FERRY|DUPONT Jean|née le 12/03/2008",
                    "DUPONT Jean 2008-03-12"
                })
        void tellsTheNamesFromEachOtherAndTheDate(String lines) {
            PrintedFields fields = new PrintedSticker(PrintedLines.of(lines.split("\\|"))).fields();

            assertSays(fields, "DUPONT", "JEAN", "12/03/2008");
        }

        @Test
        void keepsPartsOfANameApart() {
            PrintedFields fields = new PrintedSticker(PrintedLines.of("DE LA TOUR Anne-Élise 01/12/2007")).fields();

            assertSays(fields, "DE LA TOUR", "ANNE ELISE", "01/12/2007");
        }

        @Test
        void takesADateWithoutNamesForNobodys() {
            assertThat(new PrintedSticker(PrintedLines.of("12/06/2026"))
                            .fields()
                            .suffice())
                    .isFalse();
            assertThat(new PrintedSticker(PrintedLines.of("DUPONT Jean"))
                            .fields()
                            .suffice())
                    .isFalse();
        }
    }

    @Nested
    class BesideLabels {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Nom : DUPONT|Prénom : Jean|Né(e) le : 12/03/2008",
                    "NOM DE FAMILLE: DUPONT|PRÉNOM(S): JEAN|NÉ(E) LE: 12 03 2008",
                    "Nom : DUPONT  Prénom : Jean  Né le : 12/03/2008  Classe : 3B",
                    "Nom et prénom : DUPONT Jean|Date de naissance : 12/03/2008",
                    "Nom de famille|DUPONT|Prénom(s)|Jean|Date de naissance|12/03/2008",
                    "Last name: DUPONT|First name: Jean|Date of birth: 2008-03-12",
                    "Nom de l'établissement : Collège Ferry|Nom : DUPONT|Prénom : Jean|Né(e) le : 12/03/2008"
                })
        void readsTheValueAfterTheLabelOrBelowIt(String lines) {
            PrintedFields fields = new PrintedLabels(PrintedLines.of(lines.split("\\|"))).fields();

            assertSays(fields, "DUPONT", "JEAN", "12/03/2008");
        }

        @Test
        void readsTheValueInAColumnToTheRight() {
            PrintedFields fields = new PrintedLabels(List.of(
                            PrintedLines.at(0.1, 0.1, "Nom"),
                            PrintedLines.at(0.4, 0.1, "DUPONT"),
                            PrintedLines.at(0.1, 0.14, "Prénom"),
                            PrintedLines.at(0.4, 0.14, "Jean"),
                            PrintedLines.at(0.1, 0.18, "Né(e) le"),
                            PrintedLines.at(0.4, 0.18, "12/03/2008")))
                    .fields();

            assertSays(fields, "DUPONT", "JEAN", "12/03/2008");
        }

        @Test
        void takesWordsOfAnInstructionForNoLabel() {
            PrintedFields fields = new PrintedLabels(
                            PrintedLines.of("Inscrivez votre nom en capitales", "et le prénom dans les cases"))
                    .fields();

            assertThat(fields.signs()).isEmpty();
        }
    }

    @Nested
    class AsRows {
        @Test
        void passOnHowSureTheRecogniserIs() {
            PrintedFields fields = new PrintedSticker(PrintedLines.of("DUPONT Jean 12/03/2008")).fields();

            CellReading o = reading(fields)
                    .row(HeaderField.LAST_NAME)
                    .orElseThrow()
                    .cells()
                    .get(3);

            assertThat(o.probability('O')).isCloseTo(0.96, within(1e-6));
            assertThat(o.probability('Q')).isGreaterThan(o.probability('W'));
        }

        @Test
        void takeALetterInADateForItsTwin() {
            PrintedFields fields = new PrintedSticker(PrintedLines.of("DUPONT Jean I2/O3/2008")).fields();

            assertSays(fields, "DUPONT", "JEAN", "12/03/2008");
        }

        @Test
        void tellANameFromALongerOneThatBeginsWithIt() {
            LocalDate day = LocalDate.of(2008, 3, 12);
            Student martin = Student.of("1", "MARTIN", "Jean", day);
            Student martinez = Student.of("2", "MARTINEZ", "Jean", day);
            PrintedFields fields = new PrintedSticker(PrintedLines.of("MARTIN Jean 12/03/2008")).fields();

            Identification identification = new StudentMatcher(List.of(martin, martinez)).match(reading(fields));

            assertThat(identification.student()).contains(martin);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Sujet A, A",
        "SUJET B - Mathématiques, B",
        "SUJET N° 2, 2",
        "Brevet blanc - Version C (2 h), C",
        "Réf. : MATH-2026-B, B",
        "SUJET A TRAITER, ",
        "Sujet à traiter, ",
        "Sujet A ou sujet B, ",
        "Le sujet comporte 4 pages, ",
        "Sujet 2026, "
    })
    void subjectsVariantIsNamedByOneReferenceOnly(String line, String variant) {
        assertThat(SubjectVariant.in(PrintedLines.of(line))).isEqualTo(variant);
    }
}
