package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.roster.RosterProblem.Code;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BirthDateTest {

    @ParameterizedTest
    @CsvSource({
        "12/03/2008, 2008-03-12",
        "2/3/2008, 2008-03-02",
        "12-03-2008, 2008-03-12",
        "12.03.2008, 2008-03-12",
        "12 03 2008, 2008-03-12",
        "2008-03-12, 2008-03-12",
        "2008/3/2, 2008-03-02",
        "12/03/2008 00:00, 2008-03-12",
        "12/03/2008 0:00:00, 2008-03-12",
        "2008-03-12T00:00:00, 2008-03-12",
        "2008-03-12T00:00:00.000Z, 2008-03-12",
        "12/03/08, 2008-03-12",
        "12/03/26, 2026-03-12",
        "12/03/87, 1987-03-12",
        "39519, 2008-03-12",
        "39519.0, 2008-03-12",
        "29/02/2008, 2008-02-29",
        "23/11/2026, 2026-11-23",
        "01/01/1930, 1930-01-01",
        "20080312, 2008-03-12",
        "12032008, 2008-03-12",
        "20122008, 2008-12-20",
        "19991231, 1999-12-31",
        "12 mars 2008, 2008-03-12",
        "1er août 2008, 2008-08-01",
        "12-févr.-08, 2008-02-12",
        "3-sept.-2008, 2008-09-03",
        "mercredi 12 MARS 2008, 2008-03-12",
    })
    void readsEveryFormThatOfficesWrite(String text, LocalDate expected) {
        assertThat(BirthDate.parse(text, Rosters.TODAY)).isEqualTo(new BirthDate(expected, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/02/2008",
                "29/02/2007",
                "00/01/2008",
                "12/13/2008",
                "2008-13-01",
                "03/25/2008",
                "99999999",
                "30 février 2008"
            })
    void tellsADayThatIsNotInTheCalendar(String text) {
        assertThat(BirthDate.parse(text, Rosters.TODAY).fault()).isEqualTo(Code.DATE_IMPOSSIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"24/11/2026", "31/12/1929", "12/03/27", "01/01/0008", "60000", "10000", "2100-01-01"})
    void tellsADayOnWhichNoStudentWasBorn(String text) {
        assertThat(BirthDate.parse(text, Rosters.TODAY).fault()).isEqualTo(Code.DATE_OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "12/03",
                "12/03/",
                "/03/2008",
                "12//2008",
                "12/03/2008/1",
                "12/03-2008",
                "123/03/2008",
                "12/003/2008",
                "12/03/008",
                "12/03/20080",
                "99999999999/1/2008",
                "2008",
                "120308",
                "-39519",
                "12/03/2008 14:30",
                "12/03/2008 23:00:00",
                "1/1/1 00:00",
                "00:00",
                "T00:00",
                "١٢/٠٣/٢٠٠٨",
                "TG2",
                "12 jui 2008",
                "12 march 2008",
                "12 mars",
                "mars 2008",
                "/",
                "."
            })
    void tellsWhatIsNotADate(String text) {
        assertThat(BirthDate.parse(text, Rosters.TODAY).fault()).isEqualTo(Code.DATE_MALFORMED);
    }

    @Test
    void tellsAnEmptyCellFromAMalformedOne() {
        assertThat(BirthDate.parse("", Rosters.TODAY).fault()).isEqualTo(Code.DATE_EMPTY);
    }
}
