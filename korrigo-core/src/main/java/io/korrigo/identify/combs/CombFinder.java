package io.korrigo.identify.combs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Finds rows of boxes in an upright picture of moderate size (boxes of 16 to 55 pixels).
 *
 * <p>Any two level lines at a box's distance close a {@link LineBand}; the strips' combs compete, and those that overlap a
 * better one go. Long unbroken lines come first; what they find narrows the search for the rest: a place that is taken
 * is not searched again, and beside a pair of name rows only boxes of their size are sought. Where no long row is found,
 * boxes that are open above are looked for ({@link OpenCombs}).
 */
public final class CombFinder {
    /** In pixels of the working picture, in which an A4 page is 1,200 pixels long: 4 mm. */
    private static final double LOWEST_BOX = 16;
    /** The same: 14 mm. */
    private static final double HIGHEST_BOX = 55;
    /** In pixels: two boxes, less than any row has. */
    private static final double LEAST_OVERLAP = 40;
    /** Of the slopes of a band's two lines: perspective and creases stay below. */
    private static final double STEEPEST_DIFFERENCE = 0.03;
    /** So many times stronger, a line is not printed like the other: a table's frame above handwriting. */
    private static final double UNLIKE = 2.5;
    /**
     * In grey levels of contrast: fainter lines may be the paper's or the JPEG's. Chosen on drawn pages, not measured.
     */
    private static final double FAINTEST_LINE = 1.2;
    /** In spreads of the level noise, which paper alone seldom reaches. Chosen on drawn pages, not measured. */
    private static final double LINE_ABOVE_NOISE = 5;
    /** Share of a line that is seen: print is broken by dust, handwriting by words. */
    private static final double UNBROKEN = 0.6;
    /** In pixels: a line is cut short where a stroke crosses it, by no more than a few boxes. */
    private static final int EXTENSION = 120;
    /** Bands that are searched at most, a bound on time: squared paper has thousands. */
    private static final int MOST_STRIPS = 250;
    /** Of broken lines, where there are hardly any others: then the page is held the wrong way, and they are writing. */
    private static final int FEWEST_STRIPS = 60;

    /** Boxes: a name row has at least as many, and beside a pair of them only boxes of their size are sought. */
    private static final int LONG_ROW = 12;
    /** Share of a comb's borders that are seen: what is printed has nearly all of them. */
    private static final double CERTAIN = 0.9;

    private final LineMap map;
    private final List<Comb> combs = new ArrayList<>();

    public CombFinder(LineMap map) {
        this.map = map;
    }

    private record Pair(LevelLine top, LevelLine bottom, double left, double right) {
        double overlap() {
            return right - left;
        }

        double height() {
            double x = (left + right) / 2;
            return bottom.at(x) - top.at(x);
        }

        double middle() {
            double x = (left + right) / 2;
            return (bottom.at(x) + top.at(x)) / 2;
        }
    }

    /** Combs, best first, none overlapping another. */
    public List<Comb> find() {
        double threshold = map.levelNoise() + Math.max(FAINTEST_LINE, LINE_ABOVE_NOISE * map.levelSpread());
        List<LevelLine> lines = new LineTracer(map, threshold).trace();
        List<LevelLine> unbroken =
                lines.stream().filter(line -> line.filled() >= UNBROKEN).toList();
        List<Pair> clear = pairs(unbroken);
        search(clear, MOST_STRIPS);
        if (best(combs).stream().filter(CombFinder::certain).count() < 4) {
            List<Pair> rest = pairs(lines);
            rest.removeIf(pair -> pair.top.filled() >= UNBROKEN && pair.bottom.filled() >= UNBROKEN);
            search(rest, Math.min(MOST_STRIPS, FEWEST_STRIPS + clear.size()));
        }
        if (combs.stream().noneMatch(comb -> comb.size() >= LONG_ROW && comb.support() >= CERTAIN)) {
            combs.addAll(new OpenCombs(map, unbroken).find());
        }
        return DateSeeker.complete(map, RowSeeker.complete(map, best(combs)));
    }

