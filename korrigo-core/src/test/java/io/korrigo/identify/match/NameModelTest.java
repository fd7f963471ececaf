package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Readings;
import org.junit.jupiter.api.Test;

/** Rows of those of whom nothing is known. */
class NameModelTest {
    private static double anyName(String boxes) {
        return NameModel.FIRST.anyName(
                new RowAligner(Readings.clearRow(HeaderField.FIRST_NAME, boxes, Readings.BOXES), Alphabet.NAMES));
    }

    @Test
    void beginInALaterBoxThreeTimesInAHundredForEachBoxLeftOut() {
        double usual = anyName("SARAH");

        assertThat(anyName(" SARAH") / usual).isEqualTo(0.03, within(0.002));
        assertThat(anyName("  SARAH") / usual).isEqualTo(0.03 * 0.03, within(1e-4));
    }
}
