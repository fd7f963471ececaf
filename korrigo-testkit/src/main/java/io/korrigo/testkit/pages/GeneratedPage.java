package io.korrigo.testkit.pages;

import java.awt.image.BufferedImage;

/**
 * A drawn and scanned page.
 *
 * @param encoded the picture file: JPEG, or PNG for a black-and-white scan
 * @param image the same picture before it was encoded; grey, RGB or bilevel
 * @param truth what it holds
 */
public record GeneratedPage(byte[] encoded, BufferedImage image, PageTruth truth) {
    /** Ending for the picture's file name, with the dot. */
    public String extension() {
        return (encoded[0] & 0xff) == 0xff ? ".jpg" : ".png";
    }
}
