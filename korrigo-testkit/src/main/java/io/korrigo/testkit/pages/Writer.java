package io.korrigo.testkit.pages;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One person with one pen, over all pages of a copy.
 *
 * @param hand for boxes
 * @param face for running text
 * @param slant of running text, shear to the right
 * @param size of running text, in millimetres
 */
record Writer(GlyphSource.Hand hand, Pen pen, FontFace face, double slant, double size) {
    private static final List<FontFace> FACES = List.of(
            FontFace.CAVEAT,
            FontFace.CAVEAT,
            FontFace.PATRICK_HAND,
            FontFace.COMING_SOON,
            FontFace.ARCHITECTS_DAUGHTER);

    static Writer random(GlyphSource glyphs, RandomGenerator random) {
        Pen pen = Pen.random(random);
        GlyphSource.Hand hand = glyphs.hand(random);
        FontFace face = FACES.get(random.nextInt(FACES.size()));
        double slant = random.nextDouble(-0.05, 0.25);
        double size = face == FontFace.CAVEAT ? random.nextDouble(6.2, 7.4) : random.nextDouble(4.6, 5.6);
        return new Writer(hand, pen, face, slant, size);
    }
}
