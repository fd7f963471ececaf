package io.korrigo.flatten;

import io.korrigo.image.SmallPicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * Where a page has been written or printed on, on a grid of a few points.
 *
 * <p>A place is inked where it is darker than the lightest paper around it; the faint lines of ruled paper are not, seen
 * from so far away.
 */
final class PageInk {
    /** A page of which nothing is known, and anything may be drawn over. */
    static final PageInk NONE = new PageInk(1, 1, new byte[] {(byte) 255}, 1);

    /** How much darker than paper, in steps of 255: a pen's stroke is 3 of 8 pixels, a ruled line a pale one. */
    private static final int DARKER = 14;

    /** Places in each direction among which the paper is looked for: wider than a word, narrower than a shadow. */
    private static final int AROUND = 6;

    /** Pixels along the shorter side of what is drawn small from a picture in memory. */
    private static final int SHORT_SIDE = 200;

    private final int columns;
    private final int rows;
    /** Inked places above and left of each corner of the grid. */
    private final int[] sums;

    private PageInk(int width, int height, byte[] grey, int orientation) {
        boolean[] inked = inked(width, height, grey);
        boolean turned = orientation >= 5;
        columns = turned ? height : width;
        rows = turned ? width : height;
        sums = new int[(columns + 1) * (rows + 1)];
        for (int y = 0; y < rows; y++) {
            int at = stored(0, y, width, height, orientation);
            int step = columns > 1 ? stored(1, y, width, height, orientation) - at : 0;
            int below = (y + 1) * (columns + 1) + 1;
            int inRow = 0;
            for (int x = 0; x < columns; x++, at += step, below++) {
                inRow += inked[at] ? 1 : 0;
                sums[below] = inRow + sums[below - columns - 1];
            }
        }
    }

    private static boolean[] inked(int width, int height, byte[] grey) {
        int[] paper = lightest(grey, width, height);
        boolean[] inked = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int surroundings = paper[y * (width + 2 * AROUND) + x];
                inked[y * width + x] = surroundings - (grey[y * width + x] & 0xFF) >= DARKER;
            }
        }
        return inked;
    }

    /** @param orientation how to hold the stored picture, 1 to 8 as EXIF counts */
    static PageInk of(SmallPicture picture, int orientation) {
        return new PageInk(picture.width(), picture.height(), picture.grey(), orientation);
    }

    /** The same from a picture in memory. */
    static PageInk of(BufferedImage picture, int orientation) {
        double scale = Math.min(1, (double) SHORT_SIDE / Math.min(picture.getWidth(), picture.getHeight()));
        int width = (int) Math.max(1, scale * picture.getWidth());
        int height = (int) Math.max(1, scale * picture.getHeight());
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(
                picture.getScaledInstance(width, height, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, Color.WHITE, null);
        graphics.dispose();
        return new PageInk(width, height, ((DataBufferByte) small.getRaster().getDataBuffer()).getData(), orientation);
    }

    /**
     * Whether there is ink in a part of the page.
     *
     * @param area on a page of {@code width} by {@code height}
     */
    boolean isIn(Area area, double width, double height) {
        int left = clamp(Math.floor(area.x() / width * columns), columns);
        int top = clamp(Math.floor(area.y() / height * rows), rows);
        int right = clamp(Math.ceil(area.right() / width * columns), columns);
        int bottom = clamp(Math.ceil(area.bottom() / height * rows), rows);
        return among(left, top, right, bottom) > 0;
    }

    /** How far to the right the last ink in a part of the page goes, which must have some. */
    double end(Area area, double width, double height) {
        int top = clamp(Math.floor(area.y() / height * rows), rows);
        int bottom = clamp(Math.ceil(area.bottom() / height * rows), rows);
        int right = clamp(Math.ceil(area.right() / width * columns), columns);
        int last = clamp(Math.floor(area.x() / width * columns), columns);
        int behind = right;
        // ink is from the one on, but not from the other
        while (behind - last > 1) {
            int middle = (last + behind) / 2;
            if (among(middle, top, right, bottom) > 0) {
                last = middle;
            } else {
                behind = middle;
            }
        }
        return (last + 1) * width / columns;
    }

    /** How many places of the grid are inked, from a column and row on up to others. */
    private int among(int left, int top, int right, int bottom) {
        int line = columns + 1;
        return sums[bottom * line + right]
                - sums[top * line + right]
                - sums[bottom * line + left]
                + sums[top * line + left];
    }

    private static int clamp(double value, int most) {
        return (int) Math.max(0, Math.min(most, value));
    }

    /** The index in the stored picture of a place of the upright one. */
    private static int stored(int x, int y, int width, int height, int orientation) {
        int column = switch (orientation) {
            case 2, 3 -> width - 1 - x;
            case 5, 8 -> orientation == 5 ? y : width - 1 - y;
            case 6 -> y;
            case 7 -> width - 1 - y;
            default -> x;
        };
        int row = switch (orientation) {
            case 3, 4 -> height - 1 - y;
            case 5, 8 -> x;
            case 6, 7 -> height - 1 - x;
            default -> y;
        };
        return row * width + column;
    }

    /** For each place the lightest of those around it, {@link #AROUND} in each direction. */
    private static int[] lightest(byte[] grey, int width, int height) {
        int wide = width + 2 * AROUND;
        int[] lightest = new int[wide * (height + 2 * AROUND)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                lightest[(y + AROUND) * wide + x + AROUND] = grey[y * width + x] & 0xFF;
            }
        }
        lightestAhead(lightest, 1);
        lightestAhead(lightest, wide);
        return lightest;
    }

    /** Puts at each place the most of it and the twelve after it: of two, of four, of eight, then of thirteen. */
    private static void lightestAhead(int[] values, int step) {
        for (int ahead : new int[] {1, 2, 4, 2 * AROUND + 1 - 8}) {
            int distance = ahead * step;
            for (int i = 0; i + distance < values.length; i++) {
                values[i] = Math.max(values[i], values[i + distance]);
            }
        }
    }
}
