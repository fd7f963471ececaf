package io.korrigo.image;

import io.korrigo.Internal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * A picture in grey, small enough to tell at little cost where there is ink: each pixel is the mean of what it stands for.
 *
 * @param grey row by row, 0 black to 255 white, not turned by what the file says of its orientation
 */
@Internal
public record SmallPicture(int width, int height, byte[] grey) {
    /** Pixels along the shorter side that are enough: about 4 points each on an A4 sheet. */
    private static final int ENOUGH = 140;

    /**
     * Decodes the first {@code length} bytes of a JPEG, PNG or TIFF; a JPEG at an eighth where it is large.
     *
     * @return null when OpenCV can't decode it, or only turned: of TIFF files that are to be held otherwise it knows no other way
     * @throws OpenCvUnavailableException when OpenCV can't be loaded here
     */
    public static @Nullable SmallPicture decode(byte[] file, int length, int width, int height) {
        if (TiffFile.recognises(file) && PictureOrientation.of(file) != 1) {
            return null;
        }
        OpenCvLibrary.load();
        int times = Math.max(1, Math.min(width, height) / ENOUGH);
        boolean jpeg = (file[0] & 0xFF) == 0xFF;
        int how = !jpeg || times < 2
                ? Imgcodecs.IMREAD_GRAYSCALE
                : times < 4
                        ? Imgcodecs.IMREAD_REDUCED_GRAYSCALE_2
                        : times < 8 ? Imgcodecs.IMREAD_REDUCED_GRAYSCALE_4 : Imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
        MatOfByte bytes = new MatOfByte(length == file.length ? file : Arrays.copyOf(file, length));
        Mat grey = Imgcodecs.imdecode(bytes, how | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
        try {
            if (grey.empty()) {
                return null;
            }
            byte[] pixels = new byte[grey.cols() * grey.rows()];
            grey.get(0, 0, pixels);
            return new SmallPicture(grey.cols(), grey.rows(), pixels).enough();
        } finally {
            grey.release();
            bytes.release();
        }
    }

    /** Whether an eighth of a picture of this size is enough. */
    public static boolean isEnoughAtAnEighth(int width, int height) {
        return Math.min(width, height) / 8 >= ENOUGH;
    }

    /** How many pixels both ways one of the small picture may stand for. */
    public static int shrinking(int width, int height) {
        return Math.max(1, Math.min(width, height) / ENOUGH);
    }

    /** The same no larger than needed: means of so many pixels both ways as are too many. */
    SmallPicture enough() {
        int shrinking = shrinking(width, height);
        if (shrinking == 1) {
            return this;
        }
        SmallRows rows = new SmallRows(width, height, shrinking);
        for (int y = 0; y < height; y++) {
            rows.add(grey, y * width);
        }
        return rows.picture();
    }
}
