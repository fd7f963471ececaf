package io.korrigo.tasks;

import io.korrigo.roster.ImportStep;
import io.korrigo.roster.RejectedRow;
import io.korrigo.roster.RosterRemark;
import io.korrigo.roster.StudentUpdate;
import io.korrigo.tasks.ImportStudents.Problem;
import java.util.ArrayList;
import java.util.List;

/** Counts what the steps of an import come to, and keeps the first problems. */
final class ImportTally {
    private static final int SHOWN_ERRORS = 10;

    private final List<Problem> errors = new ArrayList<>();
    private int created;
    private int updated;
    private int unchanged;
    private int skipped;
    private int totalErrors;

    /** Rows with problems. */
    int skipped() {
        return skipped;
    }

    /** @throws java.util.NoSuchElementException where no row has one */
    Problem firstProblem() {
        return errors.iterator().next();
    }

    void count(ImportStep step) {
        if (step instanceof RejectedRow rejected) {
            skipped++;
            totalErrors += rejected.problems().size();
            rejected.problems().stream()
                    .limit(SHOWN_ERRORS - errors.size())
                    .map(Problem::of)
                    .forEach(errors::add);
        } else if (step instanceof StudentUpdate update) {
            updated += update.changes().isEmpty() ? 0 : 1;
            unchanged += update.changes().isEmpty() ? 1 : 0;
        } else {
            created++;
        }
    }

    ImportSummary summary(int missing, int leftOut, List<RosterRemark> remarks) {
        List<String> said = remarks.stream().map(RosterRemark::message).toList();
        return new ImportSummary(created, updated, unchanged, skipped, missing, errors, totalErrors, leftOut, said);
    }
}
