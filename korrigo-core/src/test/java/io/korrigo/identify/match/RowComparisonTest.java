package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Readings;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
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
    void letsNamesFollowBehindAnEmptyBoxWhereThatIsAllowed() {
        RowReading row = Readings.clearRow(HeaderField.FIRST_NAME, "ZOE MARIE", BOXES);

        assertThat(compare(row, "Zoe", true).places()).isEmpty();
        assertThat(compare(row, "Zoe", false).clear()).isEqualTo(5);
    }

    @Test
    void takesTheSpellingThatTheRowResemblesMost() {
        List<Spelling> both =
                List.of(new Spelling(Spellings.signs("Anne"), 0.9), new Spelling(Spellings.signs("Sophie"), 0.1));
        RowReading row = Readings.clearRow(HeaderField.FIRST_NAME, "SOPHIE", BOXES);

        assertThat(new RowComparison(row, Alphabet.NAMES).from(both, false).places())
                .isEmpty();
    }
}
