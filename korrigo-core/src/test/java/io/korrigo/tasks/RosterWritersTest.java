package io.korrigo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Readings;
import io.korrigo.scan.SheetWriters.Writer;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RosterWritersTest {
    private static final List<Student> ROSTER = List.of(
            Student.of("1", "Lefèvre", "Zoé", LocalDate.of(2008, 3, 12)),
            Student.of("2", "Moreau", "Léa", LocalDate.of(2007, 6, 21)),
            Student.of("3", "Moreau", "Léo", LocalDate.of(2007, 6, 21)),
            Student.of("4", "Gonçalves", "Loïc", LocalDate.of(2008, 2, 9)));

    private static final HeaderReading ZOE = Readings.clear("LEFEVRE", "ZOE", "12032008");
    /** Zoé's as she wrote or the reader saw it: no student fits, and of the roster she alone comes into question. */
    private static final HeaderReading SLIPS = Readings.clear("LEFBVRE", "ZOA", "12082008");

    /** The copies of headers that follow each other, told apart by letters. */
    private static String copies(HeaderReading... headers) {
        StringBuilder copies = new StringBuilder();
        for (Writer writer : writers(headers)) {
            copies.append((char) ('a' + writer.copy()));
        }
        return copies.toString();
    }

    private static List<Writer> writers(HeaderReading... headers) {
        return new RosterWriters(ROSTER).writers(List.of(headers));
    }

    private static @Nullable String student(HeaderReading header) {
        return writers(header).get(0).student();
    }

    @Test
    void joinsWhatOneStudentWrote() {
        HeaderReading loic = Readings.clear("GONCALVES", "LOIC", "09022008");

        assertThat(copies(ZOE, ZOE, loic)).isEqualTo("aab");
        assertThat(writers(ZOE, ZOE, loic)).extracting(Writer::student).containsExactly("1", "1", "4");
    }

    @Test
    void putsASheetWithSlipsToTheOneBesideItThatIsSure() {
        assertThat(student(SLIPS)).isNull();
        assertThat(student(ZOE)).isEqualTo("1");

        assertThat(copies(SLIPS, ZOE)).isEqualTo("aa");
        assertThat(copies(ZOE, SLIPS)).isEqualTo("aa");
        assertThat(copies(SLIPS, ZOE, ZOE)).isEqualTo("aaa");
    }

    @Test
    void saysWhoseTheJoinedSheetsAre() {
        assertThat(writers(SLIPS, ZOE)).extracting(Writer::student).containsExactly("1", "1");
        assertThat(writers(SLIPS, ZOE)).extracting(Writer::reason).containsOnly("");
    }

    @Test
    void keepsASheetApartThatDiffersInMoreThanAQuarterOfARow() {
        HeaderReading sister = Readings.clear("LEFEVRE", "ANNA", "12082008");

        assertThat(student(sister)).isNull();
        assertThat(copies(sister, ZOE)).isEqualTo("ab");
    }

    @Test
    void keepsASheetApartThatMayBeATwins() {
        HeaderReading either = Readings.clear("MOREAU", "LE?", "21062007");
        HeaderReading lea = Readings.clear("MOREAU", "LEA", "21062007");
        HeaderReading leo = Readings.clear("MOREAU", "LEO", "21062007");

        assertThat(copies(lea, leo)).isEqualTo("ab");
        assertThat(copies(leo, either, lea)).isEqualTo("abc");
    }

    @Test
    void joinsNothingToWhatCanNotBeRead() {
        HeaderReading blank = Readings.clear("", "", "");

        assertThat(copies(blank, ZOE, blank)).isEqualTo("abc");
    }
}
