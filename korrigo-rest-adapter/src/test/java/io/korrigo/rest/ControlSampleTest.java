package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drawn for it, and what may be said after it. */
class ControlSampleTest {
    private static List<Copy> identified(int count) {
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(new Copy(
                    "c-" + i,
                    "exam",
                    "A-" + i,
                    CopyStatus.READY,
                    List.of(),
                    new CopyIdentification("s-" + i, CopyIdentification.Source.AUTOMATIC, 0.99),
                    null,
                    0));
        }
        return copies;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "29, 29", "30, 30", "31, 30", "600, 30", "601, 31", "1200, 60"})
    void drawsThirtyOrOneInTwenty(int copies, int drawn) {
        assertThat(ControlSample.of(identified(copies), Map.of()).open(Map.of()))
                .hasSize(drawn);
    }

    @Test
    void drawsTheSameCopiesInAnyOrder() {
        List<Copy> copies = identified(200);
        List<String> drawn = ControlSample.of(copies, Map.of()).open(Map.of());
        Collections.reverse(copies);

        assertThat(ControlSample.of(copies, Map.of()).open(Map.of())).isEqualTo(drawn);
        assertThat(drawn).isNotEqualTo(drawn.stream().sorted().toList());
    }

    /** The bounds are those of tables of Clopper and Pearson. */
    @ParameterizedTest
    @CsvSource({"30, 0, 0.0950", "30, 1, 0.1486", "60, 0, 0.0487", "1, 0, 0.95", "1, 1, 1", "100, 5, 0.1023"})
    void saysHowManyMayBeWrongWithNinetyFivePercentConfidence(int looked, int wrong, double below) {
        assertThat(ControlSample.errorsBelow(looked, wrong)).isEqualTo(below, within(0.0001));
    }
}
