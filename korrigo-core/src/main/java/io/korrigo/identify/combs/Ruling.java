package io.korrigo.identify.combs;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Tells lines that paper is ruled with from a form's: there are many of them, one below the other, and they begin and end
 * at the same places.
 *
 * <p>On squared paper its lines are the longest, and their pairs used up all strips that are searched: no two of them are
 * searched between. A form with seven rows of boxes that all begin and end at the same places would not be found.
 */
final class Ruling {
    /** More lines of like extent than the rows of any header have. */
    private static final int FEWEST_COMPANIONS = 12;
    /** Shorter lines, in pixels, may be writing, whose rows begin at one margin, too. */
    private static final double SHORTEST = 200;
    /** How far companions' ends may lie apart, in pixels: skew shifts them by a few. */
    private static final double SAME_END = 24;
    /** How far companions may lie above or below, in pixels: twelve lines at the widest usual distance of 8 mm. */
    private static final double NEAR = 400;

    private Ruling() {}

    /** Those of {@code lines} that belong to a ruling, told apart by identity. */
    static Set<LevelLine> among(List<LevelLine> lines) {
        Set<LevelLine> ruling = Collections.newSetFromMap(new IdentityHashMap<>());
        for (LevelLine line : lines) {
            if (line.length() < SHORTEST) {
                continue;
            }
            int companions = -1;
            for (LevelLine other : lines) {
                boolean alike = Math.abs(line.left() - other.left()) < SAME_END
                        && Math.abs(line.right() - other.right()) < SAME_END
                        && Math.abs(line.at(line.middle()) - other.at(line.middle())) < NEAR;
                companions += alike ? 1 : 0;
            }
            if (companions >= FEWEST_COMPANIONS) {
                ruling.add(line);
            }
        }
        return ruling;
    }
}
