package io.korrigo.identify.combs;

import io.korrigo.identify.combs.BoxChain.Span;

/**
 * How far the upright borders of boxes reach: a form's begin and end at the band's two lines; those of tables and squared
 * paper go on outside, those of what only touches a line end before it.
 */
final class BorderReach {
    /** In grey levels: a darker pixel counts no more, so that a pen stroke in one part of a column is no border. */
    private static final double CLEAR_BORDER = 14;
    /**
     * Of the borders' greater reach, up or down: boxes end at both lines alike. Chosen on drawn pages, not measured.
     */
    private static final double LEAST_REACH = 0.4;
    /**
     * Of the boxes' own contrast: what goes on outside of the band is no comb's. Writing across squared paper hides up to
     * two thirds of it; beside rows of a form there was less, or white between. Chosen on drawn pages, not measured.
     */
    private static final double MOST_OUTSIDE = 0.35;
    /** Rows of boxes are parted by at least a row of pixels with so little of the borders' contrast... */
    private static final double WHITE = 0.25;
    /** ...and so little of the level line's... */
    private static final double LINE = 0.3;
    /** ...as close as this share of a box's height; contrast of lines is looked up so many pixels beside the border. */
    private static final double NEAR = 0.25;
    /** The same, of boxes that are open above: the teeth of two rows below each other are no high ones. */
    private static final double THROUGHOUT = 0.9;
    /** Of the level line's contrast: two lines with so little between them are two... */
    private static final double VALLEY = 0.5;
    /** ...and the second one has so much of it beside the borders, where more than the line's counts no more: writing is dark in places. */
    private static final double TWIN = 0.8;
    /** In pixels, to the side of a border: there a level line is seen without what crosses it. */
    private static final int OFF_BORDER = 4;

    private final LineMap map;
    private final LevelLine top;
    private final LevelLine bottom;
    private final int from;
    private final double height;
    private final boolean open;

    /**
     * @param from the picture's column that is the band's first
     * @param height of a box
     * @param open whether the boxes have no upper line
     */
    BorderReach(LineMap map, LevelLine top, LevelLine bottom, int from, double height, boolean open) {
        this.map = map;
        this.top = top;
        this.bottom = bottom;
        this.from = from;
        this.height = height;
        this.open = open;
    }

    /** Whether the boxes' right borders go on above or below, as on squared paper and in tables. */
    boolean goesOn(BoxChain chain) {
        double most = MOST_OUTSIDE * spread(chain, 0.1, 0.9);
        return goesOn(chain, most, -0.4, -0.2, -0.06) || goesOn(chain, most, 1.06, 1.2, 1.4);
    }

    /**
     * Whether the boxes' right borders end before one of the lines: then they belong to a lower row, not to these lines: a
     * frame's, say.
     */
    boolean isGaping(BoxChain chain) {
        double upper = spread(chain, 0.04, 0.22);
        double lower = spread(chain, 0.78, 0.96);
        double within = open ? THROUGHOUT : NEAR;
        return Math.min(upper, lower) < LEAST_REACH * Math.max(upper, lower)
                || parted(chain, top, 1, within)
                || parted(chain, bottom, -1, within);
    }

    /**
     * Whether the boxes' right borders go on between each two of these heights, close by and farther off: those of a row
     * of boxes above or below begin behind a gap.
     *
     * @param most contrast, summed over the boxes, that says nothing yet
     */
    private boolean goesOn(BoxChain chain, double most, double from, double middle, double to) {
        return spread(chain, from, middle) > most
                && spread(chain, middle, to) > most
                && !parted(chain, from < 0 ? top : bottom, from < 0 ? -1 : 1, NEAR)
                && !twin(chain, from < 0 ? top : bottom, from < 0 ? -1 : 1);
    }

    /**
     * Whether the boxes' right borders are broken by white close to {@code line}, be it a row of pixels: above the line
     * for {@code down} -1, below it for 1.
     *
     * @param within how close, as a share of a box's height
     */
    private boolean parted(BoxChain chain, LevelLine line, int down, double within) {
        double noise = 1.5 * map.uprightNoise();
        double most = noise + WHITE * (spread(chain, 0.1, 0.9) / chain.size() - noise);
        for (int off = 1; off <= within * height; off++) {
            double sum = 0;
            int count = 0;
            for (Span span : chain.boxes()) {
                int x = from + span.right();
                int y = (int) Math.round(line.at(x)) + down * off;
                // on the line itself no border stands out
                if (!onLine(x - OFF_BORDER, y, line) && !onLine(x + OFF_BORDER, y, line)) {
                    sum += spread(x, y);
                    count++;
                }
            }
            if (2 * count >= chain.size() && sum < most * count) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a second line runs close along {@code line}, above it for {@code down} -1, and borders are broken between the two: so
     * another row of boxes begins where the white between them is thinner than a pixel. Tables and squared paper have one line there.
     */
    private boolean twin(BoxChain chain, LevelLine line, int down) {
        double inside = spread(chain, 0.1, 0.9);
        boolean valley = false;
        for (int off = 1; off <= NEAR * height; off++) {
            double level = 0;
            double borders = 0;
            for (Span span : chain.boxes()) {
                int x = from + span.right();
                int y = (int) Math.round(line.at(x)) + down * off;
                double beside = Math.min(map.detail(x - OFF_BORDER, y), map.detail(x + OFF_BORDER, y));
                level += Math.min(beside, line.strength());
                borders += spread(x, y);
            }
            double share = level / (chain.size() * line.strength());
            if (valley && share >= TWIN) {
                return true;
            }
            valley |= share <= VALLEY && borders <= VALLEY * inside;
        }
        return false;
    }

    private boolean onLine(int x, int y, LevelLine line) {
        return map.detail(x, y) >= LINE * line.strength();
    }

    private double spread(int x, int y) {
        double sum = 0;
        for (int dx = -1; dx <= 1; dx++) {
            sum += Math.min(CLEAR_BORDER, map.upright(x + dx, y, y + 1));
        }
        return sum;
    }

    private double spread(BoxChain chain, double fromShare, double toShare) {
        double sum = 0;
        for (Span span : chain.boxes()) {
            sum += spread(span.right(), fromShare, toShare);
        }
        return sum;
    }

    /** Upright contrast around column {@code i} between two heights, 0 at the upper line and 1 at the lower one. */
    private double spread(int i, double fromShare, double toShare) {
        int x = from + i;
        double y = top.at(x);
        double h = bottom.at(x) - y;
        int upper = (int) Math.round(y + fromShare * h);
        int lower = (int) Math.round(y + toShare * h);
        double sum = 0;
        for (int dx = -1; dx <= 1; dx++) {
            sum += Math.min(CLEAR_BORDER, map.upright(x + dx, upper, lower));
        }
        return sum;
    }
}
