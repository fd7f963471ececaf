package io.korrigo.page;

import java.awt.image.BufferedImage;
import java.util.zip.Deflater;

/** A drawn page as a grey PNG, packed loosely: it is read once and thrown away. */
final class GreyPng {
    private GreyPng() {}

    static byte[] of(BufferedImage page) {
        int width = page.getWidth();
        PngFile png = new PngFile(width, page.getHeight(), 8, PngFile.GREY, new byte[0], Deflater.NO_COMPRESSION);
        int[] colors = new int[width];
        byte[] row = new byte[width];
        for (int y = 0; y < page.getHeight(); y++) {
            page.getRGB(0, y, width, 1, colors, 0, width);
            for (int x = 0; x < width; x++) {
                int color = colors[x];
                // luma of ITU-R BT.601, as OpenCV weighs colours
                row[x] = (byte) (((color >> 16 & 0xFF) * 77 + (color >> 8 & 0xFF) * 150 + (color & 0xFF) * 29) >> 8);
            }
            png.row(row);
        }
        return png.finish();
    }
}
