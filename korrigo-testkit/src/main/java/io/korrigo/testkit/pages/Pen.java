package io.korrigo.testkit.pages;

import java.awt.Color;
import java.util.random.RandomGenerator;

/**
 * What a pupil writes with.
 *
 * @param opacity of its ink, above 0, to 1
 * @param width of a stroke, in millimetres
 */
record Pen(Color color, double opacity, double width) {
    static Pen random(RandomGenerator random) {
        int tone = random.nextInt(40);
        Color color = switch (random.nextInt(5)) {
            case 0, 1 -> new Color(15 + tone, 15 + tone, 20 + tone);
            case 2, 3 -> new Color(15 + tone, 30 + tone, 95 + 2 * tone);
            default -> new Color(40 + tone, 60 + tone, 150 + tone);
        };
        return new Pen(color, random.nextDouble(0.75, 1), random.nextDouble(0.3, 0.65));
    }

    /** The ink as it looks on white paper. */
    Color onPaper() {
        return new Color(paled(color.getRed()), paled(color.getGreen()), paled(color.getBlue()));
    }

    private int paled(int channel) {
        return (int) (255 - (255 - channel) * opacity);
    }
}
