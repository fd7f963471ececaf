package io.korrigo.roster;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A data row that gives no student, or can't be applied.
 *
 * @param line line on which the record starts, from 1
 * @param rowNumber number of the data row, from 1, as in {@link RosterRow}
 * @param problems why; not empty
 * @param mention whom the row seems to be about
 * @param sheet name of the workbook's sheet; null where there are no sheets
 */
public record RejectedRow(
        int line,
        int rowNumber,
        List<RosterProblem> problems,
        Mention mention,
        @Nullable String sheet) implements RosterEntry, ImportStep {

    /** @throws IllegalArgumentException when there is no problem */
    public RejectedRow {
        problems = List.copyOf(problems);
        Objects.requireNonNull(mention, "mention");
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("A rejected row has a problem");
        }
    }
}
