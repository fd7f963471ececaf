package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Readings;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The rules of an alignment, held against all alignments written out one by one. */
class RowAlignerTest {
    private static final double FIRST_BOX_LOST = 0.015;
    private static final double NEXT_BOX_LOST = 0.4;
    private static final double OMITTED_TOO = 0.3;
    private static final double CUT = 0.3;
    private static final Offset<Double> EXACTLY = within(1e-12);

    private static RowAligner names(String boxes) {
        return new RowAligner(Readings.row(HeaderField.LAST_NAME, boxes, boxes.length()), Alphabet.NAMES);
    }

    private static RowAligner dates(String boxes) {
        return new RowAligner(Readings.row(HeaderField.BIRTH_DATE, boxes, boxes.length()), Alphabet.DATES);
    }

    /** Boxes that may be anything, each in its own measure. */
    private static RowReading anything(int boxes, int seed) {
        Random random = new Random(seed);
        List<CellReading> cells = new ArrayList<>();
        for (int box = 0; box < boxes; box++) {
            double[] shares = random.doubles(CellReading.CLASSES.length()).toArray();
            double sum = Arrays.stream(shares).sum();
            float[] probabilities = new float[shares.length];
            for (int c = 0; c < shares.length; c++) {
                probabilities[c] = (float) (shares[c] / sum);
            }
            cells.add(new CellReading(new PageRegion(0, 0, 1, 1), probabilities));
        }
        return new RowReading(HeaderField.LAST_NAME, cells);
    }

    private static double likelihood(RowAligner row, byte[] text) {
        return row.likelihood(List.of(new Spelling(text, 1)), 0);
    }

    /**
     * Likelihood of the boxes from {@code box} on, where the text's first {@code read} signs are done with.
     *
     * @param ends by box, how likely it is that the text ended before it
     */
    private static double everyAlignment(
            RowAligner row, Alphabet alphabet, byte[] text, double[] ends, int box, int read) {
        if (box == row.boxes()) {
            return read == text.length ? 1 : read > 0 ? CUT : 0;
        }
        double sum = 0;
        double omitted = 1;
        for (int next = read; next <= text.length; next++) {
            if (next == text.length) {
                sum += omitted * ends[box];
            } else {
                double notOfTheText = next == 0 ? row.leading(box) : row.inserted(box);
                sum += omitted * notOfTheText * everyAlignment(row, alphabet, text, ends, box + 1, next);
                sum += omitted
                        * row.trace(box, text[next])
                        * everyAlignment(row, alphabet, text, ends, box + 1, next + 1);
                double omission = alphabet.omissions[text[next]];
                omitted *= next == read ? omission : Math.max(omission, OMITTED_TOO);
            }
        }
        return sum;
    }

    private static double everyAlignment(RowAligner row, Alphabet alphabet, byte[] text) {
        return everyAlignment(
                row,
                alphabet,
                text,
                IntStream.range(0, row.boxes()).mapToDouble(row::rest).toArray());
    }

    private static double everyAlignment(RowAligner row, Alphabet alphabet, byte[] text, double[] ends) {
        double sum = everyAlignment(row, alphabet, text, ends, 0, 0);
        double lost = FIRST_BOX_LOST;
        for (int first = 1; first < text.length; first++) {
            sum += lost * everyAlignment(row, alphabet, text, ends, 0, first);
            lost *= NEXT_BOX_LOST;
        }
        return sum;
    }

    @Test
    void sumsOverEveryAlignmentOfANameWithItsBoxes() {
        for (String text : List.of("Y", "Li", "D'Or", "De Or", "Marie", "Lefevre")) {
            for (int boxes = 1; boxes <= 6; boxes++) {
                byte[] signs = Spellings.signs(text);
                RowAligner row = new RowAligner(anything(boxes, boxes), Alphabet.NAMES);
                double every = everyAlignment(row, Alphabet.NAMES, signs);

                assertThat(likelihood(row, signs) / every)
                        .as(text + " in " + boxes)
                        .isEqualTo(1, EXACTLY);
            }
        }
    }

    @Test
    void sumsOverEveryAlignmentOfADateWithItsBoxes() {
        for (String text : List.of("03042008", "3 4 08  ", "030408")) {
            byte[] signs = Spellings.digits(text);
            RowAligner row = new RowAligner(anything(6, 7), Alphabet.DATES);

            assertThat(likelihood(row, signs) / everyAlignment(row, Alphabet.DATES, signs))
                    .isEqualTo(1, EXACTLY);
        }
    }

    @Test
    void sumsSpellingsByTheirWeights() {
        RowAligner row = new RowAligner(anything(4, 1), Alphabet.NAMES);
        byte[] one = Spellings.signs("Marie");
        byte[] other = Spellings.signs("Lou");

        assertThat(row.likelihood(List.of(new Spelling(one, 0.75), new Spelling(other, 0.25)), 0))
                .isEqualTo(0.75 * likelihood(row, one) + 0.25 * likelihood(row, other), EXACTLY);
    }

