package io.korrigo.flatten;

import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.image.ImageShape;
import io.korrigo.flatten.image.ImageXObject;
import io.korrigo.flatten.image.JpegBlanker;
import io.korrigo.flatten.image.JpegImage;
import io.korrigo.flatten.image.JpegParts;
import io.korrigo.flatten.image.PngImage;
import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.pdf.PdfWriter;
import io.korrigo.flatten.pdf.SharedObjects;
import io.korrigo.flatten.source.PageSource;
import io.korrigo.flatten.source.SourceDocument;
import io.korrigo.image.SmallPicture;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Takes regions out of pages for good.
 *
 * <ol>
 *   <li>A baseline JPEG loses the blocks that a region touches, eight or sixteen pixels wide, and keeps every coefficient
 *       elsewhere.
 *   <li>Any other image is decoded, whitened in the region to the pixel, and compressed again without loss.
 *   <li>A page of a PDF is drawn as a picture, at {@link #DPI} dots per inch, and whitened then; so is any other page that
 *       draws with a picture or form of such a page, since the region's content would come along with it.
 *   <li>Image files of all pages leave behind what describes them: EXIF, XMP, thumbnails, comments.
 * </ol>
 */
final class BlankedPages {
    /** Resolution of source pages that are drawn as pictures. */
    static final int DPI = 200;

    private final List<BlankedRegion> regions;
    private final List<PageSource> pages;

    BlankedPages(CopyToFlatten copy) {
        this.regions = copy.blanked();
        this.pages = copy.pages();
    }

    /** Whether nothing is to be taken out of any page. */
    boolean isEmpty() {
        return regions.isEmpty();
    }

    /** The image in the first bytes of {@code file}, without what is in the page's regions and what describes it. */
    ImageXObject image(int pageIndex, ImageXObject image, byte[] file, int length) throws IOException, PageFault {
        List<PageRegion> own = of(pageIndex);
        if (image instanceof JpegImage) {
            JpegParts parts = JpegParts.of(file, length);
            Optional<byte[]> jpeg = own.isEmpty()
                    ? Optional.of(parts.withoutDescriptions())
                    : JpegBlanker.blank(parts, stored(own, image.shape()));
            if (jpeg.isPresent()) {
                return new HeldImage(new JpegImage(jpeg.get(), jpeg.get().length), image.shape());
            }
        } else if (own.isEmpty()) {
            return image;
        }
        return new HeldImage(whitened(image.decoded(), stored(own, image.shape())), image.shape());
    }

    /** Whether a page of a PDF has to become a picture. */
    boolean needsPicture(int pageIndex, SourceDocument document) throws IOException, PageFault {
        if (regions.isEmpty() || !of(pageIndex).isEmpty()) {
            return !regions.isEmpty();
        }
        Object origin = pages.get(pageIndex).origin();
        Set<Integer> blanked = new HashSet<>();
        for (BlankedRegion region : regions) {
            PageSource source = pages.get(region.pageIndex());
            if (source.origin().equals(origin)) {
                blanked.add(source.pageIndex().orElse(0));
            }
        }
        return document.sharesPictures(pages.get(pageIndex).pageIndex().orElse(0), blanked);
    }

    /** A page that was drawn as a picture, upright, without what is in its regions. */
    ImageXObject picture(int pageIndex, BufferedImage drawn) throws IOException, PageFault {
        ImageShape shape = new ImageShape(drawn.getWidth(), drawn.getHeight(), 1, 0, 0);
        return whitened(drawn, stored(of(pageIndex), shape));
    }

    private List<PageRegion> of(int pageIndex) {
        return regions.stream()
                .filter(region -> region.pageIndex() == pageIndex)
                .map(BlankedRegion::region)
                .toList();
    }

    private static ImageXObject whitened(BufferedImage picture, List<Rectangle> regions) throws IOException, PageFault {
        BufferedImage white = WhiteAreas.fill(picture, regions);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if (!ImageIO.write(white, "png", png)) {
            throw new PageFault("nothing can be taken out of this kind of image; save it as PNG or JPEG");
        }
        return PngImage.open(png.toByteArray(), png.size());
    }

    /** Where regions of the upright page are in the stored picture, give or take nothing that was in them. */
    private static List<Rectangle> stored(List<PageRegion> regions, ImageShape shape) {
        List<Rectangle> places = new ArrayList<>();
        for (PageRegion region : regions) {
            double[] from = stored(region.x(), region.y(), shape.orientation());
            double[] to = stored(region.x() + region.w(), region.y() + region.h(), shape.orientation());
            int left = (int) Math.floor(Math.min(from[0], to[0]) * shape.width());
            int top = (int) Math.floor(Math.min(from[1], to[1]) * shape.height());
            int right = (int) Math.ceil(Math.max(from[0], to[0]) * shape.width());
            int bottom = (int) Math.ceil(Math.max(from[1], to[1]) * shape.height());
            places.add(new Rectangle(left, top, right - left, bottom - top));
        }
        return places;
    }

    /** A point of the upright page in the stored picture, both in fractions, by EXIF orientation. */
    private static double[] stored(double u, double v, int orientation) {
        return switch (orientation) {
            case 2 -> new double[] {1 - u, v};
            case 3 -> new double[] {1 - u, 1 - v};
            case 4 -> new double[] {u, 1 - v};
            case 5 -> new double[] {v, u};
            case 6 -> new double[] {v, 1 - u};
            case 7 -> new double[] {1 - v, 1 - u};
            case 8 -> new double[] {1 - v, u};
            default -> new double[] {u, v};
        };
    }

    /** An image whose file no longer says how to hold it. */
    private record HeldImage(ImageXObject image, ImageShape shape) implements ImageXObject {
        @Override
        public BufferedImage decoded() throws PageFault {
            return image.decoded();
        }

        @Override
        public @Nullable SmallPicture small() throws PageFault {
            return image.small();
        }

        @Override
        public void write(PdfWriter pdf, int id, SharedObjects shared) throws IOException, PageFault {
            image.write(pdf, id, shared);
        }
    }
}
