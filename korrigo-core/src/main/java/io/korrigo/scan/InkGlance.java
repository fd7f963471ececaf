package io.korrigo.scan;

import org.opencv.core.Mat;

/**
 * What a small picture of a view shows of its ink beyond doubt. What it leaves open is {@link InkFinder}'s to say, which needs a
 * picture of sixteen times as many pixels.
 *
 * @param fold as {@link ViewInk#fold}, but NaN says only that no wide gap was seen
 * @param first of what is before the fold, or the middle
 * @param second of what is behind it
 * @param outline where strokes are, roughly
 */
record InkGlance(double fold, Said first, Said second, InkOutline outline) {
    /** Pixels along the longer side of the small picture that are needed: a millimetre or less each. */
    static final int LEAST = 280;

    /** What is known of a part of the view. */
    enum Said {
        WRITTEN,
        BLANK,
        OPEN
    }

    /** Pixels along a side of the cells in which strokes are counted. */
    private static final int CELL = 8;
    /** Pixels of strokes in a cell that count. */
    private static final int IN_CELL = 3;
    /** Cells with strokes from which a half is written on. */
    private static final int WRITTEN = 6;
    /** Faint pixels up to which a half is blank: more strokes than dust makes have more. */
    private static final int BLANK = 4;
    /** Faint pixels that the scanner's edge may leave in a line across the view that is empty. */
    private static final int EDGE = 1;
    /** Lines of a gap: 3 mm and more, so that none is taken which only the small picture has. */
    private static final int LEAST_GAP = 4;

    private static final int FOLD_SHADOW = 2;

    /** @param small the view in grey, with less than twice {@value #LEAST} pixels along its longer side; not changed */
    static InkGlance of(Mat small) {
        int width = small.cols();
        int height = small.rows();
        byte[] grey = new byte[width * height];
        small.get(0, 0, grey);
        FaintInk ink = FaintInk.of(width, height, grey);
        boolean landscape = width > height;
        int length = Math.max(width, height);
        if (length < LEAST) {
            return new InkGlance(Double.NaN, Said.OPEN, Said.OPEN, ink.outline());
        }
        double fold = new FoldGap(LEAST_GAP, FOLD_SHADOW).place(length, at -> ink.faintAcross(at) <= EDGE);
        double middle = (Double.isNaN(fold) ? 0.5 : fold) * length;
        int marginX = (int) Math.ceil(InkFinder.MARGIN * width);
        int marginY = (int) Math.ceil(InkFinder.MARGIN * height);
        int across = width / CELL + 1;
        int[][] cells = new int[2][across * (height / CELL + 1)];
        int[] faint = new int[2];
        int[] written = new int[2];
        for (int y = marginY; y < height - marginY; y++) {
            for (int x = marginX; x < width - marginX; x++) {
                int half = (landscape ? x : y) < middle ? 0 : 1;
                int at = y * width + x;
                faint[half] += ink.isFaint(at) ? 1 : 0;
                if (ink.isStroke(at) && ++cells[half][y / CELL * across + x / CELL] == IN_CELL) {
                    written[half]++;
                }
            }
        }
        return new InkGlance(fold, said(written[0], faint[0]), said(written[1], faint[1]), ink.outline());
    }

    private static Said said(int written, int faint) {
        if (written >= WRITTEN) {
            return Said.WRITTEN;
        }
        return faint <= BLANK ? Said.BLANK : Said.OPEN;
    }

    Said whole() {
        if (first == Said.WRITTEN || second == Said.WRITTEN) {
            return Said.WRITTEN;
        }
        return first == Said.BLANK && second == Said.BLANK ? Said.BLANK : Said.OPEN;
    }
}
