package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Readings;
import io.korrigo.identify.match.CopyLikelihood.Field;
import io.korrigo.identify.match.CopyLikelihood.Word;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CopyLikelihoodTest {
    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final List<Student> STUDENTS = List.of(
            Student.of("1", "Martin", "Thomas", LocalDate.of(2007, 9, 18)), Student.of("2", "Kervella", "Zoé", null));
    private static final HeaderReading NONE = new HeaderReading(List.of(), 0, "by hand");
    private static final HeaderReading ONE = Readings.of("MARTIN", "THOMAS", "18092007");
    private static final HeaderReading OTHER = Readings.of("MART??", "THOMOS", "1809200?");

    private final RosterIndex roster = new RosterIndex(STUDENTS);

    private SheetLikelihood sheet(HeaderReading reading) {
        return new SheetLikelihood(reading, roster, new BirthDates(RosterIndex.birthDates(STUDENTS)));
    }

    private CopyLikelihood copy(HeaderReading... sheets) {
        return new CopyLikelihood(Arrays.stream(sheets).map(this::sheet).toList(), roster);
    }

    @Test
    void sumsWhatItsSheetsSayOfAStudent() {
        CopyLikelihood both = copy(ONE, OTHER);
        SheetLikelihood one = sheet(ONE);
        SheetLikelihood other = sheet(OTHER);

        for (int student = 0; student < 2; student++) {
            int last = roster.lastName(student);
            assertThat(both.last(student)).isEqualTo(one.last.of(last) + other.last.of(last), EXACTLY);
            assertThat(both.straight(student)).isEqualTo(one.straight(student) + other.straight(student), EXACTLY);
            assertThat(both.names(student, -1e9))
                    .isEqualTo(one.names(student, -1e9) + other.names(student, -1e9), EXACTLY);
        }
        assertThat(both.date(0)).isEqualTo(one.date.of(0) + other.date.of(0), EXACTLY);
        assertThat(both.birthDate(0)).isEqualTo(both.date(0));
        assertThat(both.date(1)).isEqualTo(both.strangerDate).isNegative();
    }

    @Test
    void takesAStrangerForOneWhoWritesTheSameOnEachSheet() {
        CopyLikelihood same = copy(ONE, ONE);
        SheetLikelihood sheet = sheet(ONE);

        assertThat(copy(ONE).strangerLast).isEqualTo(sheet.strangerLast);
        assertThat(same.strangerLast)
                .isEqualTo(sheet.strangerLast + sheet.last.ofText(Spellings.signs("Martin")), EXACTLY)
                .isGreaterThan(2 * sheet.strangerLast);
        assertThat(same.strangerFirst)
                .isEqualTo(sheet.strangerFirst + sheet.first.ofText(Spellings.signs("Thomas")), EXACTLY);
        assertThat(same.strangerDate)
                .isEqualTo(sheet.strangerDate + sheet.date.ofText(Spellings.digits("18092007")), EXACTLY);
    }

    @Test
    void takesAStrangersSheetsForThemselvesWhereTheyDiffer() {
        HeaderReading another = Readings.of("DUBOIS", "HUGO", "03042005");

        assertThat(copy(ONE, another).strangerLast)
                .isEqualTo(sheet(ONE).strangerLast + sheet(another).strangerLast, EXACTLY);
        assertThat(copy(ONE, NONE).strangerLast).isEqualTo(sheet(ONE).strangerLast, EXACTLY);
    }

    @Test
    void looksSwappedByAnyOfItsSheets() {
        HeaderReading swapped = Readings.of("THOMAS", "MARTIN", "18092007");

        assertThat(copy(ONE).looksSwapped(0)).isFalse();
        assertThat(copy(ONE, NONE).looksSwapped(0)).isFalse();
        assertThat(copy(ONE, swapped).looksSwapped(0)).isTrue();
    }

    @Test
    void isFoundWrittenAndLegibleByAnyRowOfAnySheet() {
        CopyLikelihood none = copy(NONE, NONE);
        CopyLikelihood blank = copy(NONE, Readings.of("", null, null));
        CopyLikelihood illegible = copy(NONE, Readings.of(null, "??????", null));
        CopyLikelihood dated = copy(NONE, Readings.of(null, null, "18092007"));

        assertThat(List.of(none.found(), blank.found(), illegible.found(), dated.found()))
                .containsExactly(false, true, true, true);
        assertThat(List.of(none.written(), blank.written(), illegible.written(), dated.written()))
                .containsExactly(false, false, true, true);
        assertThat(List.of(none.legible(), blank.legible(), illegible.legible(), dated.legible()))
                .containsExactly(false, false, false, true);
        assertThat(dated.legibleDate()).isTrue();
        assertThat(dated.legibleName()).isFalse();
        assertThat(copy(NONE, Readings.of(null, "THOMAS", null)).legibleName()).isTrue();
        assertThat(copy(NONE, Readings.of("MARTIN", null, null)).legibleName()).isTrue();
        assertThat(copy(NONE, Readings.of("MARTIN", null, null)).legibleDate()).isFalse();
    }

    @Test
    void holdsAgainstAStudentWhatThatSheetSaysWhichResemblesThemMost() {
        HeaderReading clear = Readings.clear("MARTIN", "THOMAS", "18092007");
        HeaderReading off = Readings.clear("MARTIN", "THOMES", "18092007");

        assertThat(copy(off).contradiction(0).firstName().places()).hasSize(1);
        assertThat(copy(off, clear).contradiction(0).firstName().places()).isEmpty();
        assertThat(copy(NONE).contradiction(0))
                .isEqualTo(new Contradiction(Differences.NONE, Differences.NONE, Differences.NONE));
    }

    @Test
    void speaksAgainstAStudentWhereAllSheetsTogetherFavourThemByLess() {
        Word word = copy(ONE, OTHER).word(Field.LAST, 0);
        double favour = copy(ONE, OTHER).last(0) - copy(ONE, OTHER).strangerLast;

        assertThat(word.legible()).isTrue();
        assertThat(word.against(favour + 1e-6)).isTrue();
        assertThat(word.against(favour - 1e-6)).isFalse();
        assertThat(copy(NONE).word(Field.LAST, 0).against(1e9)).isFalse();
        assertThat(copy(ONE).word(Field.FIRST, 0).stranger()).isEqualTo(copy(ONE).strangerFirst);
        assertThat(copy(ONE, ONE).word(Field.FIRST, 0).stranger()).isEqualTo(copy(ONE, ONE).strangerFirst);
        assertThat(copy(ONE, ONE).word(Field.DATE, 0).stranger()).isEqualTo(copy(ONE, ONE).strangerDate);
    }

    @Test
    void agreesByTheRowsThatAreWritten() {
        double one = copy(ONE).word(Field.FIRST, 0).agreement();
        double other = copy(OTHER).word(Field.FIRST, 0).agreement();

        assertThat(one).isGreaterThan(other + 0.05);
        assertThat(copy(ONE, OTHER).word(Field.FIRST, 0).agreement()).isEqualTo((one + other) / 2, EXACTLY);
        assertThat(copy(ONE, NONE).word(Field.FIRST, 0).agreement()).isEqualTo(one, EXACTLY);
        assertThat(copy(NONE).word(Field.FIRST, 0).agreement()).isEqualTo(0.5);
    }

    @Test
    void addsLikelihoodsOfAnySize() {
        assertThat(CopyLikelihood.logSum(Math.log(2), Math.log(3))).isEqualTo(Math.log(5), EXACTLY);
        assertThat(CopyLikelihood.logSum(-2000, -2000)).isEqualTo(-2000 + Math.log(2), EXACTLY);
        assertThat(CopyLikelihood.logSum(Double.NEGATIVE_INFINITY, -3)).isEqualTo(-3);
        assertThat(CopyLikelihood.logSum(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
