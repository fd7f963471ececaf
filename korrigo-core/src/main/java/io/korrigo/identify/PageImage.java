package io.korrigo.identify;

import io.korrigo.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * A page's pixels in grey, 0 black to 255 white, as a person sees the file (EXIF orientation applied), decoded as far
 * down as somebody asks for.
 *
 * <p><b>Threads:</b> one at a time. Holds native memory until closed.
 */
final class PageImage implements AutoCloseable {
    /** Share of the height in which a page that was scanned upright has its header: forms use up to a quarter. */
    private static final double TOP = 1 / 3.0;

    private final byte[] encoded;
    private final String name;
    private final Mat top;
    private final int height;
    private @Nullable Mat whole;

    private PageImage(byte[] encoded, String name, Mat top, int height, @Nullable Mat whole) {
        this.encoded = encoded;
        this.name = name;
        this.top = top;
        this.height = height;
        this.whole = whole;
    }

    /**
     * Decodes the top of an image file after {@link EncodedImage#inspect} let it pass; what can't be decoded in part is
     * decoded whole, and freed of {@link Specks}.
     *
     * @param name how messages call the image
     * @throws InvalidInputException when it is not a whole JPEG, PNG or TIFF, is too large, or its data is damaged
     */
    static PageImage decode(byte[] encoded, String name) {
        EncodedImage image = EncodedImage.inspect(encoded, name);
        if (image.format() == EncodedImage.Format.JPEG) {
            byte[] cut = TopOfJpeg.cut(encoded, (int) (TOP * image.height()));
            if (cut != null) {
                return new PageImage(encoded, name, pixels(cut, name), image.height(), null);
            }
        }
        Mat whole = pixels(encoded, name);
        Specks.clean(whole);
        Mat top = whole.submat(0, Math.max(1, (int) (TOP * whole.rows())), 0, whole.cols());
        return new PageImage(encoded, name, top, whole.rows(), whole);
    }

    private static Mat pixels(byte[] encoded, String name) {
        MatOfByte bytes = new MatOfByte(encoded);
        try {
            Mat grey = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
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
    Mat top() {
        return top;
    }

    /**
     * The whole page, decoded on the first call.
     *
     * @throws InvalidInputException when its data is damaged
     */
    Mat whole() {
        Mat decoded = whole;
        if (decoded == null) {
            decoded = pixels(encoded, name);
            whole = decoded;
        }
        return decoded;
    }

    /** What is decoded already: the top at least. */
    Mat decoded() {
        return whole == null ? top : whole;
    }

    int width() {
        return top.cols();
    }

    /** Of the whole page. */
    int height() {
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
