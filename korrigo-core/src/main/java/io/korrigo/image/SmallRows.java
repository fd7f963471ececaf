package io.korrigo.image;

import io.korrigo.Internal;
import java.util.Arrays;

/**
 * Makes a {@link SmallPicture} of a large one, row by row, so that the large one need never be in memory.
 *
 * <p><b>Threads:</b> for one thread.
 */
@Internal
public final class SmallRows {
    private final int width;
    private final int height;
    private final int smallHeight;
    private final int[] starts;
    private final byte[] grey;
    private final int[] sums;
    private int row;
    private int smallRow;
    private int added;

    /**
     * @param width pixels of a large row
     * @param height rows that are going to be added
     * @param shrinking how many large pixels both ways a small one stands for, about
     */
    public SmallRows(int width, int height, int shrinking) {
        this.width = width;
        this.height = height;
        int smallWidth = Math.max(1, width / shrinking);
        this.smallHeight = Math.max(1, height / shrinking);
        this.starts = new int[smallWidth + 1];
        for (int x = 0; x <= smallWidth; x++) {
            starts[x] = (int) ((long) x * width / smallWidth);
        }
        this.grey = new byte[smallWidth * smallHeight];
        this.sums = new int[smallWidth];
    }

    /** Adds the next row: the {@code width} pixels from {@code from} on. */
    public void add(byte[] pixels, int from) {
        for (int x = 0; x < sums.length; x++) {
            int sum = 0;
            for (int i = from + starts[x]; i < from + starts[x + 1]; i++) {
                sum += pixels[i] & 0xFF;
            }
            sums[x] += sum;
        }
        row++;
        added++;
        if (row >= (long) (smallRow + 1) * height / smallHeight) {
            for (int x = 0; x < sums.length; x++) {
                grey[smallRow * sums.length + x] = (byte) (sums[x] / (added * (starts[x + 1] - starts[x])));
            }
            Arrays.fill(sums, 0);
            smallRow++;
            added = 0;
        }
    }

    /** What has been added; rows that have not are black. */
    public SmallPicture picture() {
        return new SmallPicture(sums.length, smallHeight, grey);
    }
}
