package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.identify.Difference;
import io.korrigo.identify.Difference.Kind;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.match.Differences.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContradictionTest {
    private static Differences differences(double... odds) {
        return new Differences(
                IntStream.range(0, odds.length)
                        .mapToObj(i -> new Place(0, 3, 4 + i, odds[i]))
                        .toList(),
                0);
    }

    private static Contradiction ofFirstName(Differences firstName) {
        return new Contradiction(Differences.NONE, firstName, Differences.NONE);
    }

    @Test
    void sumsWhatAllRowsSay() {
        Contradiction all = new Contradiction(differences(10), Differences.NONE, differences(10));

        assertThat(all.weight()).isCloseTo(7 + 10, within(1e-9));
    }

    private static Differences misread(int read, int due, double... odds) {
        List<Place> places = new ArrayList<>();
        for (double each : odds) {
            places.add(new Place(places.size(), read, due, each));
        }
        return new Differences(places, 0);
    }

    @Test
    void countsALetterThatAHandWritesSoInBothNamesOnce() {
        Differences same = misread('E', 'A', 10);

        assertThat(new Contradiction(same, same, Differences.NONE).weight()).isCloseTo(7, within(1e-9));
    }

    @Test
    void countsALetterThatIsMisreadOnceMoreByHalf() {
        Differences kForR = misread('K', 'R', 10);

        assertThat(new Contradiction(misread('X', 'R', 10), kForR, Differences.NONE).weight())
                .isCloseTo(7 + 5, within(1e-9));
        assertThat(new Contradiction(misread('X', 'S', 10), kForR, Differences.NONE).weight())
                .isCloseTo(7 + 10, within(1e-9));
        assertThat(ofFirstName(new Differences(List.of(new Place(3, 'W', 'N', 4), new Place(5, 'V', 'N', 6)), 0))
                        .weight())
                .isCloseTo(6 + 2, within(1e-9));
    }

    @Test
    void countsALetterThatIsReadAsTheSameOnceMoreInItsRowOnce() {
        assertThat(ofFirstName(misread('W', 'N', 4, 6, 6)).weight()).isCloseTo(6, within(1e-9));
        assertThat(new Contradiction(Differences.NONE, Differences.NONE, misread(5, 9, 4, 3)).weight())
                .isCloseTo(4, within(1e-9));
        assertThat(new Contradiction(misread('W', 'N', 4, 6), Differences.NONE, Differences.NONE).weight())
                .isCloseTo(0.7 * 6, within(1e-9));
    }

    private static Differences oneTooMany(int box, double odds) {
        return new Differences(List.of(new Place(box, 'S', -1, odds)), 0);
    }

    @Test
    void countsALetterTooManyBeforeBothNamesOnce() {
        Contradiction rowsFromABoxTooEarly = new Contradiction(oneTooMany(0, 9), oneTooMany(0, 5), Differences.NONE);

        assertThat(rowsFromABoxTooEarly.weight()).isCloseTo(0.7 * 9, within(1e-9));
        assertThat(rowsFromABoxTooEarly.certain()).isFalse();
    }

    @Test
    void countsALetterTooManyInFullWhereOneNameHasItOrInAnotherBox() {
        Contradiction inside = new Contradiction(oneTooMany(0, 9), oneTooMany(1, 5), Differences.NONE);

        assertThat(ofFirstName(oneTooMany(0, 5)).weight()).isCloseTo(5, within(1e-9));
        assertThat(inside.weight()).isCloseTo(0.7 * 9 + 5, within(1e-9));
        assertThat(inside.certain()).isTrue();
    }

    @Test
    void tellsHowMuchLessItWeighsBecauseItIsOneHand() {
        assertThat(ofFirstName(misread('W', 'N', 4, 6)).ofOneHand()).isCloseTo(4, within(1e-9));
        assertThat(new Contradiction(misread('X', 'R', 10), misread('K', 'R', 10), Differences.NONE).ofOneHand())
                .isCloseTo(5, within(1e-9));
        assertThat(new Contradiction(misread('W', 'N', 4, 6), Differences.NONE, misread(5, 9, 4, 3)).ofOneHand())
                .isCloseTo(4 + 3, within(1e-9));
        assertThat(ofFirstName(differences(4, 6)).ofOneHand()).isZero();
    }

    @Test
    void countsLettersTooManyAndLackingOnesInFullHoweverOften() {
        assertThat(ofFirstName(misread('N', -1, 4, 4)).weight()).isCloseTo(8, within(1e-9));
        assertThat(ofFirstName(misread(-1, 'N', 4, 4)).weight()).isCloseTo(8, within(1e-9));
        assertThat(ofFirstName(misread(-1, 'N', 4, 4)).certain()).isTrue();
    }

    @Test
    void isNotCertainByOneLetterThatIsMisreadTwice() {
        assertThat(ofFirstName(misread('W', 'N', 9, 9)).certain()).isFalse();
        assertThat(new Contradiction(misread('X', 'R', 9), misread('K', 'R', 9), Differences.NONE).certain())
                .isFalse();
        assertThat(new Contradiction(misread('X', 'R', 9), misread('K', 'S', 9), Differences.NONE).certain())
                .isTrue();
        assertThat(new Contradiction(Differences.NONE, misread('W', 5, 9), misread(7, 5, 9)).certain())
                .isTrue();
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
        assertThat(ofFirstName(new Differences(List.of(new Place(1, 4, -1, 9), new Place(3, -1, 4, 9)), 0))
                        .differences(false))
                .extracting(Difference::kind)
                .containsExactly(Kind.MORE, Kind.LACKING);
    }

    @Test
    void tellsNoDashInABoxThatMayBeLeftEmpty() {
        assertThat(ofFirstName(new Differences(List.of(new Place(4, 8, Alphabet.GAP, 1)), 0))
                        .differences(false))
                .isEmpty();
    }

    private static Differences oneLetter(double likeness) {
        return new Differences(List.of(new Place(3, 'U', 'R', 10)), likeness);
    }

    @Test
    void countsOneLetterByHalfWithWhichWhatIsWrittenIsHardlyAName() {
        double hardly = -Math.log(20);

        assertThat(ofFirstName(oneLetter(hardly)).weight()).isCloseTo(5, within(1e-9));
        assertThat(ofFirstName(oneLetter(Math.nextUp(hardly))).weight()).isCloseTo(10, within(1e-9));
    }

    @Test
    void countsItInFullWhereSomethingElseDiffers() {
        double nothing = Math.nextDown(1.0);

        assertThat(new Contradiction(Differences.NONE, oneLetter(-5), differences(nothing)).weight())
                .isCloseTo(5 + nothing, within(1e-9));
        assertThat(new Contradiction(Differences.NONE, oneLetter(-5), differences(1)).weight())
                .isCloseTo(10 + 1, within(1e-9));
        assertThat(new Contradiction(oneLetter(-5), Differences.NONE, Differences.NONE).weight())
                .isCloseTo(0.7 * 10, within(1e-9));
    }

    @Test
    void tellsWhatWasDueInEachPlaceThatItTells() {
        Differences first = new Differences(
                List.of(new Place(1, 4, -1, 9), new Place(3, -1, 4, 9), new Place(4, 8, Alphabet.GAP, 1)), 0);
        Contradiction all =
                new Contradiction(new Differences(List.of(new Place(0, 20, 17, 9)), 0), first, differences(9));

        assertThat(all.due(false)).isEqualTo("R E4").hasSameSizeAs(all.differences(false));
        assertThat(all.due(true)).isEqualTo(" ER4").hasSameSizeAs(all.differences(true));
    }
}
