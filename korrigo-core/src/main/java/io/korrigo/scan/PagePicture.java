package io.korrigo.scan;

import io.korrigo.InvalidInputException;
import io.korrigo.image.EncodedImage;
import io.korrigo.image.JpegCrop;
import io.korrigo.image.LosslessPng;
import io.korrigo.image.OpenCvLibrary;
import java.util.Arrays;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * The picture of one page, upright. A whole view that needs no turning is handed out as it is stored. A JPEG is cut between its
 * coded units and turned by its EXIF orientation, so that no pixel changes; anything else becomes a PNG of the same pixels.
 *
 * @param bytes a JPEG, PNG or TIFF file of one page
 */
public record PagePicture(byte[] bytes) {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    /** Ending for a file of it, with the dot. */
    public String extension() {
        if ((bytes[0] & 0xFF) == 0xFF) {
            return ".jpg";
        }
        return Arrays.equals(bytes, 0, PNG.length, PNG, 0, PNG.length) ? ".png" : ".tif";
    }

    /**
     * The page of a view.
     *
     * @param view as {@link Pile#view} gives it
     * @param name how messages call it
     * @throws InvalidInputException when the view is damaged or too large
     */
    public static PagePicture of(byte[] view, PilePage page, String name) {
        if (page.part() == Part.WHOLE && page.quarterTurns() == 0) {
            return new PagePicture(view);
        }
        EncodedImage.inspect(view, name);
        if ((view[0] & 0xFF) == 0xFF) {
            byte[] cut = JpegCrop.cut(view, window(page), page.quarterTurns());
            if (cut != null) {
                return new PagePicture(cut);
            }
        }
        return new PagePicture(drawn(view, page, name));
    }

    /** Where the page lies in the view as it is stored. */
    private static JpegCrop.Window window(PilePage page) {
        if (page.part() == Part.WHOLE) {
            return JpegCrop.Window.WHOLE;
        }
        double from = page.part() == Part.LEFT ? 0 : page.fold();
        double to = page.part() == Part.LEFT ? page.fold() : 1;
        return switch (page.quarterTurns()) {
            case 0 -> new JpegCrop.Window(from, 0, to, 1);
            case 1 -> new JpegCrop.Window(0, 1 - to, 1, 1 - from);
            case 2 -> new JpegCrop.Window(1 - to, 0, 1 - from, 1);
            default -> new JpegCrop.Window(0, from, 1, to);
        };
    }

    private static byte[] drawn(byte[] view, PilePage page, String name) {
        OpenCvLibrary.load();
        MatOfByte stored = new MatOfByte(view);
        Mat pixels = Imgcodecs.imdecode(stored, Imgcodecs.IMREAD_ANYDEPTH | Imgcodecs.IMREAD_ANYCOLOR);
        stored.release();
        if (pixels.empty()) {
            throw new InvalidInputException(name + " cannot be decoded: its data is damaged; scan it again");
        }
        Mat upright = ViewReader.turned(pixels, page.quarterTurns());
        int fold = (int) Math.round(page.fold() * upright.cols());
        Mat part = switch (page.part()) {
            case WHOLE -> upright;
            case LEFT -> upright.colRange(0, fold);
            case RIGHT -> upright.colRange(fold, upright.cols());
        };
        try {
            return LosslessPng.of(part);
        } finally {
            part.release();
            upright.release();
            pixels.release();
        }
    }
}
