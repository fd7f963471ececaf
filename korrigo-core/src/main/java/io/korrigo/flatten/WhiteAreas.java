package io.korrigo.flatten;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.List;

/** Fills parts of a picture with white, whatever its samples mean. */
final class WhiteAreas {
    private static final int OPAQUE_WHITE = 0xFFFFFFFF;

    private WhiteAreas() {}

    /** The picture itself where it has a white, else one in RGB with the same colours, on white where it was clear. */
    static BufferedImage fill(BufferedImage picture, List<Rectangle> areas) {
        int[] white = white(picture.getColorModel());
        BufferedImage filled = picture;
        if (white.length == 0) {
            filled = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = filled.createGraphics();
            graphics.drawImage(picture, 0, 0, Color.WHITE, null);
            graphics.dispose();
            white = new int[] {255, 255, 255};
        }
        WritableRaster raster = filled.getRaster();
        for (Rectangle area : areas) {
            Rectangle part = area.intersection(raster.getBounds());
            for (int band = 0; band < raster.getNumBands() && !part.isEmpty(); band++) {
                int[] row = new int[part.width];
                Arrays.fill(row, white[band]);
                for (int y = part.y; y < part.y + part.height; y++) {
                    raster.setSamples(part.x, y, part.width, 1, band, row);
                }
            }
        }
        return filled;
    }

    /** The samples of opaque white, or none where there is no white to be had. */
    private static int[] white(ColorModel colors) {
        if (colors instanceof IndexColorModel palette) {
            for (int i = 0; i < palette.getMapSize(); i++) {
                if (palette.getRGB(i) == OPAQUE_WHITE) {
                    return new int[] {i};
                }
            }
            return new int[0];
        }
        int type = colors.getColorSpace().getType();
        if (type != ColorSpace.TYPE_GRAY && type != ColorSpace.TYPE_RGB) {
            return new int[0];
        }
        int[] white = new int[colors.getNumComponents()];
        for (int band = 0; band < white.length; band++) {
            white[band] = (1 << colors.getComponentSize(band)) - 1;
        }
        return white;
    }
}
