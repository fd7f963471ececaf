package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.identify.match.Differences.Place;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContradictionTest {
    private static Differences differences(double... odds) {
        return new Differences(
                Arrays.stream(odds).mapToObj(each -> new Place(0, 3, 4, each)).toList());
    }

    @Test
    void sumsWhatAllRowsSay() {
        Contradiction all = new Contradiction(differences(10), Differences.NONE, differences(10));

        assertThat(all.weight()).isCloseTo(7 + 10, within(1e-9));
    }

    @Test
    void countsALetterThatAHandWritesSoInBothNamesOnce() {
        Differences same = new Differences(java.util.List.of(new Place(2, 4, 0, 10)));
        Differences other = new Differences(java.util.List.of(new Place(2, 5, 0, 10)));

        assertThat(new Contradiction(same, same, Differences.NONE).weight()).isCloseTo(7, within(1e-9));
        assertThat(new Contradiction(same, other, Differences.NONE).weight()).isCloseTo(17, within(1e-9));
    }

    @Test
    void countsOnlyWhatIsClearWhenItIsTold() {
        assertThat(new Contradiction(Differences.NONE, differences(2.9, 3.1), Differences.NONE).reason())
                .isEqualTo("The first name differs in one letter that is clearly read.");
        assertThat(new Contradiction(differences(2.9, 2.9), differences(2.9, 2.9), Differences.NONE).reason())
                .isEqualTo("Too many letters and digits, none of them clearly read, differ from the student's.");
    }

    @Test
    void namesEachFieldWithItsCount() {
        assertThat(new Contradiction(differences(9), differences(9, 9), differences(9)).reason())
                .isEqualTo(
                        "The family name differs in one letter, the first name in two letters and the birth date in one"
                                + " digit that are clearly read.");
    }

    @Test
    void isCertainFromTwoClearPlacesOn() {
        assertThat(new Contradiction(Differences.NONE, differences(3.1, 2.9), Differences.NONE).certain())
                .isFalse();
        assertThat(new Contradiction(Differences.NONE, differences(3.1, 3.1), Differences.NONE).certain())
                .isTrue();
        assertThat(new Contradiction(Differences.NONE, differences(3.1), differences(3.1)).certain())
                .isTrue();
    }

    @Test
    void saysWhatWasBorne() {
        assertThat(new Contradiction(Differences.NONE, Differences.NONE, Differences.NONE).exception())
                .isEmpty();
        assertThat(new Contradiction(differences(4), differences(4), Differences.NONE).exception())
                .isEqualTo("one letter of the family name and one letter of the first name are clearly read as others");
    }
}
