package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.testkit.pages.NameOrigin;
import io.korrigo.testkit.pages.PageCase;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.util.List;
import java.util.Optional;

/**
 * What became of one page with one roster.
 *
 * @param number of the page, from 1
 * @param roster how many students it holds
 * @param unobjected whether the likeliest student would be identified if the threshold asked for no more than the
 *     probability that they have
 */
record PageResult(
        int number, PageCase page, PageRead read, int roster, Identification identification, boolean unobjected) {
    /** The same page with another answer. */
    PageResult answered(Identification other) {
        return new PageResult(number, page, read, roster, other, unobjected);
    }

    /** Where the names of the writer, or of whom the writer resembles, come from; empty for an ordinary roster's. */
    Optional<String> origin() {
        return Optional.ofNullable(page.resembled())
                .map(Student::group)
                .filter(group -> NameOrigin.all().stream()
                        .anyMatch(origin -> origin.name().equals(group)));
    }

    boolean identified() {
        return identification.decision() == Decision.IDENTIFIED;
    }

    List<RowScore> rows() {
        return read.rows();
    }

    /** Identified with the student who wrote it. */
    boolean right() {
        return identified() && rank() == 1;
    }

    /** Identified with anybody else. */
    boolean wrong() {
        return identified() && !right();
    }

    /** Place of the writer among the candidates, from 1; 0 when they are not there. */
    int rank() {
        for (int i = 0; i < identification.candidates().size(); i++) {
            if (identification.candidates().get(i).student().equals(page.student())) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Whether the writer is among the candidates. */
    boolean amongCandidates() {
        return rank() > 0;
    }

    /** Whether somebody should look at the page: a wrong answer, or none where one was due. */
    boolean failed() {
        return wrong() || page.kind().expectation() == Expectation.IDENTIFY && !right();
    }
}
