package io.korrigo.flatten.image;

/**
 * What an image file says about its size and position.
 *
 * @param width pixels in a stored row
 * @param height stored rows
 * @param orientation how to hold it, 1 to 8 as EXIF and TIFF 6.0 count
 * @param dpiX pixels per inch along a stored row, or 0 when the file doesn't say
 * @param dpiY pixels per inch along a stored column, or 0 when the file doesn't say
 */
public record ImageShape(int width, int height, int orientation, double dpiX, double dpiY) {
    public ImageShape {
        if (orientation < 1 || orientation > 8) {
            orientation = 1;
        }
    }

    /** Whether rows are columns once the page is upright. */
    boolean onItsSide() {
        return orientation >= 5;
    }
}
