package io.korrigo.testkit.pages;

import java.util.random.RandomGenerator;

/**
 * Where handwriting comes from.
 *
 * <p><b>Threads:</b> implementations are immutable; all chance comes from the generator handed in.
 */
public interface GlyphSource {
    /** One writer, drawn by lot. */
    Hand hand(RandomGenerator random);

    /** How one person writes. */
    interface Hand {
        /**
         * The capital or digit {@code c} as this person writes it this time.
         *
         * @param c A to Z or 0 to 9
         * @throws IllegalArgumentException for any other character
         */
        Glyph glyph(char c, RandomGenerator random);
    }
}
