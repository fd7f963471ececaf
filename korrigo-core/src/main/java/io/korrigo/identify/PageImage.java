package io.korrigo.identify;

import io.korrigo.InvalidInputException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * A page's pixels in grey, 0 black to 255 white, as a person sees the file (EXIF orientation applied).
 *
 * <p><b>Threads:</b> one at a time. Holds native memory until closed.
 */
final class PageImage implements AutoCloseable {
    private final Mat grey;

    private PageImage(Mat grey) {
        this.grey = grey;
    }

    /**
     * Decodes an image file after {@link EncodedImage#inspect} let it pass.
     *
     * @param name how messages call the image
     * @throws InvalidInputException when it is not a whole JPEG, PNG or TIFF, is too large, or its data is damaged
     */
    static PageImage decode(byte[] encoded, String name) {
        EncodedImage.inspect(encoded, name);
        MatOfByte bytes = new MatOfByte(encoded);
        try {
            Mat grey = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
            if (grey.empty()) {
                grey.release();
                throw new InvalidInputException(name + " cannot be decoded: its data is damaged; scan it again");
            }
            return new PageImage(grey);
        } finally {
            bytes.release();
        }
    }

    Mat grey() {
        return grey;
    }

    int width() {
        return grey.cols();
    }

    int height() {
        return grey.rows();
    }

    @Override
    public void close() {
        grey.release();
    }
}
