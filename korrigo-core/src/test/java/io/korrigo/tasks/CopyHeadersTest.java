package io.korrigo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.tasks.CopyHeaders.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyHeadersTest {
    private static final Answer SURE = answer(Decision.IDENTIFIED, 0, candidate("s1", 0.9999));
    private static final Answer BLANK =
            new Answer(new Identification(Decision.UNREADABLE, List.of(), 0, "The header was left empty."), null);

    private static Candidate candidate(String id, double probability) {
        return new Candidate(Student.of(id, "ROUX", "Zoé", null), probability, 0.5, 0.5, 0.5);
    }

    private static Answer answer(Decision decision, double stranger, Candidate... candidates) {
        return new Answer(new Identification(decision, List.of(candidates), stranger, "because"), Map.of());
    }

    @Test
    void keepsAnAnswerThatTheOtherBookletsHeaderSupports() {
        Answer without = answer(Decision.REVIEW, 0.002, candidate("s1", 0.99), candidate("s2", 0.008));

        assertThat(CopyHeaders.join(List.of(without, SURE))).isEqualTo(SURE);
        assertThat(CopyHeaders.join(List.of(SURE, SURE))).isEqualTo(SURE);
    }

    @Test
    void keepsAnAnswerBesideAHeaderThatWasLeftEmpty() {
        assertThat(CopyHeaders.join(List.of(BLANK, SURE))).isEqualTo(SURE);
    }

    @Test
    void reviewsACopyWhoseHeadersNameTwoStudents() {
        assertReviewed(answer(Decision.IDENTIFIED, 0, candidate("s2", 0.9995)));
    }

    @Test
    void reviewsACopyWithAStrangersSheet() {
        assertReviewed(answer(Decision.REVIEW, 1));
        assertReviewed(answer(Decision.REVIEW, 0.9, candidate("s1", 0.1)));
    }

    @Test
    void reviewsACopyWhoseOtherSheetHesitatesBetweenOtherStudents() {
        assertReviewed(answer(Decision.REVIEW, 0.02, candidate("s2", 0.49), candidate("s3", 0.49)));
    }

    private static void assertReviewed(Answer other) {
        for (List<Answer> answers : List.of(List.of(SURE, other), List.of(other, SURE))) {
            Identification joined = CopyHeaders.join(answers).identification();

            assertThat(joined.decision()).isEqualTo(Decision.REVIEW);
            assertThat(joined.student()).isEmpty();
        }
    }
}
