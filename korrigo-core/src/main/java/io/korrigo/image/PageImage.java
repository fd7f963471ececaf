package io.korrigo.image;

import io.korrigo.InvalidInputException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * A page's pixels in grey, 0 black to 255 white, as a person sees the paper (EXIF orientation applied, a fax's pixels made
 * square), decoded as far down as somebody asks for.
 *
 * <p><b>Threads:</b> one at a time. Holds native memory until closed.
 */
public final class PageImage implements AutoCloseable {
    /**
     * Share of the height in which a page that was scanned upright has its header: forms use up to a quarter, and a scan may
     * push it down a little. One that ends lower is found on the whole page.
     */
    private static final double TOP = 0.3;
    /** Longer sides, in pixels, of which half is as much as the whole of a page that is scanned coarsely. */
    private static final int LARGE = 3200;

    private final byte[] encoded;
    private final String name;
    private final Mat top;
    private final int height;
    private final boolean halved;
    private final double pixelAspect;
    private @Nullable Mat whole;

    private PageImage(
            byte[] encoded, String name, boolean halved, double pixelAspect, Mat top, int height, @Nullable Mat whole) {
        this.encoded = encoded;
        this.name = name;
        this.halved = halved;
        this.pixelAspect = pixelAspect;
        this.top = top;
        this.height = height;
        this.whole = whole;
    }

    /**
     * Where a page's pixels come from; nothing is decoded before somebody asks.
     *
     * <p><b>Threads:</b> as safe as what it was made of.
     */
    public interface Source {
        /**
         * The page, to be closed by who asked.
         *
         * @throws InvalidInputException when its data is damaged
         */
        PageImage decode();

        /** The same at half the size where that is quicker, and it stays large enough. */
        PageImage decodeSmall();

        /**
         * An image file.
         *
         * @param name how messages call the image
         */
        static Source of(byte[] encoded, String name) {
            return new Source() {
                @Override
                public PageImage decode() {
                    return PageImage.decode(encoded, name);
                }

                @Override
                public PageImage decodeSmall() {
                    return PageImage.decodeSmall(encoded, name);
                }
            };
        }

        /**
         * Pixels that are there already: in grey, upright and square.
         *
         * @param pixels makes them anew each time, for the page to change and release
         * @param name how messages call the image
         */
        static Source of(Supplier<Mat> pixels, String name) {
            return new Source() {
                @Override
                public PageImage decode() {
                    return cleaned(new byte[0], name, false, pixels.get());
                }

                @Override
                public PageImage decodeSmall() {
                    return decode();
                }
            };
        }
    }

    /**
     * Decodes the top of an image file after {@link EncodedImage#inspect} let it pass; what can't be decoded in part is
     * decoded whole, and freed of {@link Specks}.
     *
     * @param name how messages call the image
     * @throws InvalidInputException when it is not a whole JPEG, PNG or TIFF, is too large, or its data is damaged
     */
    public static PageImage decode(byte[] encoded, String name) {
        return decode(encoded, name, EncodedImage.inspect(encoded, name), false);
    }

    /** The same, but a JPEG with {@value #LARGE} pixels or more along its longer side has half as many both ways. */
    public static PageImage decodeSmall(byte[] encoded, String name) {
        EncodedImage image = EncodedImage.inspect(encoded, name);
        boolean large = Math.max(image.width(), image.height()) >= LARGE && image.pixelAspect() == 1;
        // no other decoder is quicker at half the size
        return decode(encoded, name, image, large && image.format() == EncodedImage.Format.JPEG);
    }

    private static PageImage decode(byte[] encoded, String name, EncodedImage image, boolean halved) {
        double stretch = Math.max(image.pixelAspect(), 1 / image.pixelAspect());
        if (stretch > 1 && image.width() * stretch * image.height() <= EncodedImage.MAX_PIXELS) {
            // the picture is turned before it is squared
            boolean lies = PictureOrientation.of(encoded) >= 5;
            return squared(encoded, name, lies ? 1 / image.pixelAspect() : image.pixelAspect());
        }
        if (image.format() == EncodedImage.Format.JPEG) {
            byte[] cut = TopOfJpeg.cut(encoded, (int) (TOP * image.height()));
            if (cut != null) {
                int height = halved ? (image.height() + 1) / 2 : image.height();
                return new PageImage(encoded, name, halved, 1, pixels(cut, name, halved), height, null);
            }
        }
        return cleaned(encoded, name, halved, pixels(encoded, name, halved));
    }

    private static PageImage cleaned(byte[] encoded, String name, boolean halved, Mat whole) {
        Specks.clean(whole);
        return new PageImage(encoded, name, halved, 1, topOf(whole), whole.rows(), whole);
    }

    /** The page with square pixels, the longer side of each parted: boxes keep all that was scanned of them. */
    private static PageImage squared(byte[] encoded, String name, double pixelAspect) {
        Mat stored = pixels(encoded, name, false);
        Specks.clean(stored);
        Mat whole = new Mat();
        Imgproc.resize(
                stored, whole, new Size(), Math.max(1, pixelAspect), Math.max(1, 1 / pixelAspect), Imgproc.INTER_CUBIC);
        stored.release();
        return new PageImage(encoded, name, false, pixelAspect, topOf(whole), whole.rows(), whole);
    }

    private static Mat topOf(Mat whole) {
        return whole.submat(0, Math.max(1, (int) (TOP * whole.rows())), 0, whole.cols());
    }

    private static Mat pixels(byte[] encoded, String name, boolean halved) {
        MatOfByte bytes = new MatOfByte(encoded);
        try {
            Mat grey = Imgcodecs.imdecode(
                    bytes, halved ? Imgcodecs.IMREAD_REDUCED_GRAYSCALE_2 : Imgcodecs.IMREAD_GRAYSCALE);
            if (grey.empty()) {
                grey.release();
                throw new InvalidInputException(name + " cannot be decoded: its data is damaged; scan it again");
            }
            return grey;
        } finally {
            bytes.release();
        }
    }

    /** The upper part of the page, at its full width. */
    public Mat top() {
        return top;
    }

    /**
     * The whole page, decoded on the first call.
     *
     * @throws InvalidInputException when its data is damaged
     */
    public Mat whole() {
        Mat decoded = whole;
        if (decoded == null) {
            decoded = pixels(encoded, name, halved);
            whole = decoded;
        }
        return decoded;
    }

    /** Whether the image has twice as many pixels both ways. */
    public boolean halved() {
        return halved;
    }

    /** How many of the file's pixels a pixel here is wide. */
    public double across() {
        return halved ? 2 : Math.min(1, 1 / pixelAspect);
    }

    /** How many of the file's pixels a pixel here is high. */
    public double down() {
        return halved ? 2 : Math.min(1, pixelAspect);
    }

    /** What is decoded already: the top at least. */
    public Mat decoded() {
        return whole == null ? top : whole;
    }

    public int width() {
        return top.cols();
    }

    /** Of the whole page. */
    public int height() {
        return height;
    }

    @Override
    public void close() {
        top.release();
        if (whole != null) {
            whole.release();
        }
    }
}
