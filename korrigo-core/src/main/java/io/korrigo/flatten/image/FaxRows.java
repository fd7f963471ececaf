package io.korrigo.flatten.image;

/**
 * How many rows a fax holds (ITU-T T.4 and T.6, TIFF 6.0 sections 10 and 11): decoders paint those that are missing white, and say nothing.
 *
 * <p>Runs are followed, no pixel is made. A row in which a code makes no sense is there: what viewers show of it is theirs.
 *
 * <p><b>Threads:</b> for one thread; used once.
 */
final class FaxRows {
    /** Rows that senders of faxes state too many: those of a page's last millimetre. */
    static final int MISSED = 8;

    private final byte[] data;
    private final int end;
    private final int columns;
    private final int wanted;
    private int bit;
    /** Where the colour changes in the row above and in this one, the row's end once more behind the last. */
    private int[] above;

    private int[] row;
    private int changes;

    /**
     * @param data bits of a strip or tile, the highest of a byte first
     * @param wanted how many rows it should hold
     */
    FaxRows(byte[] data, int columns, int wanted) {
        this.data = data;
        this.end = 8 * data.length;
        this.columns = columns;
        this.wanted = wanted;
        this.above = new int[columns + 8];
        this.row = new int[columns + 8];
    }

    /** Rows of TIFF's compression 2, each from a new byte on. */
    int huffman() {
        for (int rows = 0; rows < wanted; rows++) {
            boolean sound = runs();
            if (bit > end || !sound) {
                return bit > end - FaxRuns.BITS ? rows : wanted;
            }
            bit = bit + 7 & ~7;
        }
        return wanted;
    }

    /**
     * Rows of compression 3.
     *
     * @param inTwo whether a bit behind each end of line says how the row is coded
     */
    int group3(boolean inTwo) {
        int rows = 0;
        finishRow();
        while (rows < wanted) {
            boolean marked = endOfLine();
            boolean alone = !inTwo || peek(1) == 1;
            bit += inTwo ? 1 : 0;
            if (bit >= end || marked && peek(12) == 1) {
                // two ends of line and nothing between them end a page
                return rows;
            }
            changes = 0;
            boolean sound = alone ? runs() : likeAbove();
            if (bit > end) {
                return rows;
            }
            rows++;
            finishRow();
            if (!sound && !toEndOfLine()) {
                return rows;
            }
        }
        return rows;
    }

    /** Rows of compression 4. */
    int group4() {
        int rows = 0;
        finishRow();
        while (rows < wanted) {
            if (peek(12) == 1) {
                return rows;
            }
            changes = 0;
            boolean sound = likeAbove();
            if (bit > end || !sound) {
                // what makes no sense before the data's end can't be counted
                return bit > end - 2 * FaxRuns.BITS ? rows : wanted;
            }
            finishRow();
            rows++;
        }
        return rows;
    }

    /** Skips an end of line and what fills up before it; whether there was one. */
    private boolean endOfLine() {
        if (peek(11) != 0) {
            return false;
        }
        while (bit < end && peek(1) == 0) {
            bit++;
        }
        bit++;
        return true;
    }

    /** Goes to the next end of line; false where none comes. */
    private boolean toEndOfLine() {
        while (bit < end && peek(11) != 0) {
            bit++;
        }
        return bit < end;
    }

    /** A row of runs; false where a code makes no sense. */
    private boolean runs() {
        changes = 0;
        int at = 0;
        boolean black = false;
        while (at < columns) {
            int run = run(black);
            if (run < 0 || !change(at + run)) {
                return false;
            }
            at += run;
            black = !black;
        }
        return true;
    }

    /** A row that is told by its differences to the one above; false where a code makes no sense. */
    private boolean likeAbove() {
        int at = -1;
        boolean black = false;
        int over = 0;
        while (at < columns) {
            // the first change above that is right of here and to the other colour
            over = over > 0 ? over - 1 : 0;
            over += (over & 1) == (black ? 1 : 0) ? 0 : 1;
            while (above[over] <= at && above[over] < columns) {
                over += 2;
            }
            int shift = 0;
            int next = peek(7);
            if (next >>> 6 == 1) {
                bit += 1;
            } else if (next >>> 4 == 0b011 || next >>> 4 == 0b010) {
                shift = (next >>> 4 & 1) == 1 ? 1 : -1;
                bit += 3;
            } else if (next >>> 4 == 0b001) {
                bit += 3;
                int first = run(black);
                int second = run(!black);
                int from = Math.max(0, at);
                if (first < 0 || second < 0 || !change(from + first) || !change(from + first + second)) {
                    return false;
                }
                at = from + first + second;
                continue;
            } else if (next >>> 3 == 0b0001) {
                bit += 4;
                at = above[over + 1];
                continue;
            } else if (next >>> 1 == 0b000011 || next >>> 1 == 0b000010) {
                shift = (next >>> 1 & 1) == 1 ? 2 : -2;
                bit += 6;
            } else if (next == 0b0000011 || next == 0b0000010) {
                shift = (next & 1) == 1 ? 3 : -3;
                bit += 7;
            } else {
                return false;
            }
            int to = above[over] + shift;
            if (to < Math.max(0, at) || !change(to)) {
                return false;
            }
            at = to;
            black = !black;
        }
        return true;
    }

    private boolean change(int at) {
        if (changes + 4 > row.length) {
            return false;
        }
        row[changes++] = Math.min(at, columns);
        return true;
    }

    /** Makes the row the one above. */
    private void finishRow() {
        for (int i = 0; i < 4; i++) {
            row[changes + i] = columns;
        }
        int[] other = above;
        above = row;
        row = other;
        changes = 0;
    }

    /** The length of the run that comes next, or -1. */
    private int run(boolean black) {
        FaxRuns codes = black ? FaxRuns.BLACK : FaxRuns.WHITE;
        int length = 0;
        while (true) {
            int code = codes.code(peek(FaxRuns.BITS));
            if (code == 0) {
                return -1;
            }
            bit += code & 15;
            length = Math.min(columns, length) + (code >> 4);
            if (code >> 4 < FaxRuns.MORE) {
                return length;
            }
        }
    }

    /** The next bits, at most 16; zeros behind the end. */
    private int peek(int count) {
        int from = bit >> 3;
        int three = 0;
        for (int i = 0; i < 3; i++) {
            three = three << 8 | (from + i < data.length ? data[from + i] & 0xFF : 0);
        }
        return three >>> 24 - (bit & 7) - count & (1 << count) - 1;
    }
}
