package io.korrigo.identify.match;

import static io.korrigo.identify.match.MatchedClass.MATCHER;
import static io.korrigo.identify.match.MatchedClass.ROSTER;
import static io.korrigo.identify.match.MatchedClass.review;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Readings;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudentMatcherTest {
    @Test
    void namesFiveCandidatesAtMostBestFirst() {
        Identification answer = MATCHER.match(Readings.of("MOREAU", "LE?", "2106200?"));

        assertThat(answer.candidates()).hasSizeBetween(2, 5);
        assertThat(answer.candidates()).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
    }

    @Test
    void saysHowWellEachRowAgrees() {
        Candidate best = MATCHER.match(Readings.of("LEFEVRE", "ZOE", "12032008"))
                .candidates()
                .get(0);

        assertThat(best.agreement().lastName()).isGreaterThan(0.9);
        assertThat(best.agreement().firstName()).isGreaterThan(0.9);
        assertThat(best.agreement().birthDate()).isGreaterThan(0.9);
        Candidate other = review("LEFEVRE", "SIMON", "12032008").candidates().get(0);
        assertThat(other.agreement().firstName()).isLessThan(0.5);
        Candidate missing = MATCHER.match(Readings.of("LEFEVRE", null, "12032008"))
                .candidates()
                .get(0);
        assertThat(missing.agreement().firstName()).isEqualTo(0.5);
    }

    @Test
    void givesReasonsWithoutNames() {
        for (String first : List.of("SIMON", "ZOE", "LEA", "")) {
            String reason =
                    MATCHER.match(Readings.of("LEFEVRE", first, "12032008")).reason();

            assertThat(reason).endsWith(".").doesNotContainIgnoringCase("lef").doesNotContainIgnoringCase("zo");
        }
    }

    @Test
    void refusesARosterWithARepeatedId() {
        Student student = Student.of("7", "Roux", "Hugo", null);

        assertThatThrownBy(() -> new StudentMatcher(List.of(student, student)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id 7");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> new StudentMatcher(ROSTER, Math.nextDown(0.5), 0.02))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StudentMatcher(ROSTER, Math.nextUp(1.0), 0.02))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StudentMatcher(ROSTER, 0.999, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StudentMatcher(ROSTER, 0.999, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StudentMatcher(ROSTER, 0.999, 0.02, -Double.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StudentMatcher(ROSTER, 0.999, 0.02, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNumbersUpToTheEndsOfTheirRanges() {
        assertThat(new StudentMatcher(ROSTER, 0.5, Double.MIN_VALUE, 0).threshold())
                .isEqualTo(0.5);
        assertThat(new StudentMatcher(ROSTER, 1, Math.nextDown(1.0)).threshold())
                .isOne();
        assertThat(new StudentMatcher(ROSTER, 0.9, 0.25).outsiderPrior()).isEqualTo(0.25);
        assertThat(MATCHER.threshold()).isEqualTo(0.999);
        assertThat(MATCHER.outsiderPrior()).isEqualTo(0.02);
        assertThat(MATCHER.rosterSize()).isEqualTo(ROSTER.size());
    }
}
