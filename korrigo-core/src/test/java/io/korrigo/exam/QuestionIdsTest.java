package io.korrigo.exam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuestionIdsTest {
    private static final List<String> ORDERED = List.of(
            "",
            "1",
            "01",
            "1.2",
            "1.2.1",
            "1.10",
            "1.a",
            "1.b",
            "2",
            "9",
            "10",
            "123456789012345678901",
            "Q",
            "Q2",
            "Q10",
            "Q10b");

    @Test
    void sortsNumbersByValueBetweenTheDots() {
        List<String> shuffled = new ArrayList<>(ORDERED);
        Collections.shuffle(shuffled, new Random(7));

        shuffled.sort(QuestionIds.ORDER);

        assertThat(shuffled).hasSameElementsAs(ORDERED);
        assertThat(shuffled.indexOf("1.2")).isLessThan(shuffled.indexOf("1.10"));
        assertThat(shuffled.indexOf("1.10")).isLessThan(shuffled.indexOf("2"));
        assertThat(shuffled.indexOf("1.10")).isLessThan(shuffled.indexOf("1.a"));
        assertThat(shuffled.indexOf("Q2")).isLessThan(shuffled.indexOf("Q10"));
        assertThat(shuffled.indexOf("10")).isLessThan(shuffled.indexOf("123456789012345678901"));
    }

    @Test
    void isATotalOrderThatTellsDifferentIdsApart() {
        for (String a : ORDERED) {
            for (String b : ORDERED) {
                int order = QuestionIds.ORDER.compare(a, b);

                assertThat(order == 0).isEqualTo(a.equals(b));
                assertThat(Integer.signum(order)).isEqualTo(-Integer.signum(QuestionIds.ORDER.compare(b, a)));
            }
        }
    }
}
