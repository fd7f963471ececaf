package io.korrigo.roster;

import static io.korrigo.roster.Rosters.bytes;
import static io.korrigo.roster.Rosters.faults;
import static io.korrigo.roster.Rosters.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenRosterTest {

    @Nested
    class FilesAsAWhole {

        static Stream<Arguments> refusesWithOneLine() {
            return Stream.of(
                    Arguments.of("", "The roster is empty"),
                    Arguments.of("\uFEFF", "no header line"),
                    Arguments.of("\n\n", "no header line"),
                    Arguments.of("just some text\n", "no header line"),
                    Arguments.of("Élèves,Né(e) le\n", "header on line 1 but no student"),
                    Arguments.of("Élèves,Né(e) le\n,\n\n", "header on line 1 but no student"),
                    Arguments.of(
                            "Titre\nÉlèves,Classe\nDUPONT Jean,TG2\n", "line 2: the header has no birth-date column"),
                    Arguments.of("NOM;PRENOM\nDUPONT;Jean\n", "line 1: the header has no birth-date column"),
                    Arguments.of("Né(e) le;Classe\n12/03/2008;TG2\n", "line 1: the header has no name column"),
                    Arguments.of("Nom;Né(e) le\nDUPONT;12/03/2008\n", "line 1: the header has no first-name column"),
                    Arguments.of("Prénom;Né(e) le\nJean;12/03/2008\n", "line 1: the header has no family-name column"),
                    Arguments.of(
                            "Nom;Prénom d'usage;Né(e) le\nDUPONT;Jean;12/03/2008\n",
                            "the header has no first-name column"),
                    Arguments.of(
                            "Élèves,Né(e) le,Date de naissance\nA B,1/1/2008,1/1/2008\n",
                            "line 1: columns 2 (\"Né(e) le\") and 3 (\"Date de naissance\") both hold the birth date"),
                    Arguments.of(
                            "NOM;PRENOM;NOM;DATE_NAISSANCE\n",
                            "columns 1 (\"NOM\") and 3 (\"NOM\") both hold the family name"),
                    Arguments.of("Élèves,N\uFFFD(e) le\nDUPONT Jean,12/03/2008\n", "line 1, column no. 2"),
                    Arguments.of("Élèves,NÃ©(e) le\nDUPONT Jean,12/03/2008\n", "line 1, column no. 2"),
                    Arguments.of(
                            "Élèves,Né(e) le\nDUPONT Jean,12/03/2008\nKON\uFFFD Zoe,12/03/2008\n",
                            "line 3, column \"Élèves\": letters with accents were lost or garbled"),
                    Arguments.of("Élèves,Né(e) le\nDUPONT LÃ©a,12/03/2008\n", "line 2, column \"Élèves\""),
                    Arguments.of("Élèves,Né(e) le\nDUPONT L√©a,12/03/2008\n", "line 2, column \"Élèves\""),
                    Arguments.of("Élèves,Né(e) le\nDUPONT L├®a,12/03/2008\n", "line 2, column \"Élèves\""),
                    Arguments.of("Élèves,Né(e) le\nDâ€™ARC Léa,12/03/2008\n", "line 2, column \"Élèves\""),
                    Arguments.of("Élèves,Né(e) le\nDÃ\u0089SIR Léa,12/03/2008\n", "line 2, column \"Élèves\""),
                    Arguments.of("Élèves,Né(e) le,EDS\nDUPONT Léa,12/03/2008,F\uFFFDE\n", "line 2, column \"EDS\""),
                    Arguments.of(
                            "Élèves,Né(e) le\nA Bo,1/1/2008\n\"DUPONT Jean,12/03/2008\nX\n", "line 3: a quoted cell"),
                    Arguments.of(
                            "Élèves,Né(e) le\nA Bo,1/1/2008\n\"DUPONT\" Jean,12/03/2008\n", "line 3: a quoted cell"),
                    Arguments.of("%PDF-1.7\n%âãÏÓ", "not a CSV file but a PDF"),
                    Arguments.of("PK\u0003\u0004xxxx", "a ZIP archive but no Excel workbook"),
                    Arguments.of("<html><body>Session expirée</body></html>", "not a CSV file but a web page"),
                    Arguments.of("\uFEFF<?xml version=\"1.0\"?><ELEVES/>", "XML but not SIECLE's list of students"),
                    Arguments.of("<?xml version=\"1.0\"?>\n<!DOCTYPE BEE_ELEVES [\u000F]>\n<BEE_ELEVES/>", "line "),
                    Arguments.of("Élèves,Né(e) le\n\u0000\u0000\u0000\u0001", "not a CSV file but binary data"));
        }

        @ParameterizedTest
        @MethodSource
        void refusesWithOneLine(String text, String message) {
            assertRefused(text.getBytes(StandardCharsets.UTF_8), message);
        }

        @Test
        void refusesTwoEncodingsInOneFile() {
            byte[] file = "Élèves,Né(e) le\nDUPONT Léa,12/03/2008\nKON#,Éric\n".getBytes(StandardCharsets.UTF_8);
            file[indexOf(file, '#')] = (byte) 0xE9;

            assertRefused(file, "line 3: not valid UTF-8, though the rest of the file is");
        }

        @Test
        void refusesAByteOrderMarkThatLies() {
            byte[] file = bytes("\u00EF\u00BB\u00BFNom,Né(e) le\n", StandardCharsets.ISO_8859_1, false);

            assertRefused(file, "line 1: not valid UTF-8, though the file is marked");
        }

        @Test
        void refusesAnEncodingThatItCannotTell() {
            assertRefused(
                    bytes("NOM;PRENOM;DATE_NAISSANCE\nИВАНОВ;Иван;12/03/2008\n", Charset.forName("KOI8-R"), false),
                    "accented letters make sense in none");
        }

        @Test
        void refusesALineOfMillionsOfCells() {
            String file = "Élèves,Né(e) le\nDUPONT Jean,12/03/2008" + ",".repeat(1 << 20) + "\n";

            assertRefused(file.getBytes(StandardCharsets.UTF_8), "line 2 is longer than 1048576 bytes");
            assertRefused(file.strip().getBytes(StandardCharsets.UTF_8), "line 2 is longer than 1048576 bytes");
        }

        @Test
        void refusesUtf16ThatEndsInTheMiddle() {
            byte[] file = bytes("Élèves,Né(e) le\nDUPONT Léa,12/03/2008\n", StandardCharsets.UTF_16LE, true);

            assertRefused(Arrays.copyOf(file, file.length - 1), "bytes that are no text");
        }

        @Test
        void refusesAFileAboveTheLimit(@TempDir Path folder) throws Exception {
            Path file = folder.resolve("roster.csv");
            Files.writeString(file, "Élèves,Né(e) le\nDUPONT Jean,12/03/2008\n");
            RosterReader reader = Rosters.READER.withMaxBytes(Files.size(file) - 1);

            assertThatThrownBy(() -> reader.read(file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("larger than the limit");
            assertThatThrownBy(() -> reader.read(new ByteArrayInputStream(Files.readAllBytes(file))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("larger than the limit");
            assertThat(Rosters.READER.withMaxBytes(Files.size(file)).read(file).rows())
                    .hasSize(1);
        }

        private static int indexOf(byte[] bytes, char c) {
            return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(c);
        }

        private static void assertRefused(byte[] file, String message) {
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(message)
                    .message()
                    .doesNotContain("\n", "DUPONT", "12/03/2008");
        }
    }

    @Nested
    class Rows {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ,12/03/2008,a@x.example,TG2,           | Élèves NAME_EMPTY
                DUPONT JEAN,12/03/2008,,TG2,           | Élèves NAME_AMBIGUOUS
                Dupont Jean,12/03/2008,,TG2,           | Élèves NAME_AMBIGUOUS
                DUPONT L?a,12/03/2008,,TG2,            | Élèves NAME_UNREADABLE
                123,12/03/2008,,TG2,                   | Élèves NAME_UNREADABLE
                DUPONT Jean,,,TG2,                     | Né(e) le DATE_EMPTY
                DUPONT Jean,le 12 mars,,TG2,           | Né(e) le DATE_MALFORMED
                DUPONT Jean,31/02/2008,,TG2,           | Né(e) le DATE_IMPOSSIBLE
                DUPONT Jean,12/03/2108,,TG2,           | Né(e) le DATE_OUT_OF_RANGE
                DUPONT Jean,12/03/2008,jean,TG2,       | Mail EMAIL_MALFORMED
                DUPONT Jean,12/03/2008,j@x@y,TG2,      | Mail EMAIL_MALFORMED
                DUPONT Jean,12/03/2008,,TG2,1.2E+09    | INE INE_MALFORMED
                DUPONT Jean,12/03/2008,,TG2,,MATHS     | null TOO_MANY_CELLS
                """)
        void areReportedWithLineAndColumn(String row, String fault) {
            RosterReading reading = read("Élèves,Né(e) le,Mail,Classe,INE", "BLANC Zoé,12/03/2008,,,", row);

            assertThat(faults(reading)).containsExactly("3 " + fault);
            assertThat(reading.rows()).hasSize(1);
            assertThat(reading.problems().get(0).rowNumber()).isEqualTo(2);
            assertThat(reading.problems().get(0).message()).doesNotContain("DUPONT", "Jean", "12/03", "jean", "1.2E");
        }

        @Test
        void withSeveralFaultsNameEach() {
            RosterReading reading =
                    read("NOM;PRENOM;DATE_NAISSANCE;EMAIL", "A;B;1/1/2008;", " ;\u00A0;demain;xy", "C;D;1/1/2008;");

            assertThat(faults(reading))
                    .containsExactly(
                            "3 NOM NAME_EMPTY",
                            "3 PRENOM NAME_EMPTY",
                            "3 DATE_NAISSANCE DATE_MALFORMED",
                            "3 EMAIL EMAIL_MALFORMED");
            assertThat(reading.rejected().size()).isEqualTo(1);
            assertThat(reading.dataRows()).isEqualTo(3);
        }

        @Test
        void thatRepeatAStudentNameTheFirstLine() {
            RosterReading reading = read(
                    "Élèves,Né(e) le",
                    "DE LA TOUR Zoé,12/03/2008",
                    "DELATOUR Zoe,2008-03-12",
                    "DE LA TOUR Zoé,13/03/2008");

            assertThat(faults(reading)).containsExactly("3 null DUPLICATE");
            assertThat(reading.problems().get(0).message()).contains("line 2");
            assertThat(reading.rows()).extracting(RosterRow::line).containsExactly(2, 4);
        }

        @Test
        void withOneNationalNumberAreOneStudentOrAConflict() {
            RosterReading reading = read(
                    "INE;NOM;PRENOM;DATE_NAISSANCE",
                    "0123456789A;DUPONT;Jean;12/03/2008",
                    "0123456789a;DUPOND;Jean;12/03/2008",
                    "0123456789A;DUPONT;Jean;12/04/2008",
                    "0123456789B;DUPONT;Jean;12/03/2008",
                    ";DUPONT;Jean;12/03/2008");

            assertThat(faults(reading)).containsExactly("3 null DUPLICATE", "4 INE INE_CONFLICT", "6 null DUPLICATE");
            assertThat(reading.rows()).extracting(RosterRow::line).containsExactly(2, 5);
        }

        @Test
        void swallowedByAQuoteAreNotLostSilently() {
            RosterReading reading = read(
                    "Élèves,Né(e) le,Classe",
                    "\"DUPONT Jean,12/03/2008,TG1",
                    "MARTIN Paul,12/03/2008,\"",
                    "BLANC Zoé,12/03/2008,\"TG1",
                    "NOIR Ana,13/03/2008,TG1\"",
                    "GRIS Ben,13/03/2008,\"TG1",
                    "TG2\"");

            assertThat(faults(reading)).containsExactly("2 Élèves LINE_BREAK", "4 Classe LINE_BREAK");
            assertThat(reading.rows()).extracting(RosterRow::line).containsExactly(6);
            assertThat(reading.students().get(0).className()).isEqualTo("TG1 TG2");
        }

        @Test
        void withEndlessCellsAreRefused() {
            RosterReading reading = read(
                    "NOM;PRENOM;DATE_NAISSANCE;CLASSE",
                    "X".repeat(201) + ";Jean;12/03/2008;",
                    "DUPONT;Jean;12/03/2008;" + "X".repeat(1001));

            assertThat(faults(reading)).containsExactly("2 NOM CELL_TOO_LONG", "3 CLASSE CELL_TOO_LONG");
        }
    }
}
