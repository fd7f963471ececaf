package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Readings;
import io.korrigo.identify.RowReading;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowLikelihoodTest {
    private static final Offset<Double> EXACTLY = within(1e-12);
    private static final List<List<Spelling>> OWN = List.of(spelling("Anne"), spelling("Marc"));
    private static final List<List<Spelling>> OTHERS = List.of(spelling("Petit"), spelling("Anna"));

    private static List<Spelling> spelling(String name) {
        return List.of(new Spelling(Spellings.signs(name), 1));
    }

    private static RowAligner names(String boxes) {
        return new RowAligner(Readings.row(HeaderField.FIRST_NAME, boxes, boxes.length()), Alphabet.NAMES);
    }

    private static RowLikelihood likelihood(@Nullable RowAligner row) {
        return new RowLikelihood(row, OWN, OTHERS, RowLikelihood.FEWEST_LETTERS, 1);
    }

    private static RowLikelihood of(String boxes) {
        return likelihood(names(boxes));
    }

    /** What an empty or a senseless row is worth. */
    private static double background(String boxes) {
        return 0.003 * names(boxes).blank() + 0.001 * names(boxes).senseless();
    }

    @Test
    void saysTheSameOfEverybodyWhereTheRowWasNotFound() {
        RowLikelihood none = likelihood(null);

        assertThat(none.found()).isFalse();
        assertThat(none.written()).isFalse();
        assertThat(none.legible()).isFalse();
        assertThat(none.of(0)).isZero();
        assertThat(none.swapped(1)).isZero();
        assertThat(none.ofText(Spellings.signs("Anne"))).isZero();
        assertThat(none.log(0.25)).isZero();
        assertThat(none.bestText()).isEmpty();
        assertThat(none.agreement(-3)).isEqualTo(0.5);
    }

    @Test
    void saysOfEachSpellingWhatTheBoxesSayOrElseThatTheRowIsEmptyOrSenseless() {
        RowLikelihood row = of("ANNE");
        for (int i = 0; i < 2; i++) {
            double own = names("ANNE").likelihood(OWN.get(i), 0);
            double swapped = names("ANNE").likelihood(OTHERS.get(i), 0);

            assertThat(row.of(i)).isEqualTo(Math.log(own + background("ANNE")), EXACTLY);
            assertThat(row.of(i)).isEqualTo(Math.log(own + background("ANNE")), EXACTLY);
            assertThat(row.swapped(i)).isEqualTo(Math.log(swapped + background("ANNE")), EXACTLY);
            assertThat(row.swapped(i)).isEqualTo(Math.log(swapped + background("ANNE")), EXACTLY);
        }
        assertThat(row.ofText(Spellings.signs("Anne"))).isEqualTo(row.of(0), EXACTLY);
        assertThat(row.ofText(new byte[0])).isZero();
        assertThat(row.bestText()).isEqualTo(Spellings.signs("Anne"));
        assertThat(row.found()).isTrue();
    }

    @Test
    void holdsAnEmptyRowForAnybodysInThreeOfAThousand() {
        assertThat(of("          ").of(0)).isEqualTo(Math.log(0.003), within(0.02));
    }

    @Test
    void worksNoSpellingOutThatIsNegligibleBesideAStranger() {
        double exactly = Math.log(names("ANNE").likelihood(OWN.get(1), 0) + background("ANNE"));
        RowLikelihood besideAStrangerOfGreatLikelihood =
                new RowLikelihood(names("ANNE"), OWN, OTHERS, RowLikelihood.FEWEST_LETTERS, 1e18);

        assertThat(of("ANNE").of(1)).isEqualTo(exactly, EXACTLY);
        assertThat(besideAStrangerOfGreatLikelihood.of(1)).isLessThan(exactly - 1e-9);
    }

    @Test
    void sinksNobodyBelowTheSmallestNumber() {
        // a thousand boxes, of each of which nothing is worth less than a ten-thousandth
        String far = "A".repeat(1000);

        assertThat(of(far).log(0)).isGreaterThan(-800).isLessThan(-600);
    }

    @Test
    void isWrittenFromTwoLettersOn() {
        assertThat(of("A    ").written()).isFalse();
        assertThat(of("AN   ").written()).isTrue();
        assertThat(of("     ").written()).isFalse();
    }

    /** Rows whose boxes are as sharp as {@code best}. */
    private static RowLikelihood asSharpAs(float best) {
        float[] probabilities = new float[CellReading.CLASSES.length()];
        Arrays.fill(probabilities, 0, 26, (1 - best) / 25);
        probabilities[0] = best;
        CellReading cell = new CellReading(new PageRegion(0, 0, 1, 1), probabilities);
        return likelihood(new RowAligner(
                new RowReading(
                        HeaderField.FIRST_NAME,
                        IntStream.range(0, 4).mapToObj(i -> cell).toList()),
                Alphabet.NAMES));
    }

    @Test
    void isLegibleFromASharpnessOfAThirdOn() {
        assertThat(asSharpAs(0.44f).legible()).isTrue();
        assertThat(asSharpAs(0.38f).legible()).isFalse();
        assertThat(asSharpAs(0.38f).written()).isTrue();
        assertThat(of("A    ").legible()).isFalse();
    }

    @Test
    void agreesWithAboutAsManyBoxesAsCostNothing() {
        RowLikelihood row = of("ANNE ");

        assertThat(row.agreement(0)).isOne();
        assertThat(row.agreement(-6)).isEqualTo(0.75, EXACTLY);
        assertThat(row.agreement(-30)).isZero();
        assertThat(row.agreement(1)).isOne();
        assertThat(of("A    ").agreement(-6)).isEqualTo(0.5);
    }
}
