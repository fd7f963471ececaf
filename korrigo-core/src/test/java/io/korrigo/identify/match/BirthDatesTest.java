package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Readings;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BirthDatesTest {
    /** A year that is out is as likely as one misread digit, which is next to nothing. */
    private static final double OUT = 0.002;

    private static double likelihood(List<LocalDate> roster, String boxes) {
        RowAligner row = new RowAligner(Readings.clearRow(HeaderField.BIRTH_DATE, boxes, 8), Alphabet.DATES);
        return new BirthDates(roster).likelihood(row, !boxes.contains(" "));
    }

    private static double share(List<LocalDate> roster, int year) {
        double ofAnyYear = likelihood(List.of(), "12032000") * 36;
        return likelihood(roster, "1203" + year) / ofAnyYear;
    }

    @Test
    void areAnyYearFrom1980To2015WhereTheRosterHasNone() {
        assertThat(share(List.of(), 1980)).isCloseTo(1.0 / 36, withinPercentage(3));
        assertThat(share(List.of(), 2015)).isCloseTo(1.0 / 36, withinPercentage(3));
        assertThat(share(List.of(), 1979)).isLessThan(OUT);
        assertThat(share(List.of(), 2016)).isLessThan(OUT);
    }

    @Test
    void areMostlyThoseOfTheRosterAndOfAYearBesideIt() {
        List<LocalDate> roster = List.of(
                LocalDate.of(2004, 5, 1),
                LocalDate.of(2008, 1, 1),
                LocalDate.of(2008, 12, 31),
                LocalDate.of(2008, 6, 6));
        double any = 0.3 / (4 + 1 + 2 * 12);

        assertThat(share(roster, 2008)).isCloseTo(0.7 * 0.75 * 0.8 + any, withinPercentage(3));
        assertThat(share(roster, 2007)).isCloseTo(0.7 * 0.75 * 0.1 + any, withinPercentage(3));
        assertThat(share(roster, 2009)).isCloseTo(0.7 * 0.75 * 0.1 + any, withinPercentage(3));
        assertThat(share(roster, 2004)).isCloseTo(0.7 * 0.25 * 0.8 + any, withinPercentage(3));
        assertThat(share(roster, 2006)).isCloseTo(any, withinPercentage(20));
    }

    @Test
    void areOfAnyAgeTwelveYearsAroundTheRoster() {
        List<LocalDate> roster = List.of(LocalDate.of(2004, 5, 1), LocalDate.of(2008, 1, 1));
        double any = 0.3 / (4 + 1 + 2 * 12);

        assertThat(share(roster, 1992)).isCloseTo(any, withinPercentage(10));
        assertThat(share(roster, 2020)).isCloseTo(any, withinPercentage(10));
        assertThat(share(roster, 1991)).isLessThan(OUT);
        assertThat(share(roster, 2021)).isLessThan(OUT);
    }

    @Test
    void areAnyDayOfTheYear() {
        List<LocalDate> roster = List.of(LocalDate.of(2008, 3, 12));
        double usual = likelihood(roster, "12032008");

        assertThat(likelihood(roster, "18072008") / usual).isEqualTo(1, within(0.05));
        assertThat(likelihood(roster, "31122008") / usual).isEqualTo(0.045 / 0.33 * 0.25 / 0.75, within(0.01));
        assertThat(likelihood(roster, "71032008") / usual).isLessThan(0.01);
        assertThat(likelihood(roster, "12732008") / usual).isLessThan(0.01);
    }

    @Test
    void areAnyDayOfTheYearWhereBoxesAreLeftEmptyToo() {
        List<LocalDate> roster = List.of(LocalDate.of(2008, 3, 12));
        double third = likelihood(roster, "3 4 2008");

        assertThat(likelihood(roster, "9 7 2008") / third).isEqualTo(1, within(0.05));
        assertThat(likelihood(roster, " 3 42008") / third).isEqualTo(1, within(0.05));
        // a zero that is written makes it any two digits
        assertThat(likelihood(roster, "2904  08") / likelihood(roster, "2312  08"))
                .isEqualTo(0.75 / 0.25, within(0.2));
        assertThat(likelihood(roster, "7904  08")).isLessThan(likelihood(roster, "2904  08") / 50);
    }
}
