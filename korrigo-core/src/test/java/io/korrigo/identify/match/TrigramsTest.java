package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrigramsTest {
    // Not static: what is made once in a JVM, pitest finds untested.
    private final Trigrams firstNames = new Trigrams("first-names.trigrams", List.of());
    private final Trigrams familyNames = new Trigrams("family-names.trigrams", List.of());

    private double log(String name) {
        return firstNames.log(Spellings.signs(name));
    }

    @Test
    void giveEachContextAsMuchAsThereIs() {
        for (Trigrams names : List.of(firstNames, familyNames)) {
            assertThat(List.of(names.afterOne))
                    .allSatisfy(row -> assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-9)));
            assertThat(List.of(names.afterTwo))
                    .allSatisfy(row -> assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-9)));
        }
    }

    /** After what only one sign follows, that has as much as its count, held against one, leaves to what follows the last letter. */
    @Test
    void takeTheFilesSignsForHalvesOfPowersOfTwo() throws IOException {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_.";
        double evenly = 0.05 / 28;
        List<String> lines;
        try (var in = Trigrams.class.getResourceAsStream("first-names.trigrams")) {
            lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
        int compared = 0;
        for (String line : lines) {
            List<Integer> followers = IntStream.range(0, 28)
                    .filter(symbol -> line.charAt(2 + symbol) != '0')
                    .boxed()
                    .toList();
            if (followers.size() == 1) {
                int symbol = followers.get(0);
                int last = letters.indexOf(line.charAt(1));
                double count = Math.pow(2, (line.charAt(2 + symbol) - '0') / 2.0) - 1;
                double coarser = (firstNames.afterOne[last][symbol] - evenly) / 0.95;

                assertThat(firstNames.afterTwo[letters.indexOf(line.charAt(0)) * 27 + last][symbol])
                        .as(line)
                        .isEqualTo(0.95 * (count + coarser) / (count + 1) + evenly, within(1e-9));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    private static double[] smooth(double[] counts, double[] coarser) {
        double total = Arrays.stream(counts).sum();
        double kinds = Arrays.stream(counts).filter(count -> count > 0).count();
        return IntStream.range(0, counts.length)
                .mapToDouble(symbol -> (counts[symbol] + kinds * coarser[symbol]) / (total + kinds))
                .toArray();
    }

    @Test
    void countPairsAndLettersOverAllThatComesBefore() throws IOException {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_.";
        double[][] twos = new double[27][28];
        double[] ones = new double[28];
        try (var in = Trigrams.class.getResourceAsStream("first-names.trigrams")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                for (int symbol = 0; symbol < 28; symbol++) {
                    double count = Math.pow(2, (line.charAt(2 + symbol) - '0') / 2.0) - 1;
                    twos[letters.indexOf(line.charAt(1))][symbol] += count;
                    ones[symbol] += count;
                }
            }
        }
        double[] uniform = new double[28];
        Arrays.fill(uniform, 1.0 / 28);
        for (int last = 0; last < 27; last++) {
            double[] expected = smooth(twos[last], smooth(ones, uniform));
            for (int symbol = 0; symbol < 28; symbol++) {
                assertThat(firstNames.afterOne[last][symbol])
                        .isEqualTo(0.95 * expected[symbol] + 0.05 / 28, within(1e-9));
            }
        }
    }

    @Test
    void findNoNameLessLikelyThanItsLettersByChance() {
        double letter = Math.log(0.05 / 28);

        assertThat(log("QXZJWVQKXJ")).isGreaterThanOrEqualTo(11 * letter);
        assertThat(Arrays.stream(firstNames.afterTwo).flatMapToDouble(Arrays::stream))
                .allMatch(probability -> probability >= 0.05 / 28);
    }

    @Test
    void takeNamesOfAllOriginsForNames() {
        assertThat(List.of("Rahmatullah", "Harpreet", "Thi Mai", "Oleksandr", "Tharshika", "Mamadou"))
                .allSatisfy(name -> assertThat(log(name) / (name.length() + 1)).isGreaterThan(Math.log(1.0 / 28)));
    }

    @Test
    void countNamesThatAreGivenBesideTheFiles() {
        byte[] name = Spellings.signs("Xqzuv");

        assertThat(new Trigrams("first-names.trigrams", List.of(name)).log(name))
                .isGreaterThan(firstNames.log(name));
    }

    @Test
    void tellFirstNamesFromFamilyNames() {
        assertThat(firstNames.log(Spellings.signs("Gabriela")))
                .isGreaterThan(familyNames.log(Spellings.signs("Gabriela")));
        assertThat(familyNames.log(Spellings.signs("Dubois"))).isGreaterThan(firstNames.log(Spellings.signs("Dubois")));
    }
}
