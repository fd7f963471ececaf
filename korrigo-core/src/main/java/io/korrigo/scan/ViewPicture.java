package io.korrigo.scan;

import io.korrigo.InvalidInputException;
import io.korrigo.image.EncodedImage;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * The picture of a view, decoded as far as somebody asks: a JPEG at an eighth of its size costs a third of the whole.
 *
 * <p><b>Threads:</b> for one thread. Holds native memory until closed.
 */
final class ViewPicture implements AutoCloseable {
    private final byte[] file;
    private final String name;
    private final boolean jpeg;
    private final EncodedImage stored;
    private boolean turned;
    private @Nullable Mat grey;

    /** @throws InvalidInputException when the image is cut off or too large */
    ViewPicture(byte[] file, String name) {
        this.stored = EncodedImage.inspect(file, name);
        this.file = file;
        this.name = name;
        this.jpeg = (file[0] & 0xFF) == 0xFF;
    }

    byte[] file() {
        return file;
    }

    /** Of the view, as decoders turn it, in pixels; known once some of it was decoded. */
    int width() {
        return turned ? stored.height() : stored.width();
    }

    int height() {
        return turned ? stored.width() : stored.height();
    }

    private int longer() {
        return Math.max(stored.width(), stored.height());
    }

    String name() {
        return name;
    }

    /**
     * All of it, decoded once; not to be released.
     *
     * @throws InvalidInputException when its data is damaged
     */
    Mat grey() {
        Mat decoded = grey;
        if (decoded == null) {
            decoded = decode(Imgcodecs.IMREAD_GRAYSCALE);
            grey = decoded;
        }
        return decoded;
    }

    /** What a glance is thrown at. */
    InkGlance glance() {
        int times = longer() / InkGlance.LEAST;
        if (grey != null || !jpeg || times < 2) {
            return glance(grey());
        }
        Mat small = decode(
                times >= 8
                        ? Imgcodecs.IMREAD_REDUCED_GRAYSCALE_8
                        : times >= 4 ? Imgcodecs.IMREAD_REDUCED_GRAYSCALE_4 : Imgcodecs.IMREAD_REDUCED_GRAYSCALE_2);
        try {
            return glance(small);
        } finally {
            small.release();
        }
    }

    private static InkGlance glance(Mat picture) {
        int times = Math.max(picture.cols(), picture.rows()) / InkGlance.LEAST;
        int width = times == 0 ? 0 : picture.cols() / times;
        int height = times == 0 ? 0 : picture.rows() / times;
        if (times < 2 || width == 0 || height == 0) {
            return InkGlance.of(picture);
        }
        Mat small = new Mat();
        // whole numbers of pixels are averaged several times as fast
        Mat whole = picture.submat(0, height * times, 0, width * times);
        try {
            Imgproc.resize(whole, small, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
            return InkGlance.of(small);
        } finally {
            whole.release();
            small.release();
        }
    }

    /** What a glance leaves open. */
    InkFinder.Found look() {
        if (grey != null || !jpeg || longer() < 2 * InkFinder.WORKING_SIZE) {
            return InkFinder.find(grey());
        }
        Mat half = decode(Imgcodecs.IMREAD_REDUCED_GRAYSCALE_2);
        try {
            return InkFinder.find(half);
        } finally {
            half.release();
        }
    }

    private Mat decode(int how) {
        MatOfByte bytes = new MatOfByte(file);
        Mat decoded = Imgcodecs.imdecode(bytes, how);
        bytes.release();
        if (decoded.empty()) {
            decoded.release();
            throw new InvalidInputException(name + " cannot be decoded: its data is damaged; scan it again");
        }
        turned = decoded.cols() > decoded.rows() != stored.width() > stored.height();
        return decoded;
    }

    @Override
    public void close() {
        if (grey != null) {
            grey.release();
        }
    }
}