    private void search(List<Pair> pairs, int most) {
        int searched = 0;
        for (Pair pair : pairs) {
            if (searched >= most) {
                break;
            }
            if (!taken(pair) && !farFromNames(pair)) {
                searched++;
                int from = (int) Math.max(1, Math.min(pair.top.left(), pair.bottom.left()) - EXTENSION);
                int to = (int) Math.min(map.width() - 1.0, Math.max(pair.top.right(), pair.bottom.right()) + EXTENSION);
                LineBand band = new LineBand(map, pair.top, pair.bottom, pair.height(), from, to);
                combs.addAll(new BandCombs(band).find());
            }
        }
    }

    /** Pairs of lines that may close boxes, longest first: no two lines of a ruling, of which a page has hundreds. */
    private static List<Pair> pairs(List<LevelLine> lines) {
        Set<LevelLine> ruling = Ruling.among(lines);
        List<Pair> pairs = new ArrayList<>();
        for (LevelLine top : lines) {
            for (LevelLine bottom : lines) {
                double left = Math.max(top.left(), bottom.left());
                double right = Math.min(top.right(), bottom.right());
                boolean unlike =
                        top.strength() > UNLIKE * bottom.strength() || bottom.strength() > UNLIKE * top.strength();
                boolean ruled = ruling.contains(top) && ruling.contains(bottom);
                if (unlike || ruled || right - left < LEAST_OVERLAP) {
                    continue;
                }
                Pair pair = new Pair(top, bottom, left, right);
                double slant = (bottom.at(right) - top.at(right) - bottom.at(left) + top.at(left)) / pair.overlap();
                if (pair.height() >= LOWEST_BOX
                        && pair.height() <= HIGHEST_BOX
                        && Math.abs(slant) <= STEEPEST_DIFFERENCE) {
                    pairs.add(pair);
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::overlap).reversed());
        return pairs;
    }

    private boolean taken(Pair pair) {
        return combs.stream().anyMatch(comb -> {
            double left = Math.max(pair.left, comb.left());
            double right = Math.min(pair.right, comb.right());
            return certain(comb)
                    && right - left > 0.6 * pair.overlap()
                    && Math.abs(comb.centre().y - pair.middle()) < 0.5 * (comb.boxHeight() + pair.height()) * 0.9;
        });
    }

    /** Once two alike long rows are known, the header's other boxes are near them and of their size. */
    private boolean farFromNames(Pair pair) {
        List<Comb> names = combs.stream()
                .filter(comb -> comb.size() >= LONG_ROW && comb.support() >= CERTAIN)
                .toList();
        for (Comb upper : names) {
            for (Comb lower : names) {
                double apart = lower.centre().y - upper.centre().y;
                boolean alike = apart > upper.boxHeight()
                        && apart < 5 * upper.boxHeight()
                        && Math.abs(upper.left() - lower.left()) < upper.boxHeight()
                        && Math.abs(upper.boxHeight() / lower.boxHeight() - 1) < 0.1;
                if (alike) {
                    double away = Math.abs(pair.middle() - (upper.centre().y + lower.centre().y) / 2);
                    double size = pair.height() / upper.boxHeight();
                    return away > 10 * upper.boxHeight() || size < 0.7 || size > 1.4;
                }
            }
        }
        return false;
    }

    private static boolean certain(Comb comb) {
        return comb.support() >= CERTAIN && comb.size() >= 7;
    }

    private static List<Comb> best(List<Comb> combs) {
        List<Comb> sorted = new ArrayList<>(combs);
        sorted.sort(Comparator.comparingDouble(Comb::score).reversed());
        List<Comb> kept = new ArrayList<>();
        for (Comb comb : sorted) {
            if (kept.stream().noneMatch(better -> overlap(better, comb))) {
                kept.add(comb);
            }
        }
        return kept;
    }

    private static boolean overlap(Comb a, Comb b) {
        double shared = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
        double apart = Math.abs(a.centre().y - b.centre().y);
        return shared > 2 && apart < 0.9 * (a.boxHeight() + b.boxHeight()) / 2;
    }
}
