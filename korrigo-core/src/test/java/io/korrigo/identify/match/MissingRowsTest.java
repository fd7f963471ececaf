package io.korrigo.identify.match;

import static io.korrigo.identify.match.MatchedClass.MATCHER;
import static io.korrigo.identify.match.MatchedClass.identified;
import static io.korrigo.identify.match.MatchedClass.review;
import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Readings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that were not found, not written or can't be read. */
class MissingRowsTest {
    @Test
    void neverIdentifiesWithoutTheBirthDate() {
        assertThat(review("DOS SANTOS", "JEAN LUC", null).reason()).contains("birth date");
        assertThat(review("DOS SANTOS", "JEAN LUC", "").reason()).contains("birth date");
        assertThat(review("REY", "NOA", "01012008").reason()).isNotEmpty();
    }

    @Test
    void neverIdentifiesByTheBirthDateAlone() {
        assertThat(identified(null, null, "30112007")).isEmpty();
        assertThat(identified("", "", "30112007")).isEmpty();
        assertThat(identified("??????", "????", "30112007")).isEmpty();
    }

    @Test
    void identifiesWithoutOneOfTheNames() {
        assertThat(identified("DOS SANTOS", null, "30112007")).contains("2");
        assertThat(identified(null, "JEAN LUC", "30112007")).contains("2");
        assertThat(identified("JEAN LUC", null, "30112007")).contains("2");
    }

    @Test
    void leavesOutARowThatHoldsTheOtherKindOfSigns() {
        assertThat(identified("DOS SANTOS", "289390724", "30112007")).contains("2");
        assertThat(identified("DOS SANTOS", "JEAN LUC", "SANTOSAB")).isEmpty();
    }

    @Test
    void callsAPageWithoutRowsUnreadable() {
        Identification answer = MATCHER.match(new HeaderReading(List.of(), 0, "by hand"));

        assertThat(answer.decision()).isEqualTo(Decision.UNREADABLE);
        assertThat(answer.candidates()).isEmpty();
    }

    @Test
    void callsAnEmptyAndAnIllegibleHeaderUnreadable() {
        assertThat(MATCHER.match(Readings.of("", "", "")).decision()).isEqualTo(Decision.UNREADABLE);
        assertThat(MATCHER.match(Readings.of("????????", "?????", "????????")).decision())
                .isEqualTo(Decision.UNREADABLE);
    }

    @Test
    void identifiesNobodyOnAnEmptyRoster() {
        Identification answer = new StudentMatcher(List.of()).match(Readings.of("LY", "MAI", "10102008"));

        assertThat(answer.decision()).isEqualTo(Decision.REVIEW);
    }
}
