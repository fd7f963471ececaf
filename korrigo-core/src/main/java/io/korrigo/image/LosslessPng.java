package io.korrigo.image;

import io.korrigo.Internal;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** A PNG file of decoded pixels: one bit each where they are black and white. */
@Internal
public final class LosslessPng {
    private LosslessPng() {}

    /** @param pixels as OpenCV decodes them; not changed */
    public static byte[] of(Mat pixels) {
        MatOfByte out = new MatOfByte();
        MatOfInt bilevel = new MatOfInt(Imgcodecs.IMWRITE_PNG_BILEVEL, isBilevel(pixels) ? 1 : 0);
        try {
            Imgcodecs.imencode(".png", pixels, out, bilevel);
            return out.toArray();
        } finally {
            out.release();
            bilevel.release();
        }
    }

    private static boolean isBilevel(Mat pixels) {
        if (pixels.channels() != 1 || pixels.elemSize() != 1) {
            return false;
        }
        Mat between = new Mat();
        Core.inRange(pixels, new Scalar(1), new Scalar(254), between);
        boolean none = Core.countNonZero(between) == 0;
        between.release();
        return none;
    }
}
