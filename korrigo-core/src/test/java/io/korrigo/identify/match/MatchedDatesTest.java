package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.Readings;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a pupil may write a birth date. */
class MatchedDatesTest {
    private final StudentMatcher ofTwo = new StudentMatcher(List.of(
            Student.of("1", "Lefèvre", "Zoé", LocalDate.of(2007, 11, 1)),
            Student.of("2", "Moreau", "Léa", LocalDate.of(2008, 5, 15)),
            Student.of("3", "Gaiteau", "Tom", LocalDate.of(2008, 4, 3)),
            Student.of("4", "Roux", "Ulysse", LocalDate.of(2007, 4, 25))));

    private Optional<String> born(String last, String first, String date) {
        return ofTwo.match(Readings.clear(last, first, date)).student().map(Student::id);
    }

    @Test
    void readsSevensAsOnesWhereTheDateCantBeOneElse() {
        assertThat(born("LEFEVRE", "ZOE", "07772007")).contains("1");
        assertThat(born("MOREAU", "LEA", "75052008")).contains("2");
    }

    @Test
    void readsSevensAsSevensWhereTheDateIsOne() {
        assertThat(born("LEFEVRE", "ZOE", "07072007")).isEmpty();
    }

    @Test
    void takesDatesThatLeaveBoxesEmpty() {
        assertThat(born("GAITEAU", "TOM", "3 4 2008")).contains("3");
        assertThat(born("GAITEAU", "TOM", " 3 42008")).contains("3");
        assertThat(born("GAITEAU", "TOM", "3 4 08  ")).contains("3");
        assertThat(born("GAITEAU", "TOM", "0304  08")).contains("3");
        assertThat(born("GAITEAU", "TOM", "8 4 08  ")).isEmpty();
    }

    @Test
    void takesTheMonthFirstWhereTheDayCantBeAMonth() {
        assertThat(born("ROUX", "ULYSSE", "04252007")).contains("4");
        assertThat(born("GAITEAU", "TOM", "04032008")).isEmpty();
    }
}