    @Test
    void bearsTextsOfAnyLengthOneAfterTheOther() {
        RowAligner row = names("ANNE");
        double before = likelihood(row, Spellings.signs("Anne"));

        for (int length = 30; length <= 34; length++) {
            byte[] text = new byte[length];
            byte[] longer = new byte[length + 40];

            assertThat(likelihood(row, text)).isPositive().isLessThan(before);
            assertThat(likelihood(row, longer)).isPositive();
            assertThat(likelihood(row, text)).isEqualTo(likelihood(names("ANNE"), text));
        }
        assertThat(likelihood(row, Spellings.signs("Anne"))).isEqualTo(before);
    }

    /** Likelihood of ANNE in boxes that say {@code boxes}, by how much it is less than in boxes that say ANNE. */
    private static double ofAnne(String boxes) {
        byte[] anne = Spellings.signs("Anne");
        return likelihood(names(boxes), anne) / likelihood(names("ANNE      ".substring(0, boxes.length())), anne);
    }

    @Test
    void bearsALaterStartBetterThanAHoleAndAHoleBetterThanAStray() {
        assertThat(ofAnne("ANNE  ")).isEqualTo(1);
        assertThat(ofAnne(" ANNE ")).isEqualTo(0.03, within(0.003));
        assertThat(ofAnne("  ANNE")).isEqualTo(0.03 * 0.03, within(0.0002));
        assertThat(ofAnne("AN NE ")).isEqualTo(0.003, within(0.0003));
        assertThat(ofAnne("AN#NE ")).isEqualTo(0.006 * 0.7, within(0.0005));
        assertThat(ofAnne("ANQNE ")).isLessThan(0.0005).isPositive();
    }

    @Test
    void bearsALostFirstBoxAndACutEnd() {
        byte[] anne = Spellings.signs("Anne");

        assertThat(ofAnne("NNE ")).isEqualTo(0.015, within(0.002));
        assertThat(ofAnne("NE  ")).isEqualTo(0.015 * 0.4, within(0.001));
        assertThat(likelihood(names("ANN"), anne)).isEqualTo(0.3, within(0.02));
        assertThat(likelihood(names("AN"), anne)).isEqualTo(0.3, within(0.02));
    }

    @Test
    void goesNoFurtherWithATextThatIsNegligible() {
        RowAligner row = names("ANNE");
        List<Spelling> marc = List.of(new Spelling(Spellings.signs("Marc"), 1));
        List<Spelling> anne = List.of(new Spelling(Spellings.signs("Anne"), 1));

        assertThat(row.likelihood(marc, 0)).isBetween(1e-10, 1e-9);
        assertThat(row.likelihood(marc, 0.5)).isLessThan(row.likelihood(marc, 0));
        assertThat(row.likelihood(anne, 0.5)).isEqualTo(row.likelihood(anne, 0));
        // what ended before that counts
        assertThat(names("ANNE" + " ".repeat(18)).likelihood(anne, 1e-18))
                .isEqualTo(row.likelihood(anne, 0), within(0.05));
        // by its last letter alone, and while nothing but empty boxes came
        assertThat(names("Y").likelihood(List.of(new Spelling(Spellings.signs("Y"), 1)), 0.5))
                .isGreaterThan(0.5);
        assertThat(names(" ANNE").likelihood(anne, 0.02)).isGreaterThan(0.02);
    }

    @Test
    void letsNamesGoOnBehindAnEmptyBoxInTheirShare() {
        byte[] lou = Spellings.signs("Lou");
        RowAligner whole = names("LOU ANNE  ");
        RowAligner alone = names("LOUANNE   ");
        double inWhole = likelihood(whole, lou);
        double inAlone = likelihood(alone, lou);
        whole.mayGoOn(NameModel.FIRST, 0.05);
        alone.mayGoOn(NameModel.FIRST, 0.05);

        double further = NameModel.FIRST.beginning(names("LOU ANNE  "))[4];
        assertThat(likelihood(whole, lou) - inWhole).isEqualTo(0.05 * further, within(0.01 * further));
        assertThat(likelihood(alone, lou) - inAlone).isLessThan((likelihood(whole, lou) - inWhole) / 50);
    }

    @Test
    void letsNamesGoOnInAnyBoxThatMayBeEmpty() {
        byte[] signs = Spellings.signs("Li");
        RowReading reading = anything(5, 11);
        RowAligner row = new RowAligner(reading, Alphabet.NAMES);
        double[] further = NameModel.FIRST.beginning(row);
        double[] ends = new double[5];
        for (int box = 0; box < 5; box++) {
            double[] odds = CellOdds.of(reading.cells().get(box), Alphabet.NAMES);
            double empty =
                    odds[Alphabet.NAMES.blank()] / Arrays.stream(odds).max().orElseThrow();
            ends[box] = row.rest(box) + 0.5 * empty * further[box + 1];
        }
        row.mayGoOn(NameModel.FIRST, 0.5);

        assertThat(likelihood(row, signs) / everyAlignment(row, Alphabet.NAMES, signs, ends))
                .isEqualTo(1, EXACTLY);
    }

