package io.korrigo.testkit.pages;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.random.RandomGenerator;

/** What an office does to a sheet: a stamp, punched holes. */
final class Marks {
    private static final List<String> STAMPS =
            List.of("REÇU LE 16 JUIN 2026", "LYCÉE JEAN MOULIN", "ORIGINAL", "CENTRE D'EXAMEN 0421");

    private Marks() {}

    /** Leaves marks on {@code sheet} with the given probability for each; a stamp lies below {@code top}, millimetres. */
    static void leave(Sheet sheet, RandomGenerator random, double probability, double top) {
        if (random.nextDouble() < probability * 0.5) {
            stamp(sheet, random, top);
        }
        if (random.nextDouble() < probability * 0.5) {
            Color hole = random.nextBoolean() ? new Color(50, 50, 50) : new Color(235, 235, 235);
            int holes = random.nextBoolean() ? 2 : 4;
            for (int i = 0; i < holes; i++) {
                double y = Sheet.HEIGHT / 2 + (i - (holes - 1) / 2.0) * 80;
                sheet.fill(new Ellipse2D.Double(9, y, 5.5, 5.5), hole);
            }
        }
    }

    private static void stamp(Sheet sheet, RandomGenerator random, double top) {
        String text = STAMPS.get(random.nextInt(STAMPS.size()));
        double size = random.nextDouble(3.5, 5.5);
        double width = FontFace.PRINT.width(text, size);
        Path2D stamp = new Path2D.Double(FontFace.PRINT.shape(text, 0, 0, size));
        AffineTransform at = AffineTransform.getTranslateInstance(
                random.nextDouble(100, Math.max(101, 195 - width)), random.nextDouble(top, top + 60));
        at.rotate(random.nextDouble(-0.2, 0.2));
        Color ink = random.nextBoolean() ? new Color(215, 90, 100) : new Color(110, 120, 200);
        sheet.fill(at.createTransformedShape(stamp), ink);
        Rectangle2D frame = new Rectangle2D.Double(-2, -size - 1.2, width + 4, size + 3.4);
        sheet.stroke(at.createTransformedShape(frame), 0.5, ink);
    }
}
