package io.korrigo.roster;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A data row that gives no student, or can't be applied.
 *
 * <p>Whoever a row seems to be about is not missing from the file, even if the row is rejected for a bad e-mail
 * address: the list of missing students is too short rather than too long. Mentions are fingerprints, which keeps
 * names out of logs.
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
