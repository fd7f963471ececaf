package io.korrigo.scan;

import io.korrigo.image.PageImage;
import java.util.Optional;

/**
 * Sees the header of a page, whatever it says.
 *
 * @param <H> what a header says, which this package never looks into
 */
@FunctionalInterface
public interface HeaderSight<H> {
    /** The header of a page, or empty where there is none. */
    Optional<Seen<H>> look(PageImage.Source page);

    /**
     * A header that was seen.
     *
     * @param quarterTurns clockwise quarter turns, 0 to 3, that bring the image upright
     */
    record Seen<H>(H header, int quarterTurns) {
        /** @throws IllegalArgumentException for other turns */
        public Seen {
            if (quarterTurns < 0 || quarterTurns > 3) {
                throw new IllegalArgumentException("Quarter turns are 0 to 3, not " + quarterTurns);
            }
        }
    }
}
