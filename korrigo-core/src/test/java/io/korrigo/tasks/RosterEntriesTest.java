package io.korrigo.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Student;
import io.korrigo.roster.RosterDialect;
import io.korrigo.roster.RosterEntry;
import io.korrigo.roster.RosterFormat;
import io.korrigo.roster.RosterRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RosterEntriesTest {
    private static final RosterFormat FORMAT = new RosterFormat(
            RosterFormat.Container.CSV,
            RosterDialect.OTHER,
            StandardCharsets.UTF_8,
            false,
            ';',
            List.of(),
            1,
            List.of(),
            List.of(),
            List.of());

    private int opened;

    private RosterFormat threeRows(Consumer<RosterEntry> consumer) {
        opened++;
        for (int row = 1; row <= 3; row++) {
            Student student = Student.of("row-" + row, "Hugo", "Victor", LocalDate.of(2010, 2, row));
            consumer.accept(new RosterRow(row + 1, row, student));
        }
        return FORMAT;
    }

    private static List<Integer> rows(RosterEntries entries) throws IOException {
        List<Integer> rows = new ArrayList<>();
        assertThat(entries.forEach(entry -> rows.add(((RosterRow) entry).rowNumber())))
                .isSameAs(FORMAT);
        return rows;
    }

    @Test
    void opensAFileOnceAsLongAsItsRowsAreHeld() throws IOException {
        RosterEntries entries = new RosterEntries(this::threeRows, 3);

        assertThat(rows(entries)).containsExactly(1, 2, 3);
        assertThat(rows(entries)).containsExactly(1, 2, 3);
        assertThat(rows(entries)).containsExactly(1, 2, 3);
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void opensAFileWithOneRowMoreForEachPass() throws IOException {
        RosterEntries entries = new RosterEntries(this::threeRows, 2);

        assertThat(rows(entries)).containsExactly(1, 2, 3);
        assertThat(rows(entries)).containsExactly(1, 2, 3);
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void holdsNothingOfAPassThatFailed() throws IOException {
        RosterEntries entries = new RosterEntries(this::threeRows, 3);
        assertThatThrownBy(() -> entries.forEach(entry -> {
                    throw new InvalidInputException("cancelled");
                }))
                .hasMessage("cancelled");

        assertThat(rows(entries)).containsExactly(1, 2, 3);
        assertThat(opened).isEqualTo(2);
    }
}
