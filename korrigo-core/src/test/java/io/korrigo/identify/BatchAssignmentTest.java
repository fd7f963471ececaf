package io.korrigo.identify;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.Identification.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchAssignmentTest {
    private static Identification answer(Decision decision, String id) {
        Candidate candidate = new Candidate(Student.of(id, "Petit", "Ève", null), 0.9995, 1, 1, 1);
        return new Identification(decision, List.of(candidate), 0.0001, "As it was.");
    }

    @Test
    void sendsAllCopiesThatClaimOneStudentToTheDesk() {
        List<Identification> resolved = new BatchAssignment()
                .resolve(List.of(
                        answer(Decision.IDENTIFIED, "1"),
                        answer(Decision.IDENTIFIED, "2"),
                        answer(Decision.IDENTIFIED, "1")));

        assertThat(resolved)
                .extracting(Identification::decision)
                .containsExactly(Decision.REVIEW, Decision.IDENTIFIED, Decision.REVIEW);
        assertThat(resolved.get(0).reason()).startsWith("2 copies").doesNotContain("Petit");
        assertThat(resolved.get(0).candidates()).hasSize(1);
    }

    @Test
    void leavesOtherAnswersAsTheyAre() {
        List<Identification> copies = List.of(
                answer(Decision.IDENTIFIED, "1"), answer(Decision.REVIEW, "1"), answer(Decision.IDENTIFIED, "2"));

        assertThat(new BatchAssignment().resolve(copies)).isEqualTo(copies);
    }
}
