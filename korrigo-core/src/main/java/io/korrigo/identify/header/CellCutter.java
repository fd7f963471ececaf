package io.korrigo.identify.header;

import io.korrigo.identify.combs.Comb;
import io.korrigo.identify.combs.Comb.Box;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Cuts the boxes of a header's combs into patches as {@link CellClassifier} takes them: paper 0, the header's typical
 * pen ink {@value #PEN}, printed lines taken out as far as no stroke is lost.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class CellCutter {
    /** In grey levels, of 255: as the character model was trained, a little below full black. */
    private static final double PEN = 230;
    /** In grey levels of contrast: weaker is no pen. Chosen on drawn pages, not measured. */
    private static final double WEAKEST_PEN = 45;
    /** In grey levels of contrast, where a header has too little ink to tell. */
    private static final double USUAL_PEN = 110;
    /** In sides of a box, from its borders: ink there is not the lines'. */
    private static final double INTERIOR = 0.16;
    /** Share of the boxes' pixels: less is dust. */
    private static final double LEAST_INK = 0.002;

    private final Mat page;

    CellCutter(Mat page) {
        this.page = page;
    }

    /**
     * The boxes of a header.
     *
     * <p><b>Memory:</b> the patches are native; {@link #close} gives them back.
     *
     * @param patches of the boxes with ink, in the order of {@code boxes}
     * @param boxes where each was found exactly, in pixels of the page
     * @param written which of the boxes have ink
     */
    record Cells(List<Mat> patches, List<Box> boxes, BitSet written) implements AutoCloseable {
        @Override
        public void close() {
            patches.forEach(Mat::release);
        }
    }

    /** The cells of all combs, comb by comb, box by box, in patches as the model takes them. */
    Cells cut(List<Comb> combs) {
        return cut(combs, CellClassifier.SIDE);
    }

    /** The same cells in patches of {@code side} x {@code side} pixels. */
    Cells cut(List<Comb> combs, int side) {
        List<StraightRow> strips = new ArrayList<>();
        for (Comb comb : combs) {
            strips.add(new StraightRow(page, comb));
        }
        double pen = pen(strips);
        List<Mat> patches = new ArrayList<>();
        List<Box> boxes = new ArrayList<>();
        BitSet written = new BitSet();
        for (StraightRow strip : strips) {
            strip.locate(pen);
            new LineEraser(strip, pen).erase();
            cut(strip, pen, side, patches);
            for (int box = 0; box < strip.boxes(); box++) {
                written.set(boxes.size(), strip.isWritten(box));
                boxes.add(strip.box(box));
            }
        }
        return new Cells(patches, boxes, written);
    }

    /** The darker part of what is written inside the boxes; a blank header gets an ordinary pen's. */
    private static double pen(List<StraightRow> strips) {
        int[] histogram = new int[256];
        int marked = 0;
        int total = 0;
        for (StraightRow strip : strips) {
            double weakest = Math.max(WEAKEST_PEN * 0.6, 4 * strip.noise());
            for (int box = 0; box < strip.boxes(); box++) {
                int fromX = (int) (strip.left(box) + INTERIOR * strip.boxWidth());
                int toX = (int) (strip.right(box) - INTERIOR * strip.boxWidth());
                int fromY = (int) (strip.top(box) + INTERIOR * strip.boxHeight());
                int toY = (int) (strip.bottom(box) - INTERIOR * strip.boxHeight());
                for (int y = Math.max(0, fromY); y < Math.min(strip.height(), toY); y++) {
                    for (int x = Math.max(0, fromX); x < Math.min(strip.width(), toX); x++) {
                        float value = strip.ink()[y * strip.width() + x];
                        total++;
                        if (value > weakest) {
                            histogram[Math.min(255, (int) value)]++;
                            marked++;
                        }
                    }
                }
            }
        }
        if (marked < LEAST_INK * total) {
            return USUAL_PEN;
        }
        int seen = 0;
        int level = 255;
        while (level > WEAKEST_PEN && seen + histogram[level] < 0.25 * marked) {
            seen += histogram[level--];
        }
        return level;
    }

    private static void cut(StraightRow strip, double pen, int side, List<Mat> patches) {
        float[] ink = strip.ink();
        double floor = Math.min(0.2 * pen, 2 * strip.noise());
        double gain = PEN / (pen - floor);
        byte[] pixels = {};
        for (int box = 0; box < strip.boxes(); box++) {
            if (!strip.isWritten(box)) {
                continue;
            }
            double halfWidth = CellClassifier.PATCH_TO_BOX / 2 * (strip.right(box) - strip.left(box));
            double halfHeight = CellClassifier.PATCH_TO_BOX / 2 * (strip.bottom(box) - strip.top(box));
            double x = (strip.left(box) + strip.right(box)) / 2 + 0.5;
            double y = (strip.top(box) + strip.bottom(box)) / 2 + 0.5;
            int left = clamp(x - halfWidth, strip.width());
            int right = Math.max(left + 1, clamp(x + halfWidth, strip.width()));
            int top = clamp(y - halfHeight, strip.height());
            int bottom = Math.max(top + 1, clamp(y + halfHeight, strip.height()));
            int count = (right - left) * (bottom - top);
            pixels = pixels.length < count ? new byte[count] : pixels;
            int next = 0;
            for (int row = top; row < bottom; row++) {
                int end = row * strip.width() + right;
                for (int i = row * strip.width() + left; i < end; i++) {
                    double value = (ink[i] - floor) * gain;
                    pixels[next++] = (byte) Math.max(0, Math.min(255, (int) (value + 0.5)));
                }
            }
            Mat window = new Mat(bottom - top, right - left, CvType.CV_8UC1);
            window.put(0, 0, pixels, 0, count);
            Mat patch = new Mat();
            Imgproc.resize(window, patch, new Size(side, side), 0, 0, Imgproc.INTER_AREA);
            window.release();
            patches.add(patch);
        }
    }

    private static int clamp(double value, int limit) {
        return (int) Math.max(0, Math.min(limit - 1.0, Math.round(value)));
    }
}
