package io.korrigo.identify;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How probable one sign of {@link CellReading#CLASSES} is in a box.
 *
 * @param sign the character
 * @param probability 0 to 1
 */
public record SignReading(char sign, double probability) {
    /** At most {@code count} signs of a box with at least the probability {@code smallest}, the likeliest first. */
    public static List<SignReading> likeliest(CellReading cell, double smallest, int count) {
        float[] probabilities = cell.probabilities();
        return IntStream.range(0, probabilities.length)
                .filter(i -> probabilities[i] >= smallest)
                .mapToObj(i -> new SignReading(CellReading.CLASSES.charAt(i), probabilities[i]))
                .sorted(Comparator.comparingDouble(SignReading::probability).reversed())
                .limit(count)
                .toList();
    }
}
