package io.korrigo.identify.match;

import static io.korrigo.identify.match.MatchedClass.MATCHER;
import static io.korrigo.identify.match.MatchedClass.identified;
import static io.korrigo.identify.match.MatchedClass.review;
import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.Identification;
import io.korrigo.identify.Readings;
import org.junit.jupiter.api.Test;

/** Students of the roster who resemble each other. */
class LookAlikeStudentsTest {
    @Test
    void tellsTwinsApartByTheFirstName() {
        assertThat(identified("LY", "MAI", "10102008")).contains("16");
        assertThat(identified("LY", "BAO", "10102008")).contains("17");
    }

    @Test
    void leavesTwinsToTheDeskWhenTheFirstNameIsDoubtful() {
        assertThat(review("MOREAU", "LE?", "21062007").reason()).contains("first name");
        assertThat(identified("MOREAU", null, "21062007")).isEmpty();
    }

    @Test
    void tellsNamesakesApartByTheDate() {
        assertThat(identified("GONCALVES", "LOIC", "09022008")).contains("7");
        assertThat(identified("GONCALVES", "LOIC", "14122007")).contains("8");
        assertThat(review("GONCALVES", "LOIC", null).candidates()).hasSizeGreaterThan(1);
    }

    @Test
    void leavesNamesakesWithOneDateToTheDesk() {
        assertThat(review("ROUX", "HUGO", "07072008").reason()).contains("Two students");
    }

    @Test
    void ranksTwinsByTheOneLetterThatDiffers() {
        Identification answer = MATCHER.match(Readings.of("MOREAU", "LEO", "21062007"));

        assertThat(answer.candidates().get(0).student().id()).isEqualTo("6");
        assertThat(answer.probability()).isGreaterThan(0.99);
    }
}
