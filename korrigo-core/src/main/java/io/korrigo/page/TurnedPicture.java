package io.korrigo.page;

import io.korrigo.InvalidInputException;
import io.korrigo.image.JpegOrientation;
import io.korrigo.image.LosslessPng;
import io.korrigo.image.OpenCvLibrary;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * A picture as its page shows it: copiers that feed sheets sideways store them so, and turn the page. Fronts would be put right by their
 * headers; backs and pages without a header would not.
 */
final class TurnedPicture {
    private TurnedPicture() {}

    /**
     * A JPEG says how to hold it, and keeps its data; any other becomes a PNG of the same pixels.
     *
     * @param picture an image file
     * @param quarterTurns 0 to 3, clockwise
     * @param name what messages call the page
     * @throws InvalidInputException when its data is damaged
     */
    static byte[] of(byte[] picture, int quarterTurns, String name) {
        if ((picture[0] & 0xFF) == 0xFF) {
            return JpegOrientation.held(picture, quarterTurns);
        }
        return quarterTurns == 0 ? picture : turned(picture, quarterTurns, name);
    }

    private static byte[] turned(byte[] picture, int quarterTurns, String name) {
        OpenCvLibrary.load();
        int[] codes = {Core.ROTATE_90_CLOCKWISE, Core.ROTATE_180, Core.ROTATE_90_COUNTERCLOCKWISE};
        MatOfByte stored = new MatOfByte(picture);
        Mat pixels = Imgcodecs.imdecode(stored, Imgcodecs.IMREAD_ANYDEPTH | Imgcodecs.IMREAD_ANYCOLOR);
        stored.release();
        try {
            if (pixels.empty()) {
                throw new InvalidInputException(name + " cannot be decoded: its data is damaged; scan it again");
            }
            Core.rotate(pixels, pixels, codes[quarterTurns - 1]);
            return LosslessPng.of(pixels);
        } finally {
            pixels.release();
        }
    }
}
