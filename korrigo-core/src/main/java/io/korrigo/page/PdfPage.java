package io.korrigo.page;

import io.korrigo.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;

/** One page of a PDF as an image file: the picture that it shows, or itself drawn. */
final class PdfPage {
    private static final double DPI = 200;
    /** Pixels of a page that is drawn: an A3 sheet has 8 million at 200 dpi. Larger sheets are drawn coarser. */
    private static final double MOST_PIXELS = 20e6;
    /** No page is wider than the largest that PDF knows, times the largest unit that is in use. */
    private static final double WIDEST = 144_000;

    private final PDDocument document;
    private final int index;
    private final String name;
    private final Duration longest;

    PdfPage(PDDocument document, int index, String name, Duration longest) {
        this.document = document;
        this.index = index;
        this.name = name;
        this.longest = longest;
    }

    /** @throws InvalidInputException when the page is damaged, or too much work */
    byte[] image() throws IOException {
        try {
            PDPage page = document.getPage(index);
            UnpackedSize.require(page, name);
            PageLimits limits = new PageLimits(name, longest);
            Optional<OnlyPicture.Shown> only = OnlyPicture.shown(page, limits);
            if (only.isPresent()) {
                PDImageXObject picture = Jbig2Picture.unpacked(only.get().picture(), null, name, limits);
                Optional<byte[]> stored = StoredPicture.of(picture, name);
                if (stored.isPresent()) {
                    return TurnedPicture.of(stored.get(), only.get().place().quarterTurns(page.getRotation()), name);
                }
            }
            return GreyPng.of(drawn(page));
        } catch (FileSystemException | InvalidInputException told) {
            throw told;
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError damaged) {
            // PDFBox and the platform's decoders meet damaged files with exceptions of all sorts
            throw new InvalidInputException(name + " is damaged and can't be read: print it to a new PDF", damaged);
        }
    }

    private BufferedImage drawn(PDPage page) throws IOException {
        PDRectangle crop = page.getCropBox();
        float unit = page.getCOSObject().getFloat(COSName.getPDFName("UserUnit"), 1);
        double width = (double) crop.getWidth() * unit;
        double height = (double) crop.getHeight() * unit;
        if (!(width > 0 && height > 0 && width < WIDEST && height < WIDEST)) {
            throw new InvalidInputException(name + " has no usable size: print it to a new PDF");
        }
        double scale = Math.min(DPI / 72, Math.sqrt(MOST_PIXELS / (width * height)));
        // the renderer knows nothing of units
        return new LimitedRenderer(document, name, new PageLimits(name, longest))
                .renderImage(index, (float) (scale * unit), ImageType.RGB);
    }
}
