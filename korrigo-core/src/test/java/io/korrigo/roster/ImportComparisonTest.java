package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportComparisonTest {
    private static final LocalDate BORN = LocalDate.of(2010, 2, 26);

    private static RosterRow row(int number, String lastName) {
        return new RosterRow(number + 1, number, Student.of("row-" + number, lastName, "Victor", BORN));
    }

    @Test
    void decidesTheSameAgainThoughEachKnownStudentIsMatchedOnce() {
        ImportComparison comparison = new ImportComparison(List.of(Student.of("s1", "Hugo", "Victor", BORN)));
        List<RosterRow> rows = List.of(row(1, "HUGO"), row(2, "Hugo"), row(3, "Sand"));
        rows.forEach(comparison::notice);
        List<ImportStep> first = rows.stream().map(comparison::decide).toList();

        comparison.decideAgain();

        assertThat(rows.stream().map(comparison::decide).toList()).isEqualTo(first);
        assertThat(first.get(0)).isInstanceOf(StudentUpdate.class);
        assertThat(first.get(1)).isInstanceOf(RejectedRow.class);
        assertThat(first.get(2)).isInstanceOf(RosterRow.class);
    }
}
