package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.identify.Difference;
import io.korrigo.identify.Difference.Kind;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.match.Differences.Place;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContradictionTest {
    private static Differences differences(double... odds) {
        return new Differences(
                Arrays.stream(odds).mapToObj(each -> new Place(0, 3, 4, each)).toList());
    }

    private static Contradiction ofFirstName(Differences firstName) {
        return new Contradiction(Differences.NONE, firstName, Differences.NONE);
    }

    @Test
    void sumsWhatAllRowsSay() {
        Contradiction all = new Contradiction(differences(10), Differences.NONE, differences(10));

        assertThat(all.weight()).isCloseTo(7 + 10, within(1e-9));
    }

    @Test
    void countsALetterThatAHandWritesSoInBothNamesOnce() {
        Differences same = new Differences(List.of(new Place(2, 4, 0, 10)));
        Differences other = new Differences(List.of(new Place(2, 5, 0, 10)));

        assertThat(new Contradiction(same, same, Differences.NONE).weight()).isCloseTo(7, within(1e-9));
        assertThat(new Contradiction(same, other, Differences.NONE).weight()).isCloseTo(17, within(1e-9));
    }

    @Test
    void isCertainFromTwoClearPlacesOn() {
        double below = Math.nextDown(Differences.CLEAR);

        assertThat(ofFirstName(differences(Differences.CLEAR, below)).certain()).isFalse();
        assertThat(ofFirstName(differences(Differences.CLEAR, Differences.CLEAR))
                        .certain())
                .isTrue();
        assertThat(new Contradiction(Differences.NONE, differences(3), differences(3)).certain())
                .isTrue();
    }

    @Test
    void tellsEachPlaceWithItsFieldAndWhetherItIsClear() {
        double below = Math.nextDown(Differences.CLEAR);

        assertThat(new Contradiction(differences(below), differences(Differences.CLEAR), differences(9))
                        .differences(false))
                .containsExactly(
                        new Difference(HeaderField.LAST_NAME, Kind.OTHER, 1, false),
                        new Difference(HeaderField.FIRST_NAME, Kind.OTHER, 1, true),
                        new Difference(HeaderField.BIRTH_DATE, Kind.OTHER, 1, true));
    }

    @Test
    void tellsInWhichRowsSwappedNamesDiffer() {
        assertThat(ofFirstName(differences(9)).differences(true))
                .containsExactly(new Difference(HeaderField.LAST_NAME, Kind.OTHER, 1, true));
    }

    @Test
    void tellsLettersTooManyAndLackingOnes() {
        int blank = Alphabet.NAMES.blank();

        assertThat(ofFirstName(new Differences(
                                List.of(new Place(1, 4, -1, 9), new Place(3, -1, 4, 9), new Place(5, blank, 4, 9))))
                        .differences(false))
                .extracting(Difference::kind)
                .containsExactly(Kind.MORE, Kind.LACKING, Kind.LACKING);
    }

    @Test
    void tellsNoDashInABoxThatMayBeLeftEmpty() {
        assertThat(ofFirstName(new Differences(List.of(new Place(4, 8, Alphabet.GAP, 1))))
                        .differences(false))
                .isEmpty();
    }
}
