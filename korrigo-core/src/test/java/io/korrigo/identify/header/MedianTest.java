package io.korrigo.identify.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void isTheMiddleOfTheSortedValues() {
        Random random = new Random(5);
        for (int count = 1; count < 200; count++) {
            float[] values = new float[count + 3];
            for (int i = 0; i < values.length; i++) {
                // many equal ones: paper is of few grey levels
                values[i] = random.nextInt(count / 3 + 1);
            }
            float[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);

            assertThat(Median.of(values, count)).isEqualTo(sorted[count / 2]);
        }
    }
}
