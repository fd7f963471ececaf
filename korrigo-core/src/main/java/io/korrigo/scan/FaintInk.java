package io.korrigo.scan;

/**
 * Which pixels of a small grey picture, a millimetre each, may hold ink at all, and which surely belong to strokes of a pen.
 *
 * <p><b>Threads:</b> immutable once it is made.
 */
final class FaintInk {
    /** Grey levels by which a pixel is darker than the paper around where a hard pencil crosses it, a third of it wide. */
    private static final int FAINT = 6;
    /** The same where a pen wrote, or print is; rulings are thinner or paler. */
    private static final int STRONG = 40;
    /** Share of the longer side from which a thin run was ruled or printed: as {@link InkFinder} has it. */
    private static final double RULED = 45 / 1600.0;
    /** The same over which paper is averaged. */
    private static final double AROUND = 41 / 1600.0;
    /** Share of a run that has nothing strong two pixels to each side, from which it is thin: words are thicker. */
    private static final double CLEAR = 0.7;
    /** Pixels both ways that strokes have at least: more than dust. */
    private static final int LEAST_STROKE = 2;

    private final int width;
    private final int height;
    private final int[] darkness;
    private final boolean[] strokes;

    private FaintInk(int width, int height, int[] darkness) {
        this.width = width;
        this.height = height;
        this.darkness = darkness;
        this.strokes = new boolean[darkness.length];
    }

    /** @param grey row by row, 0 black to 255 white */
    static FaintInk of(int width, int height, byte[] grey) {
        FaintInk ink = new FaintInk(width, height, darkness(width, height, grey));
        for (int i = 0; i < ink.strokes.length; i++) {
            ink.strokes[i] = ink.darkness[i] >= STRONG;
        }
        ink.takeOutLines();
        ink.takeOutSpecks();
        return ink;
    }

    boolean isFaint(int at) {
        return darkness[at] >= FAINT;
    }

    boolean isStroke(int at) {
        return strokes[at];
    }

    /** Faint pixels of a line across the longer side. */
    int faintAcross(int line) {
        boolean landscape = width > height;
        int count = 0;
        for (int i = 0; i < Math.min(width, height); i++) {
            count += isFaint(landscape ? i * width + line : line * width + i) ? 1 : 0;
        }
        return count;
    }

    /** Of all that may be ink, but for lines and dust. */
    InkOutline outline() {
        return InkOutline.of(
                width,
                height,
                at -> darkness[at] < FAINT || darkness[at] >= STRONG && !strokes[at]
                        ? 0
                        : Math.min(STRONG, darkness[at]));
    }

    /** By how many grey levels each pixel is darker than those around on average; 0 where it is not. */
    private static int[] darkness(int width, int height, byte[] grey) {
        int reach = Math.max(2, (int) Math.round(AROUND * Math.max(width, height) / 2));
        int[] columns = new int[width];
        int[] darkness = new int[grey.length];
        int rows = 0;
        for (int y = -reach; y < height; y++) {
            if (y + reach < height) {
                rows++;
                for (int x = 0; x < width; x++) {
                    columns[x] += grey[(y + reach) * width + x] & 0xFF;
                }
            }
            if (y - reach > 0) {
                rows--;
                for (int x = 0; x < width; x++) {
                    columns[x] -= grey[(y - reach - 1) * width + x] & 0xFF;
                }
            }
            if (y >= 0) {
                row(columns, rows, reach, grey, darkness, y * width);
            }
        }
        return darkness;
    }

    private static void row(int[] columns, int rows, int reach, byte[] grey, int[] darkness, int start) {
        int sum = 0;
        int count = 0;
        for (int x = -reach; x < columns.length; x++) {
            if (x + reach < columns.length) {
                sum += columns[x + reach];
                count += rows;
            }
            if (x - reach > 0) {
                sum -= columns[x - reach - 1];
                count -= rows;
            }
            if (x >= 0) {
                darkness[start + x] = Math.max(0, sum / count - (grey[start + x] & 0xFF));
            }
        }
    }

    /** Long thin runs, and what is beside them. */
    private void takeOutLines() {
        boolean[] strong = strokes.clone();
        int least = (int) Math.round(RULED * Math.max(width, height));
        for (int y = 0; y < height; y++) {
            takeOutLines(strong, y * width, 1, width, y >= 2 && y < height - 2, width, least);
        }
        for (int x = 0; x < width; x++) {
            takeOutLines(strong, x, width, height, x >= 2 && x < width - 2, 1, least);
        }
    }

    /**
     * Those of a row or column.
     *
     * @param within whether there are two more at each side
     */
    private void takeOutLines(
            boolean[] strong, int start, int step, int length, boolean within, int across, int least) {
        int from = 0;
        for (int i = 0; i <= length; i++) {
            if (i < length && strong[start + i * step]) {
                continue;
            }
            if (i - from >= least && (!within || isThin(strong, start + from * step, step, i - from, across))) {
                for (int j = from; j < i; j++) {
                    int at = start + j * step;
                    strokes[at] = false;
                    if (within) {
                        strokes[at - across] = false;
                        strokes[at + across] = false;
                    }
                }
            }
            from = i + 1;
        }
    }

    private static boolean isThin(boolean[] strong, int start, int step, int length, int across) {
        int clear = 0;
        for (int i = 0; i < length; i++) {
            int at = start + i * step;
            clear += (strong[at - 2 * across] ? 0 : 1) + (strong[at + 2 * across] ? 0 : 1);
        }
        return clear >= CLEAR * 2 * length;
    }

    /** Pieces that are smaller than a stroke in one way. */
    private void takeOutSpecks() {
        boolean[] seen = new boolean[strokes.length];
        int[] piece = new int[strokes.length];
        for (int start = 0; start < strokes.length; start++) {
            if (!strokes[start] || seen[start]) {
                continue;
            }
            int count = 1;
            piece[0] = start;
            seen[start] = true;
            int left = width;
            int right = 0;
            int top = height;
            int bottom = 0;
            for (int next = 0; next < count; next++) {
                int x = piece[next] % width;
                int y = piece[next] / width;
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
                for (int beside = 0; beside < 9; beside++) {
                    int nextX = x + beside % 3 - 1;
                    int nextY = y + beside / 3 - 1;
                    int at = nextY * width + nextX;
                    if (nextX >= 0 && nextX < width && nextY >= 0 && nextY < height && strokes[at] && !seen[at]) {
                        seen[at] = true;
                        piece[count++] = at;
                    }
                }
            }
            if (right - left + 1 < LEAST_STROKE || bottom - top + 1 < LEAST_STROKE) {
                for (int i = 0; i < count; i++) {
                    strokes[piece[i]] = false;
                }
            }
        }
    }
}