    @Test
    void weighsABoxByWhatItIsLikeliestToHold() {
        RowReading reading = anything(3, 5);
        RowAligner row = new RowAligner(reading, Alphabet.NAMES);
        int classes = Alphabet.NAMES.classes.length;
        double rest = 1;
        double senseless = 1;
        for (int box = 2; box >= 0; box--) {
            double[] odds = CellOdds.of(reading.cells().get(box), Alphabet.NAMES);
            double best = Arrays.stream(odds).max().orElseThrow();
            double blank = odds[Alphabet.NAMES.blank()];
            double crossed = 0.7 * odds[Alphabet.NAMES.crossedOut()] + 0.3 / classes;
            double foreign = 0.006 * crossed + 0.001 / classes;
            double letter = 0;
            double gap = 0;
            for (int c = 0; c < classes; c++) {
                letter += Alphabet.NAMES.traces[3][c] * odds[c];
                gap += Alphabet.NAMES.traces[Alphabet.GAP][c] * odds[c];
            }
            rest *= (blank + foreign) / best;
            senseless *= 1.0 / classes / best;

            assertThat(row.trace(box, 3)).isEqualTo(letter / best, EXACTLY);
            assertThat(row.trace(box, Alphabet.GAP)).isEqualTo(gap / best, EXACTLY);
            assertThat(row.leading(box)).isEqualTo((0.03 * blank + foreign) / best, EXACTLY);
            assertThat(row.inserted(box)).isEqualTo((0.003 * blank + foreign) / best, EXACTLY);
            assertThat(row.rest(box)).isEqualTo(rest, EXACTLY);
        }
        assertThat(row.rest(3)).isOne();
        assertThat(row.blank()).isEqualTo(rest, EXACTLY);
        assertThat(row.senseless()).isEqualTo(senseless, EXACTLY);
    }

    @Test
    void holdsAnEmptyRowForEmptyAndAFullOneForFull() {
        assertThat(names("     ").blank()).isGreaterThan(0.99);
        assertThat(names("  I  ").blank()).isLessThan(0.01).isPositive();
    }

    @Test
    void countsTheBoxesThatAreMoreLikelyWrittenInThanNot() {
        assertThat(names("AN  E ").inked()).isEqualTo(3);
        assertThat(names("AN#E ").inked()).isEqualTo(4);
        assertThat(names("   ").inked()).isZero();
        assertThat(half(CellReading.BLANK, 0.49f).inked()).isOne();
        assertThat(half(CellReading.BLANK, 0.53f).inked()).isZero();
    }

    /** A box that holds {@code sign} with a share, else an A. */
    private static RowAligner half(char sign, float share) {
        float[] probabilities = new float[CellReading.CLASSES.length()];
        probabilities[CellReading.CLASSES.indexOf(sign)] = share;
        probabilities[CellReading.CLASSES.indexOf('A')] = 1 - share;
        CellReading cell = new CellReading(new PageRegion(0, 0, 1, 1), probabilities);
        return new RowAligner(new RowReading(HeaderField.LAST_NAME, List.of(cell)), Alphabet.NAMES);
    }

    @Test
    void isAsSharpAsItsInkIs() {
        assertThat(names("ANNE ").sharpness())
                .isGreaterThan(0.9)
                .isEqualTo(names("ANNE").sharpness(), within(0.01));
        assertThat(names("A?").sharpness())
                .isEqualTo((names("A").sharpness() + names("?").sharpness()) / 2, EXACTLY);
        assertThat(names("??").sharpness()).isLessThan(0.1);
        assertThat(names("    ").sharpness()).isZero();
    }

    @Test
    void mayHoldNamesWhereAFifthOfItsInkMayBeLetters() {
        assertThat(names("ANNE").mayHoldItsKind()).isTrue();
        assertThat(names("1234").mayHoldItsKind()).isFalse();
        assertThat(dates("1234").mayHoldItsKind()).isTrue();
        assertThat(dates("ANNE").mayHoldItsKind()).isFalse();
        assertThat(names("    ").mayHoldItsKind()).isTrue();
        assertThat(half('3', 0.79f).mayHoldItsKind()).isTrue();
        assertThat(half('3', 0.81f).mayHoldItsKind()).isFalse();
        // of the mean over what has ink, not of any one box
        assertThat(names("A123").mayHoldItsKind()).isTrue();
        assertThat(names("A12345").mayHoldItsKind()).isFalse();
        assertThat(names("A12345          ").mayHoldItsKind()).isFalse();
    }

    @Test
    void tellsItsLikeliestTextFromTheFirstLetterToTheLast() {
        assertThat(names("ANNE").bestText()).isEqualTo(Spellings.signs("Anne"));
        assertThat(names("  JEAN LUC  ").bestText()).isEqualTo(Spellings.signs("Jean Luc"));
        assertThat(names("#AN#NE#").bestText()).isEqualTo(Spellings.signs("Anne"));
        assertThat(names("# ZOE").bestText()).isEqualTo(Spellings.signs("Zoe"));
        assertThat(names("    ").bestText()).isEmpty();
        assertThat(dates("3 4 2008").bestText()).isEqualTo(Spellings.digits("3 4 2008"));
    }
}
