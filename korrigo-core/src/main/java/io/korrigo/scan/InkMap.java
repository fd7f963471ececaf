package io.korrigo.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which small squares of a view have a stroke of a pen or of print, a bit each: what sheets are compared by. A view has {@value
 * #SIZE} squares along its longer side, a third to half a millimetre each.
 *
 * <p><b>Threads:</b> immutable once it is filled.
 */
final class InkMap {
    static final int SIZE = 800;

    /** Squares along a side of the blocks that are compared one by one: words in four lines of writing. */
    private static final int BLOCK = Long.SIZE;

    /** Squares by which a block may lie elsewhere in another scan: 6 to 8 mm, for sheets are fed askew. */
    private static final int SHIFT = 16;

    /** Share of a block that is covered from which it says something; more is a shadow or a picture. */
    private static final double LEAST_INK = 0.07;

    private static final double MOST_INK = 0.6;

    private final int width;
    private final int height;
    /** Bit {@code x & 63} of word {@code x >> 6}; a word more than needed, so that blocks may begin anywhere. */
    private final long[][] rows;

    InkMap(int width, int height) {
        this.width = width;
        this.height = height;
        this.rows = new long[height][width / Long.SIZE + 2];
    }

    /** Only while it is filled. */
    void set(int x, int y) {
        rows[y][x / Long.SIZE] |= 1L << x;
    }

    /** Sets a square and those around it; only while it is filled. */
    void setAround(int x, int y) {
        for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                set(column, row);
            }
        }
    }

    private boolean get(int x, int y) {
        return (rows[y][x / Long.SIZE] >>> x & 1) != 0;
    }

    InkMap turned(int quarterTurns) {
        InkMap turned = this;
        for (int i = 0; i < quarterTurns; i++) {
            InkMap next = new InkMap(turned.height, turned.width);
            for (int y = 0; y < turned.height; y++) {
                for (int x = 0; x < turned.width; x++) {
                    if (turned.get(x, y)) {
                        next.set(turned.height - 1 - y, x);
                    }
                }
            }
            turned = next;
        }
        return turned;
    }

    /**
     * Whether two upright views look alike: whether the mean correlation of the less alike half of their blocks, those of
     * either with the best place near it in the other, is {@code least} or more. Sheets of one form share print, and those of one writer the
     * habit of filling lines, but not all blocks. Never where there is too little to tell.
     *
     * @param least above 0
     */
    static boolean alike(InkMap one, InkMap other, double least) {
        List<Block> blocks = one.blocks(other);
        blocks.addAll(other.blocks(one));
        blocks.sort(Comparator.comparingInt(Block::ink).reversed());
        int half = (blocks.size() + 1) / 2;
        List<Double> found = new ArrayList<>();
        double mean = 0;
        for (Block block : blocks) {
            found.add(block.best());
            // those not compared yet may be the same at most
            mean = (found.stream()
                                    .sorted()
                                    .limit(half)
                                    .mapToDouble(Double::doubleValue)
                                    .sum()
                            + Math.max(0, half - found.size()))
                    / half;
            if (mean < least) {
                return false;
            }
        }
        return mean >= least;
    }

    /** A block of a map that says something, to be found in the other map. */
    private record Block(long[] rows, int ink, InkMap other, int left, int top) {
        double best() {
            return other.best(rows, ink, left, top);
        }
    }

    private List<Block> blocks(InkMap other) {
        List<Block> blocks = new ArrayList<>();
        for (int top = 0; top + BLOCK <= height; top += BLOCK) {
            for (int left = 0; left + BLOCK <= width; left += BLOCK) {
                long[] squares = new long[BLOCK];
                int ink = 0;
                for (int y = 0; y < BLOCK; y++) {
                    squares[y] = word(left, top + y);
                    ink += Long.bitCount(squares[y]);
                }
                if (ink >= LEAST_INK * BLOCK * BLOCK && ink <= MOST_INK * BLOCK * BLOCK) {
                    blocks.add(new Block(squares, ink, other, left, top));
                }
            }
        }
        return blocks;
    }

    /** The highest correlation of a block with one of the places near it in this map. */
    private double best(long[] squares, int ink, int left, int top) {
        double best = -1;
        long[] column = new long[BLOCK + 2 * SHIFT];
        for (int dx = -SHIFT; dx <= SHIFT; dx++) {
            for (int y = 0; y < column.length; y++) {
                column[y] = word(left + dx, top - SHIFT + y);
            }
            // what is set in the place's rows: one row comes and one goes from place to place
            int there = 0;
            for (int y = 0; y < BLOCK; y++) {
                there += Long.bitCount(column[y]);
            }
            for (int from = 0; from <= 2 * SHIFT; from++) {
                int both = 0;
                for (int y = 0; y < BLOCK; y++) {
                    both += Long.bitCount(squares[y] & column[from + y]);
                }
                best = Math.max(best, correlation(both, ink, there));
                if (from < 2 * SHIFT) {
                    there += Long.bitCount(column[from + BLOCK]) - Long.bitCount(column[from]);
                }
            }
        }
        return best;
    }

    /** Of two blocks of bits, by how many are set in both, in one and in the other. */
    private static double correlation(int both, double one, double other) {
        double all = BLOCK * BLOCK;
        double variances = one * (all - one) * other * (all - other);
        return variances <= 0 ? 0 : (all * both - one * other) / Math.sqrt(variances);
    }

    /** The {@value #BLOCK} squares from {@code x} on; outside is no ink. */
    private long word(int x, int y) {
        if (y < 0 || y >= height || x <= -Long.SIZE || x >= width) {
            return 0;
        }
        if (x < 0) {
            return rows[y][0] << -x;
        }
        long[] row = rows[y];
        int at = x / Long.SIZE;
        return x % Long.SIZE == 0 ? row[at] : row[at] >>> x | row[at + 1] << -x;
    }
}
