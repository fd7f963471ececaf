package io.korrigo.roster;

import static io.korrigo.roster.Rosters.bytes;
import static io.korrigo.roster.Rosters.faults;
import static io.korrigo.roster.Rosters.identities;
import static io.korrigo.roster.Rosters.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.roster.SkippedLine.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterReaderTest {
    private static final List<String> TWO = List.of("DE LA TOUR/Zoé Anaïs/2008-03-12", "N'GUYEN/Mai/2007-12-01");

    /** The same two students as each program writes them; \n stands for the line end. */
    private static final List<String> DIALECTS = List.of(
            // The original, as Pronote exports it
            "Élèves,Né(e) le,Adresse E-mail,Classe,EDS ,Groupe\n"
                    + "DE LA TOUR Zoé Anaïs,12/03/2008,z@x.example,TG2,\"MATHS, PHYSIQUE\",G3\n"
                    + "N'GUYEN Mai,01/12/2007,m@x.example,TG2,MATHS,G3\n",
            "Élèves;Né(e) le;Sexe;;;\nDE LA TOUR Zoé Anaïs;12/03/2008;F;;;\nN'GUYEN Mai;1/12/2007;F;;;\n",
            "sep=;\nÉlèves;Né(e) le\n\"DE LA TOUR Zoé Anaïs\";\"12/03/2008\"\n\"N'GUYEN Mai\";\"01/12/2007\"",
            "NOM;PRENOM;DATE_NAISSANCE;EMAIL;CLASSE\nDE LA TOUR;Zoé Anaïs;12/03/2008;z@x.example;TG2\n"
                    + "N'GUYEN;Mai;01/12/2007;;TG2\n",
            "INE;NOM;PRENOM;DATE_NAISSANCE;CLASSE;EMAIL\n000000001X;DE LA TOUR;Zoé Anaïs;12/03/2008;TG2;z@x.example\n"
                    + "000000002X;N'GUYEN;Mai;2007-12-01;TG2;\n",
            // SIECLE
            "\"Nom de famille\",\"Nom d'usage\",\"Prénom 1\",\"Prénom 2\",\"Prénom 3\",\"Date de naissance\",\"Division\"\n"
                    + "\"DE LA TOUR\",\"\",\"Zoé\",\"Anaïs\",\"\",\"12/03/2008\",\"TG2\"\n"
                    + "\"N'GUYEN\",\"\",\"Mai\",\"\",\"\",\"01/12/2007\",\"TG2\"\n",
            // Sconet, GEP
            "ELENOM;ELEPRE;ELESEXE;ELEDATNAIS;ELENOET;ELE_ID;ELEDOUBL;ELENONAT;ELEREG;DIVCOD\n"
                    + "DE LA TOUR;Zoé Anaïs;2;12/03/2008;1;7;N;0123456789A;1;TG2\n"
                    + "N'GUYEN;Mai;2;01/12/2007;2;8;N;0123456789B;1;TG2\n",
            // ONDE
            "Nom élève;Nom d'usage élève;Prénom élève;Date naissance;Sexe;INE;Cycle;Libellé classe\n"
                    + "DE LA TOUR;;Zoé Anaïs;2008-03-12;F;0123456789A;3;TG2\n"
                    + "N'GUYEN;;Mai;2007-12-01;F;0123456789B;3;TG2\n",
            // ENT
            "externalid;Prénom*;Nom*;Classe;Date de naissance*;Prénom d'usage\n"
                    + "1;Zoé Anaïs;DE LA TOUR;TG2;12/03/2008;Zaza\n2;Mai;N'GUYEN;TG2;01/12/2007;\n",
            "last_name|first_name|date_of_birth|email\nDE LA TOUR|Zoé Anaïs|12.03.2008|z@x.example\n"
                    + "N'GUYEN|Mai|01-12-2007|m@x.example\n",
            "Nom et Prénom\tNé(e) le (jj/mm/aaaa)\tClasse\nDE LA TOUR Zoé Anaïs\t12/03/08\tTG2\n"
                    + "N'GUYEN Mai\t39417\tTG2\n",
            "\"Nom, Prénom\";Ne(e) le\nDE LA TOUR, Zoé Anaïs;12/03/2008 00:00\nN'GUYEN, Mai;01/12/2007\n",
            // Titles above, groups below the header, a count at the end
            "Lycée d'exemple;;;\nListe des élèves;;;\n;;;\nÉlèves;Né(e) le;Classe;\n;;Toutes;Mes cours\n"
                    + "DE LA TOUR Zoé Anaïs;12/03/2008;TG2;\nN'GUYEN Mai;01/12/2007;TG2;\nTotal : 2 élèves;;;\n");

    static Stream<Arguments> everyDialectInEveryEncoding() {
        List<Arguments> files = new ArrayList<>();
        for (String dialect : DIALECTS) {
            for (String lineEnd : List.of("\n", "\r\n", "\r")) {
                String text = dialect.replace("\n", lineEnd);
                files.add(Arguments.of(text, StandardCharsets.UTF_8, false));
                files.add(Arguments.of(text, StandardCharsets.UTF_8, true));
                files.add(Arguments.of(text, StandardCharsets.UTF_16LE, true));
                files.add(Arguments.of(text, StandardCharsets.UTF_16BE, true));
                files.add(Arguments.of(text, StandardCharsets.UTF_16LE, false));
                files.add(Arguments.of(text, Charset.forName("windows-1252"), false));
                files.add(Arguments.of(text, Charset.forName("x-MacRoman"), false));
                files.add(Arguments.of(text, Charset.forName("IBM850"), false));
            }
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource
    void everyDialectInEveryEncoding(String text, Charset charset, boolean byteOrderMark) {
        RosterReading reading = read(bytes(text, charset, byteOrderMark));

        assertThat(identities(reading)).isEqualTo(TWO);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.format().encoding()).isEqualTo(charset);
        assertThat(reading.format().byteOrderMark()).isEqualTo(byteOrderMark);
    }

    @Test
    void givesEveryFieldOfTheOriginalsDialect() {
        RosterReading reading = read(
                "\uFEFFÉlèves,Né(e) le,Adresse E-mail,Classe,EDS ,Groupe",
                "BEN YOUSSEF Walid,15/06/2009,walid@lycee.example,TG3,MATHS,G3");

        assertThat(reading.rows())
                .containsExactly(new RosterRow(
                        2,
                        1,
                        new Student(
                                "row-1",
                                "BEN YOUSSEF",
                                null,
                                "Walid",
                                LocalDate.of(2009, 6, 15),
                                "walid@lycee.example",
                                "TG3",
                                "G3",
                                null)));
        assertThat(reading.format().ignored()).containsExactly("EDS");
        assertThat(reading.format().separator()).isEqualTo(',');
    }

    @Test
    void keepsTheUsageNameOnlyWhereItSaysMore() {
        RosterReading reading = read(
                "INE;Nom;Nom d'usage;Prénom;Date naissance",
                "0123456789a;MARTIN;DURAND;Ève;12/03/2008",
                "0123 456789B;MARTIN;Martin;Lou;12/03/2008");

        assertThat(reading.students()).extracting(Student::usageName).containsExactly("DURAND", null);
        assertThat(reading.students()).extracting(Student::ine).containsExactly("0123456789A", "0123456789B");
    }

    @Test
    void prefersTwoNameCellsToOne() {
        RosterReading reading = read("Élève;Nom;Prénom;Né(e) le", "Martin Jean Paul;Martin;Jean Paul;12/03/2008");

        assertThat(identities(reading)).containsExactly("Martin/Jean Paul/2008-03-12");
    }

    @Test
    void treatsCellsThatLookLikeFormulasAsText() {
        RosterReading reading = read("NOM;PRENOM;DATE_NAISSANCE;CLASSE", "=HYPERLINK(1);@Lou;12/03/2008;+TG2");

        assertThat(identities(reading)).containsExactly("=HYPERLINK(1)/@Lou/2008-03-12");
        assertThat(reading.students().get(0).className()).isEqualTo("+TG2");
    }

    @Test
    void cleansInvisibleCharactersAndComposesAccents() {
        RosterReading reading = read(
                "\u200BE\u0301le\u0300ves\u00A0;Né(e)\u202Fle",
                "\u00A0DE\u00A0LA\u202FTOUR \u200B Zoe\u0301\u200D ;\u00A012/03/2008\u200B");

        assertThat(identities(reading)).containsExactly("DE LA TOUR/Zoé/2008-03-12");
    }

    @Test
    void readsQuotedCellsBehindASpaceAndTheEndOfADosFile() {
        RosterReading reading =
                read("Élèves, \"Né(e) le\" ,Groupe", " \"DUPONT Jean\" , 12/03/2008, \"G1, G2\"", "\u001A");

        assertThat(identities(reading)).containsExactly("DUPONT/Jean/2008-03-12");
        assertThat(reading.students().get(0).group()).isEqualTo("G1, G2");
        assertThat(reading.skipped()).containsExactly(new SkippedLine(3, Reason.BLANK));
    }

    @Test
    void readsWhatTheCallerSaysTheEncodingIs() throws IOException {
        byte[] polish =
                bytes("NOM;PRENOM;DATE_NAISSANCE\nŁĘCKI;Paweł;12/03/2008\n", Charset.forName("windows-1250"), false);

        RosterReading reading =
                Rosters.READER.withCharset(Charset.forName("windows-1250")).read(new ByteArrayInputStream(polish));

        assertThat(identities(reading)).containsExactly("ŁĘCKI/Paweł/2008-03-12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "fr-FR", "ar-EG"})
    void readsTheSameInEveryLocale(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            RosterReading reading =
                    read("INE;NOM;PRENOM;DATE_NAISSANCE;EMAIL;DIVISION", "iiiiiiiii1;IRIS;Iris;12/03/2008;;I");

            assertThat(identities(reading)).containsExactly("IRIS/Iris/2008-03-12");
            assertThat(reading.students().get(0).ine()).isEqualTo("IIIIIIIII1");
            assertThat(reading.students().get(0).className()).isEqualTo("I");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void readsAFileAsItReadsAStream(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("roster.csv");
        Files.writeString(file, DIALECTS.get(0));

        assertThat(Rosters.READER.read(file)).isEqualTo(read(DIALECTS.get(0)));
    }

    @Nested
    class Lines {

        @Test
        void countLineEndsInsideQuotedCells() {
            RosterReading reading = read(
                    "Élèves,Né(e) le,\"Options",
                    "et langues\"",
                    "DUPONT Jean,12/03/2008,\"MATHS",
                    "ESPAGNOL\"",
                    "MARTIN Paul,,X",
                    "",
                    "BLANC Zoé,12/04/2008,X");

            assertThat(reading.rows()).extracting(RosterRow::line).containsExactly(3, 7);
            assertThat(reading.rows()).extracting(RosterRow::rowNumber).containsExactly(1, 3);
            assertThat(faults(reading)).containsExactly("5 Né(e) le DATE_EMPTY");
            assertThat(reading.skipped()).containsExactly(new SkippedLine(6, Reason.BLANK));
        }

        @Test
        void countTheDeclaredDelimiter() {
            RosterReading reading =
                    read("sep=;", "", "Élèves;Né(e) le", "DUPONT Jean;31/02/2008", "X Y;12/03/2008", ";;");

            assertThat(reading.format().headerLine()).isEqualTo(3);
            assertThat(faults(reading)).containsExactly("4 Né(e) le DATE_IMPOSSIBLE", "5 Élèves NAME_AMBIGUOUS");
            assertThat(reading.skipped())
                    .containsExactly(new SkippedLine(2, Reason.BLANK), new SkippedLine(6, Reason.BLANK));
        }

        @Test
        void withoutStudentsAreSkippedWithTheirReason() {
            RosterReading reading = read(
                    "Lycée d'exemple",
                    "Élèves;Né(e) le;Classe;Groupe",
                    ";;Toutes;Mes cours",
                    "DUPONT Jean;12/03/2008;TG1;",
                    "Élèves;Né(e) le;Classe;Groupe",
                    "MARTIN Paul;12/03/2008;TG2;",
                    "TOTAL Anne;;TG2;G3",
                    "Total;2;;");

            assertThat(reading.skipped())
                    .containsExactly(
                            new SkippedLine(1, Reason.TITLE),
                            new SkippedLine(3, Reason.SECOND_HEADER),
                            new SkippedLine(5, Reason.REPEATED_HEADER));
            assertThat(faults(reading))
                    .containsExactly("7 Né(e) le DATE_EMPTY", "8 Élèves NAME_AMBIGUOUS", "8 Né(e) le DATE_MALFORMED");
        }
    }
}
