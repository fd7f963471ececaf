package io.korrigo.page;

import io.korrigo.Internal;
import io.korrigo.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;

/** Draws pages of PDFs for who has the document open, within limits of work; what can't be drawn is an error, never white paper. */
@Internal
public final class DrawnPage {
    private DrawnPage() {}

    /**
     * The page upright, in colours.
     *
     * @param document which is read only
     * @param index from 0
     * @param scale pixels a point
     * @param coarse whether pixels of large pictures may be left out
     * @param name what messages call the page
     * @throws InvalidInputException when the page takes too long, or has a picture that can't be read
     * @throws IOException when the page is damaged
     */
    public static BufferedImage of(PDDocument document, int index, float scale, boolean coarse, String name)
            throws IOException {
        LimitedRenderer renderer = new LimitedRenderer(document, name, new PageLimits(name, PageLimits.LONGEST));
        renderer.setSubsamplingAllowed(coarse);
        return renderer.renderImage(index, scale, ImageType.RGB);
    }
}
