package io.korrigo.flatten.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The rows of a decoded image as PDF stores samples: channels side by side, 16 bits big-endian, 1 bit packed.
 *
 * <p>Reads samples and not colours where it can: the platform takes grey for linear light, and would brighten it.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class PixelRows {
    private static final int WHITE = 0xFFFFFF;

    /** How a row is made. */
    private enum Way {
        PALETTE,
        SAMPLES,
        /** What the platform makes of a colour space that PDF would show otherwise: sRGB. */
        COLORS
    }

    private final BufferedImage image;
    private final Raster raster;
    private final ColorModel colors;
    private final int[] transparent;
    private final Way way;
    private final int channels;
    private final int bits;
    private final int[] palette;
    private final int[] samples;

    private PixelRows(BufferedImage image, int[] transparent) {
        this.image = image;
        this.raster = image.getRaster();
        this.colors = image.getColorModel();
        this.transparent = raster.getNumBands() >= transparent.length ? transparent : new int[0];
        this.palette = colors instanceof IndexColorModel indexed ? onWhite(indexed) : new int[0];
        if (palette.length > 0) {
            this.way = Way.PALETTE;
            this.channels = isGrey(palette) ? 1 : 3;
            this.bits = channels == 1 && isBilevel(palette) ? 1 : 8;
        } else {
            this.way = isPlain(colors, raster) ? Way.SAMPLES : Way.COLORS;
            this.channels = way == Way.SAMPLES ? colors.getNumColorComponents() : 3;
            this.bits = way == Way.SAMPLES && colors.getComponentSize(0) > 8 ? 16 : 8;
        }
        this.samples = new int[image.getWidth() * Math.max(1, raster.getNumBands())];
    }

    /** @param transparent the samples of the one colour that is paper and not ink, in 8 bits or 16, or empty */
    static PixelRows of(BufferedImage image, int[] transparent) {
        return new PixelRows(image, transparent);
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** 1 for grey, 3 for RGB, 4 for CMYK. */
    int channels() {
        return channels;
    }

    /** 1, 8 or 16 a sample. */
    int bits() {
        return bits;
    }

    /** In a row. */
    int bytes() {
        return (width() * channels * bits + 7) / 8;
    }

    /** Whether samples are those of the file, so that its colour profile tells what they mean. */
    boolean areStored() {
        return way != Way.COLORS;
    }

    /** Fills {@code row}, {@link #bytes} long, with row {@code y}. */
    void read(int y, byte[] row) {
        switch (way) {
            case PALETTE -> readIndices(y, row);
            case SAMPLES -> readSamples(y, row);
            case COLORS -> {
                image.getRGB(0, y, width(), 1, samples, 0, width());
                for (int x = 0; x < width(); x++) {
                    putColor(row, x, onWhite(samples[x]));
                }
            }
        }
    }

    private void readIndices(int y, byte[] row) {
        raster.getPixels(0, y, width(), 1, samples);
        java.util.Arrays.fill(row, (byte) 0);
        for (int x = 0; x < width(); x++) {
            int color = palette[samples[x]];
            color = transparent.length == 1 && (color & 0xFF) == transparent[0] ? WHITE : color;
            if (bits == 1) {
                row[x >> 3] |= (byte) ((color & 1) << 7 - (x & 7));
            } else if (channels == 1) {
                row[x] = (byte) color;
            } else {
                putColor(row, x, color);
            }
        }
    }

    private void readSamples(int y, byte[] row) {
        raster.getPixels(0, y, width(), 1, samples);
        int bands = raster.getNumBands();
        long most = (1L << bits) - 1;
        int at = 0;
        for (int x = 0; x < width(); x++) {
            long alpha = bands > channels ? scaled(samples[x * bands + channels], channels) : most;
            boolean paper = transparent.length > 0
                    && java.util.Arrays.equals(
                            samples, x * bands, x * bands + transparent.length, transparent, 0, transparent.length);
            for (int c = 0; c < channels; c++) {
                long value = paper ? most : scaled(samples[x * bands + c], c);
                if (!paper && alpha != most) {
                    value = colors.isAlphaPremultiplied()
                            ? Math.min(most, value + most - alpha)
                            : (value * alpha + most * (most - alpha) + most / 2) / most;
                }
                if (bits == 16) {
                    row[at++] = (byte) (value >> 8);
                }
                row[at++] = (byte) value;
            }
        }
    }

    private long scaled(int sample, int component) {
        int size = colors.getComponentSize(component);
        return size == bits ? sample : Math.round(sample * (double) ((1 << bits) - 1) / ((1 << size) - 1));
    }

    private static void putColor(byte[] row, int x, int rgb) {
        row[3 * x] = (byte) (rgb >> 16);
        row[3 * x + 1] = (byte) (rgb >> 8);
        row[3 * x + 2] = (byte) rgb;
    }

    private static boolean isPlain(ColorModel colors, Raster raster) {
        int type = colors.getColorSpace().getType();
        int components = colors.getNumColorComponents();
        boolean known = type == ColorSpace.TYPE_GRAY && components == 1
                || type == ColorSpace.TYPE_RGB && components == 3
                || type == ColorSpace.TYPE_CMYK && components == 4 && !colors.hasAlpha();
        int data = raster.getDataBuffer().getDataType();
        boolean whole = data == DataBuffer.TYPE_BYTE || data == DataBuffer.TYPE_USHORT || data == DataBuffer.TYPE_INT;
        int bands = components + (colors.hasAlpha() ? 1 : 0);
        return known && whole && raster.getNumBands() == bands && colors.getComponentSize(0) <= 16;
    }

    private static int[] onWhite(IndexColorModel indexed) {
        int[] palette = new int[indexed.getMapSize()];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = onWhite(indexed.getRGB(i));
        }
        return palette;
    }

    private static int onWhite(int argb) {
        int alpha = argb >>> 24;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            rgb = rgb << 8 | ((argb >> shift & 0xFF) * alpha + 255 * (255 - alpha) + 127) / 255;
        }
        return rgb;
    }

    private static boolean isGrey(int[] palette) {
        for (int color : palette) {
            if ((color >> 16) != (color & 0xFF) || (color >> 8 & 0xFF) != (color & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBilevel(int[] palette) {
        for (int color : palette) {
            if (color != 0 && color != WHITE) {
                return false;
            }
        }
        return true;
    }
}
