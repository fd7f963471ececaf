package io.korrigo.bench.identify;

import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.testkit.pages.PageCase;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.util.List;

/**
 * What became of one page.
 *
 * @param number of the page, from 1
 * @param rows one score for each row drawn
 * @param millis reading and matching
 */
record PageResult(int number, PageCase page, Identification identification, List<RowScore> rows, double millis) {
    boolean identified() {
        return identification.decision() == Decision.IDENTIFIED;
    }

    /** Identified with the student who wrote it. */
    boolean right() {
        return identified()
                && page.student() != null
                && identification.student().filter(page.student()::equals).isPresent();
    }

    /** Identified with anybody else. */
    boolean wrong() {
        return identified() && !right();
    }

    /** Whether the writer is among the candidates. */
    boolean amongCandidates() {
        return page.student() != null
                && identification.candidates().stream()
                        .anyMatch(c -> c.student().equals(page.student()));
    }

    /** Whether somebody should look at the page: a wrong answer, or none where one was due. */
    boolean failed() {
        return wrong() || page.kind().expectation() == Expectation.IDENTIFY && !right();
    }
}
