package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AlphabetTest {
    private static final Offset<Double> EXACTLY = within(1e-12);

    // Not the shared ones: what is made once in a JVM, pitest finds untested.
    private final Alphabet names = Alphabet.names();
    private final Alphabet dates = Alphabet.dates();

    private static double sum(double[] trace) {
        return Arrays.stream(trace).sum();
    }

    @Test
    void holdsCharactersThenTheEmptyBoxAndTheCrossedOutOne() {
        assertThat(names.characters()).isEqualTo(26).isEqualTo(names.blank());
        assertThat(names.crossedOut()).isEqualTo(27);
        assertThat(dates.characters()).isEqualTo(10).isEqualTo(dates.blank());
        assertThat(dates.crossedOut()).isEqualTo(11);
        assertThat(names.character(0)).isEqualTo('A');
        assertThat(names.character(25)).isEqualTo('Z');
        assertThat(dates.character(0)).isEqualTo('0');
        assertThat(dates.character(9)).isEqualTo('9');
    }

    @Test
    void leavesOfACharacterThatCharacterOrACrossedOutBoxAndSeldomNoBox() {
        for (Alphabet alphabet : new Alphabet[] {names, dates}) {
            for (int sign = 0; sign < alphabet.characters(); sign++) {
                assertThat(alphabet.traces[sign][sign]).isEqualTo(0.998, EXACTLY);
                assertThat(alphabet.traces[sign][alphabet.crossedOut()]).isEqualTo(0.002, EXACTLY);
                assertThat(sum(alphabet.traces[sign])).isEqualTo(1, EXACTLY);
                assertThat(alphabet.omissions[sign]).isEqualTo(0.001);
            }
        }
    }

    @Test
    void leavesOfAGapMostlyAnEmptyBoxSometimesADashAndOftenNoBox() {
        double[] gap = names.traces[Alphabet.GAP];

        assertThat(sum(gap)).isEqualTo(0.7, EXACTLY);
        assertThat(gap[0]).isEqualTo(0.7 * 0.3 / 28, EXACTLY);
        assertThat(gap[names.crossedOut()]).isEqualTo(gap[0]);
        assertThat(gap[names.blank()]).isEqualTo(0.7 * 0.7 + gap[0], EXACTLY);
        assertThat(names.omissions[Alphabet.GAP]).isEqualTo(0.3);
    }

    @Test
    void leavesOfAnApostropheABoxInHalfOfTheNamesMostlyWithSomethingInIt() {
        double[] apostrophe = names.traces[Alphabet.APOSTROPHE];

        assertThat(sum(apostrophe)).isEqualTo(0.5, EXACTLY);
        assertThat(apostrophe[25]).isEqualTo(0.5 * 0.7 / 28, EXACTLY);
        assertThat(apostrophe[names.blank()]).isEqualTo(0.5 * 0.3 + apostrophe[25], EXACTLY);
        assertThat(names.omissions[Alphabet.APOSTROPHE]).isEqualTo(0.5);
    }

    @Test
    void leavesOfAGapInADateAnEmptyBoxAlways() {
        assertThat(dates.traces[Alphabet.DATE_GAP][dates.blank()]).isOne();
        assertThat(sum(dates.traces[Alphabet.DATE_GAP])).isOne();
        assertThat(dates.omissions[Alphabet.DATE_GAP]).isZero();
    }

    @Test
    void leavesOfAnyDayAndAnyMonthTheDigitsThatTheyMayHave() {
        assertThat(Arrays.copyOf(dates.traces[Alphabet.ANY_DAY_FIRST], 5)).containsExactly(0.295, 0.33, 0.33, 0.045, 0);
        assertThat(Arrays.copyOf(dates.traces[Alphabet.ANY_MONTH_FIRST], 3)).containsExactly(0.75, 0.25, 0);
        for (int sign : new int[] {Alphabet.ANY_DAY_SECOND, Alphabet.ANY_MONTH_SECOND}) {
            assertThat(Arrays.copyOf(dates.traces[sign], 10)).containsOnly(0.1);
        }
        for (int sign = Alphabet.ANY_DAY_FIRST; sign <= Alphabet.ANY_MONTH_SECOND; sign++) {
            assertThat(sum(dates.traces[sign])).isEqualTo(1, EXACTLY);
            assertThat(dates.omissions[sign]).isEqualTo(0.001);
        }
    }
}
