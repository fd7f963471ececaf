package io.korrigo.image;

import io.korrigo.Internal;
import org.jspecify.annotations.Nullable;

/**
 * The mean brightness of each block of a JPEG, eight by eight pixels, read without decoding it: the Huffman codes are
 * walked; of each block the difference to the one before is added up, and the rest is skipped.
 *
 * <p><b>Threads:</b> for one thread.
 */
@Internal
public final class JpegMeans {
    private final JpegScan scan;
    private final int width;
    private final int height;
    private final byte[] grey;
    private @Nullable BlockWalk blocks;
    private int unitRows;
    private boolean damaged;

    private JpegMeans(JpegScan scan) {
        this.scan = scan;
        this.width = (scan.width() + 7) / 8;
        this.height = (scan.height() + 7) / 8;
        this.grey = new byte[hasBrightness() ? width * height : 0];
    }

    /** Walks the whole picture, or as much of it as there is. */
    public static JpegMeans of(JpegScan scan) {
        BlockWalk blocks = BlockWalk.over(scan);
        if (blocks == null) {
            return blockByBlock(scan);
        }
        JpegMeans means = new JpegMeans(scan);
        means.blocks = blocks;
        means.unitRows = blocks.blocks() / (blocks.blocksInUnit() * scan.columns());
        means.damaged = blocks.isSenseless();
        return means;
    }

    /** The same of any scan, one block after the other. */
    static JpegMeans blockByBlock(JpegScan scan) {
        JpegMeans means = new JpegMeans(scan);
        means.walk();
        return means;
    }

    /** Whether the first component is brightness, at full size. */
    private boolean hasBrightness() {
        JpegScan.Component first = scan.components().get(0);
        return scan.components().size() <= 3
                && !scan.isRgb()
                && 8 * first.across() == scan.unitWidth()
                && 8 * first.down() == scan.unitHeight();
    }

    /** Whether its data makes no sense somewhere. */
    public boolean isDamaged() {
        return damaged;
    }

    /** How many rows of pixels are there: fewer than the picture says where its data ends too early. */
    public int rows() {
        return Math.min(scan.height(), unitRows * scan.unitHeight());
    }

    /** The means as a picture; null where the whole of it is not there, or its first component is not brightness. */
    public @Nullable SmallPicture picture() {
        boolean seen = grey.length > 0 && !damaged && rows() == scan.height();
        if (seen && blocks != null) {
            addUp(blocks);
            blocks = null;
        }
        return seen ? new SmallPicture(width, height, grey).enough() : null;
    }

    private void walk() {
        EntropyBits bits = scan.bits();
        JpegScan.Component[] components = scan.components().toArray(JpegScan.Component[]::new);
        int columns = scan.columns();
        int rows = scan.rows();
        int interval = scan.restartInterval();
        int untilRestart = interval;
        int mean = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (interval > 0 && untilRestart-- == 0) {
                    untilRestart = interval - 1;
                    mean = 0;
                    if (!bits.restart()) {
                        return;
                    }
                }
                for (int c = 0; c < components.length; c++) {
                    JpegScan.Component component = components[c];
                    int across = component.across();
                    for (int down = 0; down < component.down(); down++) {
                        for (int block = 0; block < across; block++) {
                            int difference = bits.difference(component.differences());
                            if (difference == EntropyBits.DAMAGED || !bits.skipCoefficients(component.coefficients())) {
                                damaged = !bits.isOver();
                                return;
                            }
                            if (c == 0) {
                                mean += difference;
                                put(column * across + block, row * component.down() + down, mean * component.step());
                            }
                        }
                    }
                }
            }
            if (bits.isOver()) {
                return;
            }
            unitRows = row + 1;
        }
    }

    /** Adds up the differences between blocks whose begins are known. */
    private void addUp(BlockWalk walk) {
        JpegScan.Component first = scan.components().get(0);
        HuffmanCode code = first.differences();
        int columns = scan.columns();
        int rows = scan.rows();
        int unit = 0;
        int mean = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int block = unit;
                for (int down = 0; down < first.down(); down++) {
                    for (int across = 0; across < first.across(); across++) {
                        mean += code.difference(walk.head(block++));
                        put(column * first.across() + across, row * first.down() + down, mean * first.step());
                    }
                }
                unit += walk.blocksInUnit();
            }
        }
    }

    private void put(int x, int y, int mean) {
        if (grey.length > 0 && x < width && y < height) {
            // of 64 pixels the coefficient is an eighth of the sum, and 0 is half bright (T.81, A.3.3 and A.3.1)
            grey[y * width + x] = (byte) Math.max(0, Math.min(255, (mean >> 3) + 128));
        }
    }
}
