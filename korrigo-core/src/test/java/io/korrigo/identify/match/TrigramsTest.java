package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrigramsTest {
    private static final Trigrams FIRST_NAMES = new Trigrams("first-names.trigrams", List.of());
    private static final Trigrams FAMILY_NAMES = new Trigrams("family-names.trigrams", List.of());

    private static double log(String name) {
        return FIRST_NAMES.log(Spellings.signs(name));
    }

    @Test
    void giveEachContextAsMuchAsThereIs() {
        for (Trigrams names : List.of(FIRST_NAMES, FAMILY_NAMES)) {
            assertThat(List.of(names.afterOne))
                    .allSatisfy(row -> assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-9)));
            assertThat(List.of(names.afterTwo))
                    .allSatisfy(row -> assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-9)));
        }
    }

    @Test
    void findNoNameLessLikelyThanItsLettersByChance() {
        double letter = Math.log(0.05 / 28);

        assertThat(log("QXZJWVQKXJ")).isGreaterThanOrEqualTo(11 * letter);
        assertThat(Arrays.stream(FIRST_NAMES.afterTwo).flatMapToDouble(Arrays::stream))
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
                .isGreaterThan(FIRST_NAMES.log(name));
    }

    @Test
    void tellFirstNamesFromFamilyNames() {
        assertThat(FIRST_NAMES.log(Spellings.signs("Gabriela")))
                .isGreaterThan(FAMILY_NAMES.log(Spellings.signs("Gabriela")));
        assertThat(FAMILY_NAMES.log(Spellings.signs("Dubois")))
                .isGreaterThan(FIRST_NAMES.log(Spellings.signs("Dubois")));
    }
}
