package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Readings;
import io.korrigo.identify.match.CopyLikelihood.Field;
import io.korrigo.identify.match.SheetLikelihood.RowSays;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SheetLikelihoodTest {
    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final List<Student> STUDENTS = List.of(
            Student.of("1", "Martin", "Thomas", LocalDate.of(2007, 9, 18)),
            Student.of("2", "Thomas", "Martin", LocalDate.of(2007, 4, 3)),
            Student.of("3", "Kervella", "Zoé", null));

    private final RosterIndex roster = new RosterIndex(STUDENTS);
    private final BirthDates dates = new BirthDates(RosterIndex.birthDates(STUDENTS));

    private SheetLikelihood sheet(HeaderReading reading) {
        return new SheetLikelihood(reading, roster, dates);
    }

    private SheetLikelihood sheet(@Nullable String last, @Nullable String first, @Nullable String date) {
        return sheet(Readings.of(last, first, date));
    }

    private static RowAligner names(String boxes, NameModel further, double share) {
        RowAligner row = new RowAligner(Readings.row(HeaderField.LAST_NAME, boxes, Readings.BOXES), Alphabet.NAMES);
        row.mayGoOn(further, share);
        return row;
    }

    @Test
    void saysOfEachNameWhatItsRowSaysWhereNamesMayGoOn() {
        SheetLikelihood sheet = sheet("MARTIN DUPUIS", "THOMAS PAUL", null);
        double last = names("MARTIN DUPUIS", NameModel.FAMILY, 0.02)
                .likelihood(roster.lastNames().get(0), 0);
        double first = names("THOMAS PAUL", NameModel.FIRST, 0.05)
                .likelihood(roster.firstNames().get(0), 0);

        assertThat(sheet.last.of(roster.lastName(0))).isEqualTo(Math.log(last), within(1e-3));
        assertThat(sheet.first.of(roster.firstName(0))).isEqualTo(Math.log(first), within(1e-3));
        assertThat(sheet.straight(0))
                .isEqualTo(sheet.last.of(roster.lastName(0)) + sheet.first.of(roster.firstName(0)), EXACTLY);
    }

    @Test
    void takesAStrangersRowForOneOfTheOtherKindOnceInTwenty() {
        SheetLikelihood sheet = sheet("HARPREET", "DUBOIS", null);
        RowAligner last = names("HARPREET", NameModel.FAMILY, 0.02);
        RowAligner first = names("DUBOIS", NameModel.FIRST, 0.05);

        assertThat(sheet.strangerLast)
                .isEqualTo(
                        Math.log(0.95 * NameModel.FAMILY.likelihood(last) + 0.05 * NameModel.FIRST.anyName(last)),
                        within(1e-3));
        assertThat(sheet.strangerFirst)
                .isEqualTo(
                        Math.log(0.95 * NameModel.FIRST.likelihood(first) + 0.05 * NameModel.FAMILY.anyName(first)),
                        within(1e-3));
        assertThat(sheet.strangerDate).isZero();
    }

    @Test
    void takesNamesForSwappedOnceInAHundred() {
        for (int student = 0; student < 3; student++) {
            SheetLikelihood sheet = sheet("MARTIN", "THOMAS", null);
            double swapped =
                    sheet.last.swapped(roster.firstName(student)) + sheet.first.swapped(roster.lastName(student));

            assertThat(sheet.names(student, Double.NEGATIVE_INFINITY))
                    .isEqualTo(Math.log(0.99 * Math.exp(sheet.straight(student)) + 0.01 * Math.exp(swapped)), EXACTLY);
            assertThat(sheet.looksSwapped(student)).isEqualTo(student == 1);
        }
    }

    @Test
    void holdsNamesForSwappedOnlyWhereThatIsNinetyNineTimesAsLikely() {
        SheetLikelihood either = sheet(null, null, "18092007");
        SheetLikelihood illegible = sheet("??????", "??????", null);

        assertThat(either.looksSwapped(0)).isFalse();
        assertThat(illegible.looksSwapped(0)).isFalse();
        assertThat(illegible.looksSwapped(1)).isFalse();
    }

    @Test
    void worksOutNoMoreOfNamesThatAreNegligible() {
        SheetLikelihood sheet = sheet("KERVELLA", "THOMAS", null);
        double last = Math.log1p(-0.01) + sheet.last.of(roster.lastName(0));

        // by the first row alone, as the second one can only take away
        assertThat(sheet.names(0, 0)).isBetween(last, last + 0.1);
        assertThat(sheet.names(2, -1e9)).isEqualTo(sheet.names(2, Double.NEGATIVE_INFINITY), EXACTLY);
    }

    @Test
    void saysOfADateWhatItsRowSaysAndOfNoDateWhatItSaysOfAStranger() {
        SheetLikelihood sheet = sheet(null, null, "18092007");

        assertThat(sheet.birthDate(roster.date(0))).isGreaterThan(sheet.birthDate(roster.date(1)) + 5);
        assertThat(sheet.birthDate(RosterIndex.NO_DATE))
                .isEqualTo(sheet.strangerDate)
                .isNegative();
        assertThat(sheet.says(Field.DATE, 0).log()).isEqualTo(sheet.birthDate(roster.date(0)));
        assertThat(sheet.says(Field.DATE, 2).log()).isEqualTo(sheet.strangerDate);
        assertThat(sheet.says(Field.DATE, 2).stranger()).isEqualTo(sheet.strangerDate);
    }

    @Test
    void readsADateThatLeavesBoxesEmptyAsOneOfThose() {
        SheetLikelihood sheet = sheet(null, null, "3 4 2007");

        assertThat(sheet.birthDate(roster.date(1))).isGreaterThan(-4);
        assertThat(sheet.differences(Field.DATE, 1).orElseThrow().places()).isEmpty();
    }

    @Test
    void readsSevensOfADateThatIsNoneAsOnes() {
        SheetLikelihood sheet = sheet(Readings.clear(null, null, "78092007"));

        assertThat(sheet.differences(Field.DATE, 0).orElseThrow().odds()).isLessThan(2);
    }

    @Test
    void looksForANameInTheOtherRowWhereTheyAreSwapped() {
        SheetLikelihood sheet = sheet("MARTIN", "THOMAS", "03042007");
        RowSays last = sheet.says(Field.LAST, 1);
        RowSays first = sheet.says(Field.FIRST, 1);

        assertThat(last.row()).isSameAs(sheet.first);
        assertThat(last.log()).isEqualTo(sheet.first.swapped(roster.lastName(1)));
        assertThat(last.stranger()).isEqualTo(sheet.strangerFirst);
        assertThat(first.row()).isSameAs(sheet.last);
        assertThat(first.log()).isEqualTo(sheet.last.swapped(roster.firstName(1)));
        assertThat(first.stranger()).isEqualTo(sheet.strangerLast);
        assertThat(sheet.differences(Field.LAST, 1).orElseThrow().places()).isEmpty();
        assertThat(sheet.differences(Field.FIRST, 1).orElseThrow().places()).isEmpty();
        assertThat(sheet.says(Field.LAST, 0).row()).isSameAs(sheet.last);
        assertThat(sheet.says(Field.LAST, 0).stranger()).isEqualTo(sheet.strangerLast);
        assertThat(sheet.says(Field.FIRST, 0).row()).isSameAs(sheet.first);
        assertThat(sheet.says(Field.FIRST, 0).stranger()).isEqualTo(sheet.strangerFirst);
    }

    @Test
    void isLegibleByAnyOfItsRows() {
        assertThat(sheet("MARTIN", null, null).legible()).isTrue();
        assertThat(sheet(null, "THOMAS", null).legible()).isTrue();
        assertThat(sheet(null, null, "18092007").legible()).isTrue();
        assertThat(sheet("??????", "", null).legible()).isFalse();
    }

    @Test
    void findsNoDifferenceInWhatCantBeReadOrIsNotKnown() {
        SheetLikelihood sheet = sheet("??????", null, "18092007");

        assertThat(sheet.differences(Field.LAST, 0)).isEmpty();
        assertThat(sheet.differences(Field.FIRST, 0)).isEmpty();
        assertThat(sheet.differences(Field.DATE, 2)).isEmpty();
        assertThat(sheet.differences(Field.DATE, 1).orElseThrow().odds()).isGreaterThan(3);
    }

    @Test
    void takesARowOfTheOtherKindOfSignsForNotFound() {
        SheetLikelihood sheet = sheet("28939072", "THOMAS", "SANTOSAB");

        assertThat(sheet.last.found()).isFalse();
        assertThat(sheet.first.found()).isTrue();
        assertThat(sheet.date.found()).isFalse();
    }
}
