package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Readings;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowComparisonTest {
    private static final int BOXES = 10;

    private static Differences compare(RowReading row, String text, boolean mayGoOn) {
        return new RowComparison(row, Alphabet.NAMES).from(List.of(new Spelling(Spellings.signs(text), 1)), mayGoOn);
    }

    private static Differences written(String boxes, String text) {
        return compare(Readings.clearRow(HeaderField.FIRST_NAME, boxes, BOXES), text, false);
    }

    @Test
    void findsNoDifferenceWhereTheTextStands() {
        assertThat(written("SARAH", "Sarah").places()).isEmpty();
        assertThat(written("JEAN LUC", "Jean-Luc").places()).isEmpty();
        assertThat(written("JEANLUC", "Jean-Luc").places()).isEmpty();
        assertThat(written(" SARAH", "Sarah").places()).isEmpty();
        assertThat(written("SA#RAH", "Sarah").places()).isEmpty();
    }

    @Test
    void countsLettersThatAreOtherMoreOrLess() {
        assertThat(written("SAGAH", "Sarah").clear()).isOne();
        assertThat(written("SOGAH", "Sarah").clear()).isEqualTo(2);
        assertThat(written("SARAHE", "Sarah").clear()).isOne();
        assertThat(written("SARA", "Sarah").clear()).isOne();
        assertThat(written("ARAH", "Sarah").clear()).isOne();
        assertThat(written("SAAH", "Sarah").clear()).isOne();
    }

    @Test
    void countsADoubledLetterLikeAnyOther() {
        assertThat(written("SARRAH", "Sarah").odds()).isGreaterThan(6);
        assertThat(written("BALJEET", "Baljit").clear()).isEqualTo(2);
    }

    @Test
    void takesAnEmptyFirstBoxForALaterStartOrALackingLetter() {
        assertThat(written(" SARAH", "Sarah").places()).isEmpty();
        assertThat(written(" ARAH", "Sarah").odds()).isGreaterThan(9);
    }

    @Test
    void takesAHoleInANameForAFaintLetter() {
        Differences hole = written("SO YEON", "Soyeon");

        assertThat(hole.places()).singleElement().satisfies(place -> {
            assertThat(place.due()).isEqualTo(-1);
            assertThat(place.box()).isEqualTo(2);
        });
        assertThat(hole.clear()).isZero();
        assertThat(written(" SOYEON", "Soyeon").places()).isEmpty();
    }

    @Test
    void takesManyEmptyBoxesForTheEndOfANameWhateverStandsBehindThem() {
        double behindTwo = written("LOU  I", "Lou").odds();
        double behindThree = written("LOU   I", "Lou").odds();

        assertThat(behindTwo - behindThree).isCloseTo(2 * 0.7, within(1e-6));
        assertThat(written("LOU  A", "Loulia").clear())
                .isLessThan(written("LOU   A", "Louliaa").clear());
    }

    /** Odds of differences from "Sarah" where a box holds an E with {@code share}, or else nothing. */
    private static double withE(String boxes, int box, float share) {
        List<CellReading> cells = new ArrayList<>(
                Readings.clearRow(HeaderField.FIRST_NAME, boxes, BOXES).cells());
        float[] signs = cells.get(box).probabilities();
        signs[CellReading.CLASSES.indexOf(CellReading.BLANK)] = 1 - share;
        signs[CellReading.CLASSES.indexOf('E')] = share;
        cells.set(box, new CellReading(cells.get(box).region(), signs));
        return compare(new RowReading(HeaderField.FIRST_NAME, cells), "Sarah", false)
                .odds();
    }

    @Test
    void takesALetterTooManyForChanceOnlyWhereItStandsAlone() {
        double odds = Math.log(0.95 / 0.05);

        assertThat(withE("SARAHE", 5, 0.95f)).isEqualTo(odds, within(0.01));
        assertThat(withE("ESARAH", 0, 0.95f)).isEqualTo(odds, within(0.01));
        assertThat(withE("SARAH   E", 8, 0.95f)).isEqualTo(odds - 2, within(0.01));
        assertThat(withE("SARAH   E", 8, 0.55f)).isZero();
    }

    @Test
    void saysThatNoBoxHoldsWhatAnEmptyOneShould() {
        assertThat(written("SARA", "Sarah").places())
                .singleElement()
                .satisfies(place -> assertThat(place.read()).isEqualTo(-1));
        assertThat(written("SA AH", "Sarah").places())
                .singleElement()
                .satisfies(place -> assertThat(place.read()).isEqualTo(-1));
    }

    @Test
    void saysWhereAndWhatIsReadInsteadOfWhat() {
        Differences.Place place = written("SAGAH", "Sarah").places().get(0);

        assertThat(place.box()).isEqualTo(2);
        assertThat(place.read()).isEqualTo('G' - 'A');
        assertThat(place.due()).isEqualTo('R' - 'A');
    }

    @Test
    void takesAnEmptyBoxInsideForAFaintLetterAndOneAtTheEndForAMissingOne() {
        assertThat(written("SA AH", "Sarah").clear()).isZero();
        assertThat(written("SARA", "Sarah").odds()).isGreaterThanOrEqualTo(9);
    }

    @Test
    void takesALetterThatMayWellBeMeantForNoDifference() {
        List<CellReading> cells = new ArrayList<>(
                Readings.clearRow(HeaderField.FIRST_NAME, "SARAH", BOXES).cells());
        float[] either = cells.get(2).probabilities();
        either[CellReading.CLASSES.indexOf('R')] = 0.5f;
        either[CellReading.CLASSES.indexOf('K')] = 0.5f;
        cells.set(2, new CellReading(cells.get(2).region(), either));

        assertThat(compare(new RowReading(HeaderField.FIRST_NAME, cells), "Sarah", false)
                        .odds())
                .isLessThan(1);
    }

    @Test
    void letsATextBeCutAtTheEndOfAFullRow() {
        assertThat(written("ALEKSANDRI", "Aleksandrina").places()).isEmpty();
        assertThat(written("ALEKSANDR", "Aleksandrina").clear()).isEqualTo(3);
    }

    @Test
    void cutsNoTextThatTheRowCanHold() {
        RowReading full = Readings.clearRow(HeaderField.FIRST_NAME, "SARAX", 5);
        RowReading date = Readings.clearRow(HeaderField.BIRTH_DATE, "01012007", 8);
        Spelling day = new Spelling(Spellings.digits("01012006"), 1);

        assertThat(compare(full, "Sarah", false).odds()).isGreaterThan(8);
        assertThat(compare(full, "Saraxandra", false).places()).isEmpty();
        assertThat(new RowComparison(date, Alphabet.DATES)
                        .from(List.of(day), false)
                        .places())
                .singleElement()
                .satisfies(place -> {
                    assertThat(place.due()).isEqualTo(6);
                    assertThat(place.odds()).isGreaterThan(7);
                });
    }

    @Test
    void countsALetterBesideOthersInFullAndOneThatStandsAloneLikeASpeck() {
        double beside = withLetterIn(5);
        double alone = withLetterIn(7);

        assertThat(beside).isGreaterThan(5);
        assertThat(beside - alone).isCloseTo(2, within(1e-6));
    }

    /** How clearly SARAH differs where one more letter, read with 99 %, stands in the box given. */
    private static double withLetterIn(int box) {
        List<CellReading> cells = new ArrayList<>(
                Readings.clearRow(HeaderField.FIRST_NAME, "SARAH", BOXES).cells());
        cells.set(box, Readings.cell('E', 0.99f));
        return compare(new RowReading(HeaderField.FIRST_NAME, cells), "Sarah", false).places().stream()
                .mapToDouble(Differences.Place::odds)
                .max()
                .orElseThrow();
    }

    @Test
    void takesALetterThatIsPerhapsCrossedOutForALetter() {
        List<CellReading> cells = new ArrayList<>(
                Readings.clearRow(HeaderField.FIRST_NAME, "SARAH", BOXES).cells());
        float[] signs = new float[CellReading.CLASSES.length()];
        signs[CellReading.CLASSES.indexOf('K')] = 0.995f;
        signs[CellReading.CLASSES.indexOf(CellReading.CROSSED_OUT)] = 0.005f;
        cells.set(2, new CellReading(cells.get(2).region(), signs));

        assertThat(compare(new RowReading(HeaderField.FIRST_NAME, cells), "Sarah", false)
                        .odds())
                .isGreaterThan(Math.log(0.995 / 0.005) + 1);
    }

    @Test
    void letsNamesFollowBehindAnEmptyBoxWhereThatIsAllowed() {
        RowReading row = Readings.clearRow(HeaderField.FIRST_NAME, "ZOE MARIE", BOXES);

        assertThat(compare(row, "Zoe", true).places()).isEmpty();
        assertThat(compare(row, "Zoe", false).clear()).isEqualTo(5);
    }

    @Test
    void letsNothingFollowBehindTheFirstNameOfOneWhoHasTwo() {
        RowReading row = Readings.clearRow(HeaderField.FIRST_NAME, "ANNE MARIE", BOXES);
        Spelling anne = new Spelling(Spellings.signs("Anne"), 0.5);
        Spelling both = new Spelling(Spellings.signs("Anne-Sophie"), 0.5);
        Spelling longer = new Spelling(Spellings.signs("Annette"), 0.5);
        RowComparison comparison = new RowComparison(row, Alphabet.NAMES);

        assertThat(comparison.from(List.of(anne, both), true).clear()).isGreaterThan(2);
        assertThat(comparison.from(List.of(anne, longer), true).places()).isEmpty();
        assertThat(comparison
                        .from(List.of(anne, new Spelling(Spellings.signs("Lise-Marie"), 0.5)), true)
                        .places())
                .isEmpty();
    }

    @Test
    void holdsAnEmptyBoxAtTheEndAgainstALetterByHowSurelyItIsEmpty() {
        assertThat(withH(0.95f)).isEqualTo(Math.log(0.95 / 0.05), within(0.05));
        assertThat(withH(0.8f)).isEqualTo(Math.log(0.8 / 0.2), within(0.05));
        assertThat(withH(0.52f)).isLessThan(0.1);
        assertThat(withH(0.9999f)).isEqualTo(10);
    }

    /** Odds of differences from "Sarah" where its last box is empty with {@code share}, or else holds an H. */
    private static double withH(float share) {
        List<CellReading> cells = new ArrayList<>(
                Readings.clearRow(HeaderField.FIRST_NAME, "SARA", BOXES).cells());
        float[] signs = new float[CellReading.CLASSES.length()];
        signs[CellReading.CLASSES.indexOf(CellReading.BLANK)] = share;
        signs[CellReading.CLASSES.indexOf('H')] = 1 - share;
        cells.set(4, new CellReading(cells.get(4).region(), signs));
        return compare(new RowReading(HeaderField.FIRST_NAME, cells), "Sarah", false)
                .odds();
    }

    @Test
    void takesTheSpellingThatTheRowResemblesMost() {
        List<Spelling> both =
                List.of(new Spelling(Spellings.signs("Anne"), 0.9), new Spelling(Spellings.signs("Sophie"), 0.1));
        RowReading row = Readings.clearRow(HeaderField.FIRST_NAME, "SOPHIE", BOXES);

        assertThat(new RowComparison(row, Alphabet.NAMES).from(both, false).places())
                .isEmpty();
    }

    @Test
    void tellsHowMuchLessOfANameOneOtherLetterMakes() {
        assertThat(written("GABUIELA", "Gabriela").likeness()).isLessThan(-Math.log(20));
        assertThat(written("MALIA", "Malik").likeness()).isGreaterThan(-1);
        assertThat(written("GABRIELA", "Gabriela").likeness()).isZero();
    }

    @Test
    void tellsItOfOneLetterOnly() {
        assertThat(written("GABUIEXA", "Gabriela").likeness()).isZero();
        assertThat(written("GABUIEL", "Gabriela").likeness()).isZero();
        assertThat(written("GABUIELAX", "Gabriela").likeness()).isZero();
        assertThat(written("GABUIE A", "Gabriela").likeness()).isZero();
    }

    @Test
    void tellsItNotWhereAnotherLetterMayBeMeantButIsNotRead() {
        List<CellReading> cells = new ArrayList<>(
                Readings.clearRow(HeaderField.FIRST_NAME, "AISSATA", BOXES).cells());
        float[] speck = cells.get(9).probabilities();
        Arrays.fill(speck, 0.6f / (speck.length - 1));
        speck[CellReading.CLASSES.indexOf(CellReading.BLANK)] = 0.4f;
        cells.set(8, new CellReading(cells.get(8).region(), speck));

        assertThat(compare(new RowReading(HeaderField.FIRST_NAME, cells), "Aissatou", false)
                        .likeness())
                .isZero();
    }
}
