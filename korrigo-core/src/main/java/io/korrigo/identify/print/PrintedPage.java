package io.korrigo.identify.print;

import io.korrigo.exam.PageRegion;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The printed text of one page that was turned upright.
 *
 * @param quarterTurns clockwise quarter turns that were made
 * @param lines of its upper half and foot, regions in fractions of the page as it came
 */
record PrintedPage(int quarterTurns, List<PrintedRun> lines) {
    /** Height that a page is brought to, in pixels: 200 dpi of an A4 sheet, where print is as Tesseract likes it. */
    private static final double HEIGHT = 2340;
    /** Where labels and stickers are. */
    private static final double UPPER = 0.5;
    /** Where a reference of the subject may be, too. */
    private static final double FOOT = 0.92;
    /** Fewer characters don't tell which way is up. */
    private static final int ENOUGH = 30;
    /** Mean confidence of characters that are not upside down. */
    private static final double UPRIGHT = 0.5;

    static PrintedPage read(Mat page, int quarterTurns, TesseractEngine engine) {
        Mat upright = new Mat();
        try {
            if (quarterTurns == 0) {
                page.copyTo(upright);
            } else {
                Core.rotate(page, upright, quarterTurns - 1);
            }
            double scale = HEIGHT / upright.rows();
            Imgproc.resize(
                    upright, upright, new Size(), scale, scale, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC);
            List<PrintedRun> lines = new ArrayList<>();
            for (double[] band : new double[][] {{0, UPPER}, {FOOT, 1}}) {
                lines.addAll(read(upright, band[0], band[1], quarterTurns, engine));
            }
            return new PrintedPage(quarterTurns, lines);
        } finally {
            upright.release();
        }
    }

    private static List<PrintedRun> read(Mat upright, double from, double to, int turns, TesseractEngine engine) {
        Mat band = upright.rowRange((int) (upright.rows() * from), (int) (upright.rows() * to));
        Mat copy = band.clone();
        try {
            List<PrintedRun> lines = new ArrayList<>();
            for (PrintedRun line : engine.lines(copy)) {
                lines.add(new PrintedRun(line.signs().stream()
                        .map(sign -> new PrintedSign(
                                sign.character(), sign.confidence(), placed(sign.region(), from, to - from)))
                        .toList()));
            }
            return lines;
        } finally {
            copy.release();
            band.release();
        }
    }

    private static PageRegion placed(PageRegion region, double top, double height) {
        return new PageRegion(region.x(), top + region.y() * height, region.w(), region.h() * height);
    }

    /** Where {@code region} of the upright page is on the page as it came. */
    PageRegion asItCame(PageRegion region) {
        return switch (quarterTurns) {
            case 1 -> new PageRegion(region.y(), 1 - region.x() - region.w(), region.h(), region.w());
            case 2 -> new PageRegion(1 - region.x() - region.w(), 1 - region.y() - region.h(), region.w(), region.h());
            case 3 -> new PageRegion(1 - region.y() - region.h(), region.x(), region.h(), region.w());
            default -> region;
        };
    }

    /** Whether so much was read so surely that the page is not upside down. */
    boolean isSurelyUpright() {
        double[] confidences = lines.stream()
                .flatMap(line -> line.signs().stream())
                .filter(sign -> !sign.isSpace())
                .mapToDouble(PrintedSign::confidence)
                .toArray();
        double sum = 0;
        for (double confidence : confidences) {
            sum += confidence;
        }
        return confidences.length >= ENOUGH && sum / confidences.length >= UPRIGHT;
    }
}
