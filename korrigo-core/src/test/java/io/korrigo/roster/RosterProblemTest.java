package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.roster.RosterProblem.Code;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RosterProblemTest {
    @ParameterizedTest
    @EnumSource(Code.class)
    void isSaidInFrenchToWhoReadsFrench(Code code) {
        assertThat(code.said(Locale.CANADA_FRENCH, "no name")).isNotBlank().isNotEqualTo("no name");
    }

    @Test
    void namesTheEarliestYearInFrenchToo() {
        assertThat(Code.DATE_OUT_OF_RANGE.said(Locale.FRENCH, "")).contains("avant " + BirthDate.EARLIEST.getYear());
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void isItsMessageInAllOtherLanguages(Code code) {
        assertThat(code.said(Locale.GERMAN, "no name")).isEqualTo("no name");
    }
}
