package io.korrigo.flatten.source;

import io.korrigo.Internal;
import io.korrigo.image.JpegMeans;
import io.korrigo.image.JpegScan;
import io.korrigo.image.JpegSegments;
import io.korrigo.image.SmallPicture;
import io.korrigo.page.ScannedJpeg;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * What a scanned page of a PDF shows from afar, found without drawing it.
 *
 * @param picture the visible box of the page, not turned
 * @param orientation how to hold it, as EXIF counts
 */
@Internal
public record SourceInk(SmallPicture picture, int orientation) {
    /** Empty for a page that shows anything but one JPEG, or a JPEG that is coded in another way than scanners do. */
    static Optional<SourceInk> of(PDPage page) throws IOException {
        Optional<ScannedJpeg> scanned = ScannedJpeg.of(page);
        if (scanned.isEmpty()) {
            return Optional.empty();
        }
        byte[] file = scanned.get().file();
        SmallPicture means = means(JpegScan.of(JpegSegments.of(file, file.length)));
        if (means == null) {
            return Optional.empty();
        }
        int orientation = switch (Math.floorMod(page.getRotation(), 360)) {
            case 90 -> 6;
            case 180 -> 3;
            case 270 -> 8;
            default -> 1;
        };
        return Optional.of(new SourceInk(placed(means, scanned.get().place(), page.getCropBox()), orientation));
    }

    private static @Nullable SmallPicture means(@Nullable JpegScan scan) {
        return scan == null || !SmallPicture.isEnoughAtAnEighth(scan.width(), scan.height())
                ? null
                : JpegMeans.of(scan).picture();
    }

    /** The picture where the page has it; around it goes on what is at its edge. */
    private static SmallPicture placed(SmallPicture picture, List<Float> place, PDRectangle box) {
        float a = place.get(0);
        float b = place.get(1);
        float c = place.get(2);
        float d = place.get(3);
        boolean turned = Math.abs(b) > Math.abs(a);
        int width = turned ? picture.height() : picture.width();
        int height = turned ? picture.width() : picture.height();
        float determinant = a * d - b * c;
        byte[] grey = new byte[width * height];
        for (int y = 0; y < height; y++) {
            float down = box.getUpperRightY() - (y + 0.5f) / height * box.getHeight() - place.get(5);
            for (int x = 0; x < width; x++) {
                float across = box.getLowerLeftX() + (x + 0.5f) / width * box.getWidth() - place.get(4);
                float u = (d * across - c * down) / determinant;
                float v = (a * down - b * across) / determinant;
                int column = Math.max(0, Math.min(picture.width() - 1, (int) (u * picture.width())));
                int row = Math.max(0, Math.min(picture.height() - 1, (int) ((1 - v) * picture.height())));
                grey[y * width + x] = picture.grey()[row * picture.width() + column];
            }
        }
        return new SmallPicture(width, height, grey);
    }
}
