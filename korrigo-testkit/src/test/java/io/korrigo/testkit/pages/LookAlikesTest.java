package io.korrigo.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LookAlikesTest {
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void countsLettersThatAreOtherMoreOrLess() {
        assertThat(LookAlikes.apart("Léa", "LEA")).isZero();
        assertThat(LookAlikes.apart("Sara", "Sarah")).isOne();
        assertThat(LookAlikes.apart("Rahmatullah", "Hekmatullah")).isEqualTo(3);
        assertThat(LookAlikes.apart("Jean-Luc", "JEAN LUC")).isZero();
    }

    @Test
    void prefersNamesThatExist() {
        for (int i = 0; i < 20; i++) {
            assertThat(NameOrigin.everyFirstName()).contains(LookAlikes.of("Samir", 1, random));
        }
    }

    @Test
    void changesLettersWhereNoNameIsNear() {
        for (int letters = 1; letters <= 2; letters++) {
            assertThat(LookAlikes.apart("Wenceslas", LookAlikes.of("Wenceslas", letters, random)))
                    .isEqualTo(letters);
        }
        assertThat(LookAlikes.apart("Wenceslas", LookAlikes.of("Wenceslas", 3, random)))
                .isBetween(3, 6);
    }

    @Test
    void makesANameUpWhereAllThatAreNearAreTaken() {
        String other = LookAlikes.of("Samir", 1, random, NameOrigin.everyFirstName()::contains);

        assertThat(NameOrigin.everyFirstName()).doesNotContain(other);
        assertThat(LookAlikes.apart("Samir", other)).isOne();
    }

    @Test
    void leavesOutOneOfTwoFirstNames() {
        for (int i = 0; i < 50; i++) {
            assertThat(LookAlikes.of("Xin Yi", 2, random)).isNotEqualTo("Xin");
            assertThat(LookAlikes.of("Yu Xuan", 2, random)).isNotEqualTo("Xuan");
        }
    }
}
