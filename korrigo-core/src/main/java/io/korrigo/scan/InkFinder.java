package io.korrigo.scan;

import java.util.Arrays;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Tells ink from paper in a view, and strokes of a pen from ruled lines, frames and dust.
 *
 * <p><b>Threads:</b> stateless.
 */
final class InkFinder {
    /** Pixels along the longer side of the copy that is looked at: 4 to 5 a millimetre. */
    static final int WORKING_SIZE = 1600;
    /** Pixels around each over which paper is averaged: more than a stroke is wide, less than a shadow. */
    private static final int NEIGHBOURHOOD = 41;
    /** Grey levels by which ink is darker than the paper around: a hard pencil has some 25. */
    private static final double DARKER = 16;
    /** Pixels in a row from which a line was ruled or printed: a centimetre; no letter has such a stroke. */
    private static final int RULED = 45;
    /** Pixels both ways that a stroke of a pen has at least: over a millimetre. Dots of dust have less. */
    private static final int LEAST_STROKE = 6;

    private static final int LEAST_AREA = 20;
    /** Share of the view along each edge where the scanner's lid and holes of folders show. */
    static final double MARGIN = 0.035;

    /** Share of the shorter side that may be dark where nothing is written. */
    private static final double EMPTY = 0.006;
    /** Empty paper of 2 mm, which a dark fold or a speck may interrupt by 2.5. */
    private static final FoldGap GAP = new FoldGap(8, 10);

    private InkFinder() {}

    /**
     * What was found.
     *
     * @param fold as {@link ViewInk#fold}
     * @param first strokes before the fold, or the middle
     * @param second strokes behind it
     * @param map where they are
     */
    record Found(double fold, int first, int second, InkMap map) {}

    /** @param grey the view in grey, as stored or as many pixels as are looked at; not changed */
    static Found find(Mat grey) {
        double scale = WORKING_SIZE / (double) Math.max(grey.cols(), grey.rows());
        Mat small = new Mat();
        Mat ink = new Mat();
        try {
            Size size = new Size(
                    Math.max(1, Math.round(grey.cols() * scale)), Math.max(1, Math.round(grey.rows() * scale)));
            Imgproc.resize(grey, small, size, 0, 0, Imgproc.INTER_AREA);
            Imgproc.medianBlur(small, small, 3);
            Imgproc.adaptiveThreshold(
                    small, ink, 255, Imgproc.ADAPTIVE_THRESH_MEAN_C, Imgproc.THRESH_BINARY_INV, NEIGHBOURHOOD, DARKER);
            double fold = fold(ink);
            takeOutLines(ink);
            Strokes strokes = strokes(ink, Double.isNaN(fold) ? 0.5 : fold);
            return new Found(fold, strokes.first(), strokes.second(), strokes.map());
        } finally {
            small.release();
            ink.release();
        }
    }

    private static void takeOutLines(Mat ink) {
        Mat lines = new Mat();
        Mat all = Mat.zeros(ink.size(), CvType.CV_8U);
        try {
            for (Size kernel : new Size[] {new Size(RULED, 1), new Size(1, RULED)}) {
                Mat element = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, kernel);
                Imgproc.morphologyEx(ink, lines, Imgproc.MORPH_OPEN, element);
                Core.bitwise_or(all, lines, all);
                element.release();
            }
            Mat around = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(5, 5));
            Imgproc.dilate(all, all, around);
            around.release();
            ink.setTo(new Scalar(0), all);
        } finally {
            lines.release();
            all.release();
        }
    }

    /** Strokes before and behind the fold, and where they are. */
    private record Strokes(int first, int second, InkMap map) {}

    private static Strokes strokes(Mat ink, double fold) {
        boolean landscape = ink.cols() > ink.rows();
        double middle = fold * (landscape ? ink.cols() : ink.rows());
        double marginX = MARGIN * ink.cols();
        double marginY = MARGIN * ink.rows();
        Mat labels = new Mat();
        Mat stats = new Mat();
        Mat centres = new Mat();
        int[] strokes = new int[2];
        try {
            int count = Imgproc.connectedComponentsWithStats(ink, labels, stats, centres, 8, CvType.CV_32S);
            boolean[] compared = new boolean[count];
            int[] row = new int[5];
            for (int i = 1; i < count; i++) {
                stats.get(i, 0, row);
                Point at = new Point(row[0] + row[2] / 2.0, row[1] + row[3] / 2.0);
                boolean inside =
                        at.x > marginX && at.x < ink.cols() - marginX && at.y > marginY && at.y < ink.rows() - marginY;
                // pieces of a ruling that print or dirt interrupts are thinner
                compared[i] = inside && row[2] >= LEAST_STROKE && row[3] >= LEAST_STROKE && row[4] >= LEAST_AREA;
                if (compared[i]) {
                    strokes[(landscape ? at.x : at.y) < middle ? 0 : 1]++;
                }
            }
            return new Strokes(strokes[0], strokes[1], map(labels, compared));
        } finally {
            labels.release();
            stats.release();
            centres.release();
        }
    }

    /** Half as fine as the ink; a stroke is widened by a square, so that it meets itself in another scan. */
    private static InkMap map(Mat labels, boolean[] compared) {
        int step = WORKING_SIZE / InkMap.SIZE;
        int width = labels.cols() / step;
        InkMap map = new InkMap(width, labels.rows() / step);
        int[] line = new int[labels.cols()];
        int[] covered = new int[width];
        for (int y = 0; y < labels.rows() / step * step; y++) {
            labels.get(y, 0, line);
            for (int x = 0; x < width * step; x++) {
                covered[x / step] += compared[line[x]] ? 1 : 0;
            }
            if (y % step == step - 1) {
                for (int x = 0; x < width; x++) {
                    if (2 * covered[x] >= step * step) {
                        map.setAround(x, y / step);
                    }
                }
                Arrays.fill(covered, 0);
            }
        }
        return map;
    }

    private static double fold(Mat ink) {
        boolean landscape = ink.cols() > ink.rows();
        int across = Math.min(ink.cols(), ink.rows());
        return GAP.place(Math.max(ink.cols(), ink.rows()), at -> {
            Mat line = landscape ? ink.col(at) : ink.row(at);
            int dark = Core.countNonZero(line);
            line.release();
            return dark <= EMPTY * across;
        });
    }
}
