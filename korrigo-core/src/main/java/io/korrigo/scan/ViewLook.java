package io.korrigo.scan;

import java.util.List;
import java.util.Optional;

/**
 * What was seen in a view.
 *
 * @param headers those found, each with the part of the upright view where it is; two where two pages lie side by side,
 *     each with its own
 */
record ViewLook<H>(ViewInk ink, List<Place<H>> headers) {
    ViewLook {
        headers = List.copyOf(headers);
    }

    /**
     * A header and where it is.
     *
     * @param quarterTurns clockwise quarter turns that bring the view upright
     */
    record Place<H>(Part part, int quarterTurns, H header) {}

    boolean hasHeader() {
        return !headers.isEmpty();
    }

    Optional<Place<H>> header() {
        return headers.stream().findFirst();
    }

    /** Whether its header shows that two pages lie side by side. */
    boolean showsTwoPages() {
        return headers.stream().anyMatch(place -> place.part() != Part.WHOLE);
    }

    /** Whether its header shows that it is one page. */
    boolean showsOnePage() {
        return headers.stream().anyMatch(place -> place.part() == Part.WHOLE);
    }
}
