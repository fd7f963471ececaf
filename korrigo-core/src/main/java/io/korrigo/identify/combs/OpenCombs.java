package io.korrigo.identify.combs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds rows of boxes that are open above: short uprights on one level line, as the teeth of a comb. A form has its two name
 * rows so, on lines that begin and end at the same places; how high their boxes are is how high the teeth stand, and a date
 * on such a form has boxes of that height.
 *
 * <p>Only tried where no long row of closed boxes was found: lines of text have uprights, too, but no row of them in equal
 * steps.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class OpenCombs {
    /** In pixels of the working picture: 4 mm, as for closed boxes. */
    private static final double LOWEST_BOX = 16;
    /** The same: 14 mm. */
    private static final double HIGHEST_BOX = 55;
    /** From one height that is tried to the next: teeth count up to a tenth above the band that is looked at. */
    private static final double STEP = 0.93;
    /** In pixels: a name row has twelve boxes. */
    private static final double SHORTEST_ROW = 12 * LOWEST_BOX;
    /** In pixels, by which the lines of the two name rows begin or end apart. */
    private static final double ALIGNED = 12;
    /** In pixels, from line to line: a row stands free of the next. */
    private static final double NEAREST = 1.1 * LOWEST_BOX;
    /** The same: the name rows of a form stand below each other. */
    private static final double FARTHEST = 4.5 * HIGHEST_BOX;
    /** Boxes of a name row. */
    private static final int LONG_ROW = 12;
    /** Share of a name row's borders that are seen: nothing else says that boxes are there. */
    private static final double SURE = 0.85;
    /** In pixels: a line is cut short where a stroke crosses it. */
    private static final int EXTENSION = 60;
    /** In pixels: half the lowest box, so near to both edges no row of boxes comes. */
    private static final double EDGE = 8;
    /** Lines that are searched at all heights; each costs as much as some twenty bands. */
    private static final int MOST_LINES = 8;

    private final LineMap map;
    private final List<LevelLine> lines;

    /** @param lines unbroken ones, longest first */
    OpenCombs(LineMap map, List<LevelLine> lines) {
        this.map = map;
        this.lines = lines;
    }

    /** The name rows and what else stands on lines in boxes of their height; none where there are no two name rows. */
    List<Comb> find() {
        List<Comb> names = new ArrayList<>();
        // a ruling's lines are all alike, and looking at them would cost a page without a header half its time again
        Set<LevelLine> ruling = Ruling.among(lines);
        lines.stream()
                .filter(line -> !ruling.contains(line) && !crossesPage(line) && hasTwin(line))
                .limit(MOST_LINES)
                .forEach(line -> names.addAll(highest(line)));
        if (names.size() < 2) {
            return List.of();
        }
        double height = names.get(0).boxHeight();
        List<Comb> combs = new ArrayList<>(names);
        for (LevelLine line : lines) {
            boolean searched = names.stream().anyMatch(name -> standsOn(name, line));
            if (!searched) {
                combs.addAll(on(line, height));
            }
        }
        return combs;
    }

    /** Whether the line runs from one edge of the picture to the other, as those of ruled paper do of which too few are seen for a ruling. */
    private boolean crossesPage(LevelLine line) {
        return line.left() < EDGE && line.right() > map.width() - EDGE;
    }

    private boolean hasTwin(LevelLine line) {
        return line.length() >= SHORTEST_ROW
                && lines.stream().anyMatch(other -> {
                    double apart = Math.abs(other.at(line.middle()) - line.at(line.middle()));
                    return apart >= NEAREST
                            && apart <= FARTHEST
                            && Math.abs(other.left() - line.left()) <= ALIGNED
                            && Math.abs(other.right() - line.right()) <= ALIGNED;
                });
    }

    /** The row of the highest boxes that stands on the line: borders of lower ones would go on above. */
    private List<Comb> highest(LevelLine line) {
        for (double height = HIGHEST_BOX; height >= LOWEST_BOX; height *= STEP) {
            List<Comb> found = on(line, height).stream()
                    .filter(comb -> comb.size() >= LONG_ROW && comb.support() >= SURE)
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<Comb> on(LevelLine line, double height) {
        int from = (int) Math.max(1, line.left() - EXTENSION);
        int to = (int) Math.min(map.width() - 1.0, line.right() + EXTENSION);
        boolean inside = line.at(from) - height > 1 && line.at(to) - height > 1;
        return inside ? new BandCombs(LineBand.open(map, line, height, from, to)).find() : List.of();
    }

    private static boolean standsOn(Comb comb, LevelLine line) {
        double x = comb.centre().x;
        double bottom = comb.boxes().get(comb.size() / 2).bottomLeft().y;
        return x > line.left() && x < line.right() && Math.abs(line.at(x) - bottom) < comb.boxHeight() / 4;
    }
}
