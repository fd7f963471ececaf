package io.korrigo.identify.match;

import static io.korrigo.identify.match.MatchedClass.identified;
import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.Readings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a pupil may spell the student's names. */
class MatchedSpellingsTest {
    @Test
    void takesNamesWithoutAccents() {
        assertThat(identified("LEFEVRE", "ZOE", "12032008")).contains("1");
    }

    @Test
    void takesHyphensAndSpacesAsABoxOrAsNothing() {
        assertThat(identified("DOS SANTOS", "JEAN LUC", "30112007")).contains("2");
        assertThat(identified("DOSSANTOS", "JEANLUC", "30112007")).contains("2");
        assertThat(identified("DOS SANTOS", "JEANTLUC", "30112007")).contains("2");
    }

    @Test
    void takesAnApostropheAsABoxOrAsNothing() {
        assertThat(identified("N DIAYE", "AWA", "12032008")).contains("3");
        assertThat(identified("NDIAYE", "AWA", "12032008")).contains("3");
        assertThat(identified("NIDIAYE", "AWA MARIE", "12032008")).contains("3");
    }

    @Test
    void writesLigaturesAsTwoLetters() {
        assertThat(identified("COEUR STRAUSS", "LUCJA", "05012006")).contains("4");
    }

    @Test
    void takesTheUsageNameAfterTheFamilyNameOrInsteadOfIt() {
        assertThat(identified("PETIT", "INES", "02092008")).contains("9");
        assertThat(identified("PETIT LAMBERT", "INES", "02092008")).contains("9");
        assertThat(identified("LAMBERT", "INES", "02092008")).contains("9");
    }

    @Test
    void takesFurtherNamesThatTheRosterLacks() {
        assertThat(identified("LEFEVRE DUBOIS", "ZOE", "12032008")).contains("1");
        assertThat(identified("LEFEVRE", "ZOE MARIE", "12032008")).contains("1");
        assertThat(identified("MARTINEAU", "THOMAS", "23082007")).isEmpty();
    }

    @Test
    void takesANameThatIsCutAtTheEndOfTheRow() {
        String cut = "WISNIEWSKA DELACOURTILLE".substring(0, Readings.BOXES);

        assertThat(identified(cut, "MARIE HORTENSIA", "04042007")).contains("12");
    }

    @Test
    void takesNamesThatStandInEachOthersRow() {
        assertThat(identified("ZOE", "LEFEVRE", "12032008")).contains("1");
        assertThat(identified("MARTIN", "THOMAS", "23082007")).contains("11");
        assertThat(identified("MARTIN", "THOMAS", "17052008")).isNotEqualTo(Optional.of("11"));
    }
}
