package io.korrigo.image;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The pepper that a scanner's threshold makes of grey paper: black pixels with at most one black neighbour, all over a
 * black-and-white page.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Specks {
    /** Share of pixels that are neither black nor white from which a page is grey: what scaling leaves at edges. */
    private static final double GREY = 0.001;

    private static final double DARKEST_GREY = 16;
    private static final double BRIGHTEST_GREY = 239;
    private static final double MOST_NEIGHBOURS = 1;
    /** Share of pixels below which specks are left alone: they may be the dots of a pale line. */
    private static final double PEPPERED = 0.01;

    private Specks() {}

    /** Makes the specks of {@code page} white where it is black and white only and full of them. */
    static void clean(Mat page) {
        double pixels = page.total();
        Mat mask = new Mat();
        Mat count = new Mat();
        Mat few = new Mat();
        try {
            Core.inRange(page, new Scalar(DARKEST_GREY), new Scalar(BRIGHTEST_GREY), mask);
            if (Core.countNonZero(mask) > GREY * pixels) {
                return;
            }
            Imgproc.threshold(page, mask, 127, 1, Imgproc.THRESH_BINARY_INV);
            Imgproc.boxFilter(mask, count, CvType.CV_8U, new Size(3, 3), new Point(-1, -1), false);
            Core.compare(count, new Scalar(MOST_NEIGHBOURS + 1), few, Core.CMP_LE);
            Core.bitwise_and(few, mask, mask);
            if (Core.countNonZero(mask) > PEPPERED * pixels) {
                page.setTo(new Scalar(255), mask);
            }
        } finally {
            mask.release();
            count.release();
            few.release();
        }
    }
}
