package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateOrderTest {

    @ParameterizedTest
    @ValueSource(strings = {"04/13/2008", "4/13/08", "04-13-2008", "04.13.2008", "4/13/2008 00:00"})
    void refusesAFileWhoseDatesOnlyFitMonthDayYear(String date) {
        assertThatThrownBy(() -> read("03/04/2008", date, "05/06/2008"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Roster line 3, column \"Né(e) le\"")
                .hasMessageContaining("month/day/year");
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2008", "2008-13-04", "13/13/2008", "00/13/2008", "39417", "04/32/2008"})
    void reportsAFaultThatSaysNothingAboutTheOrder(String date) {
        assertThat(read("03/04/2008", date).dataRows()).isEqualTo(2);
    }

    @Test
    void takesOneOfManyForASlip() {
        String[] dates = {"04/13/2008", "13/05/2008"};

        assertThat(Rosters.faults(read(dates))).containsExactly("2 Né(e) le DATE_IMPOSSIBLE");
    }

    @Test
    void refusesElevenThatAreNoSlipBesideOne() {
        List<String> dates = new ArrayList<>(List.of("13/05/2008"));
        for (int day = 14; day < 24; day++) {
            dates.add("04/" + day + "/2008");
        }
        assertThat(read(dates.toArray(String[]::new)).rejected()).hasSize(10);
        dates.add("04/24/2008");

        assertThatThrownBy(() -> read(dates.toArray(String[]::new)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("month/day/year");
    }

    private static RosterReading read(String... dates) {
        List<String> lines = new ArrayList<>(List.of("Nom;Prénom;Né(e) le"));
        for (String date : dates) {
            lines.add("MARTI" + "I".repeat(lines.size()) + ";Léa;" + date);
        }
        return Rosters.read(lines.toArray(String[]::new));
    }
}
