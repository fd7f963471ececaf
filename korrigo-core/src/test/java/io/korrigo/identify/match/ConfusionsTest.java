package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionsTest {
    private final Confusions confusions = Confusions.load("confusions.csv");

    /** How often what holds {@code truth} was read as {@code read}, of all that the alphabet can read it as. */
    private static double share(Alphabet alphabet, int truth, int read) throws IOException {
        List<String> lines;
        try (var in = Confusions.class.getResourceAsStream("confusions.csv")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        String[] counts = lines.get(1 + alphabet.classes[truth]).split(",");
        double all = 0;
        for (int c : alphabet.classes) {
            all += Double.parseDouble(counts[1 + c]) + 0.5;
        }
        return (Double.parseDouble(counts[1 + alphabet.classes[read]]) + 0.5) / all;
    }

    @Test
    void shareOutWhatAWrongBoxHoldsByHowOftenEachIsMistakenForIt() throws IOException {
        for (Alphabet alphabet : List.of(Alphabet.NAMES, Alphabet.DATES)) {
            double[][] mistaken = confusions.mistaken(alphabet);
            assertThat(mistaken).hasDimensions(alphabet.classes.length, alphabet.classes.length);
            for (int read = 0; read < mistaken.length; read++) {
                assertThat(mistaken[read][read]).isZero();
                assertThat(Arrays.stream(mistaken[read]).sum()).isEqualTo(1, within(1e-12));
            }
            assertThat(mistaken[3][4] / mistaken[3][5])
                    .isEqualTo(share(alphabet, 4, 3) / share(alphabet, 5, 3), within(1e-9));
            assertThat(mistaken[0][alphabet.blank()] / mistaken[0][alphabet.crossedOut()])
                    .isEqualTo(
                            share(alphabet, alphabet.blank(), 0) / share(alphabet, alphabet.crossedOut(), 0),
                            within(1e-9));
        }
    }

    @Test
    void knowThatAnEverydayMistakeIsLikelierThanAnOddOne() {
        double[] readAsH = confusions.mistaken(Alphabet.NAMES)['H' - 'A'];

        assertThat(readAsH['M' - 'A']).isGreaterThan(3 * readAsH['S' - 'A']);
    }

    @Test
    void areSharedAsTheyStandInTheTable() {
        assertThat(Confusions.NAMES).isDeepEqualTo(confusions.mistaken(Alphabet.NAMES));
        assertThat(Confusions.DATES).isDeepEqualTo(confusions.mistaken(Alphabet.DATES));
    }

    @Test
    void sayWhichTableIsMissing() {
        assertThatThrownBy(() -> Confusions.load("none.csv"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none.csv");
    }
}
