package io.korrigo.identify.evidence;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * A row of boxes cut out of its page, the right way up.
 *
 * @param jpeg the picture, grey
 * @param width of the picture in pixels, at most {@link #WIDEST}
 * @param height of the picture in pixels
 * @param boxes left and right edge of each box of the row in the picture's pixels, as the row is read
 */
record RowCrop(byte[] jpeg, int width, int height, List<Box> boxes) {
    /** Wider rows are made smaller: 30 boxes of 30 pixels are read without strain. */
    static final int WIDEST = 900;

    /** Of 100: the rows of a header take some 40 KB. */
    private static final int JPEG_QUALITY = 60;
    /** In sides of a box, around the row: descenders and what crosses the lines stay visible. */
    private static final double MARGIN = 0.3;
    /** What OpenCV calls so many quarter turns; the first is none. */
    private static final int[] TURNS = {-1, Core.ROTATE_90_CLOCKWISE, Core.ROTATE_180, Core.ROTATE_90_COUNTERCLOCKWISE};

    RowCrop {
        boxes = List.copyOf(boxes);
    }

    /** Where a box begins and ends. */
    record Box(double left, double right) {
        double centre() {
            return (left + right) / 2;
        }

        public double width() {
            return right - left;
        }
    }

    /** @param quarterTurns clockwise quarter turns, 0 to 3, that bring the page upright */
    static RowCrop cut(Mat page, RowReading row, int quarterTurns) {
        Rect area = area(row, page);
        Mat part = page.submat(area);
        Mat upright = new Mat();
        Mat sized = new Mat();
        try {
            if (quarterTurns == 0) {
                part.copyTo(upright);
            } else {
                Core.rotate(part, upright, TURNS[quarterTurns]);
            }
            double scale = Math.min(1, (double) WIDEST / upright.cols());
            int width = Math.max(1, (int) Math.round(upright.cols() * scale));
            int height = Math.max(1, (int) Math.round(upright.rows() * scale));
            Imgproc.resize(upright, sized, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
            List<Box> boxes = row.cells().stream()
                    .map(cell -> box(cell.region(), page, area, quarterTurns, scale))
                    .toList();
            return new RowCrop(jpeg(sized), width, height, boxes);
        } finally {
            part.release();
            upright.release();
            sized.release();
        }
    }

    /** All boxes with a margin, within the page. */
    private static Rect area(RowReading row, Mat page) {
        double left = page.cols();
        double top = page.rows();
        double right = 0;
        double bottom = 0;
        List<Double> sides = new ArrayList<>();
        for (CellReading cell : row.cells()) {
            PageRegion box = cell.region();
            left = Math.min(left, box.x() * page.cols());
            top = Math.min(top, box.y() * page.rows());
            right = Math.max(right, (box.x() + box.w()) * page.cols());
            bottom = Math.max(bottom, (box.y() + box.h()) * page.rows());
            sides.add(Math.min(box.w() * page.cols(), box.h() * page.rows()));
        }
        double margin = MARGIN * sides.stream().sorted().toList().get(sides.size() / 2);
        int x = (int) Math.max(0, Math.floor(left - margin));
        int y = (int) Math.max(0, Math.floor(top - margin));
        int x2 = (int) Math.min(page.cols(), Math.ceil(right + margin));
        int y2 = (int) Math.min(page.rows(), Math.ceil(bottom + margin));
        return new Rect(x, y, Math.max(1, x2 - x), Math.max(1, y2 - y));
    }

    private static Box box(PageRegion region, Mat page, Rect area, int quarterTurns, double scale) {
        double left = region.x() * page.cols() - area.x;
        double right = left + region.w() * page.cols();
        double top = region.y() * page.rows() - area.y;
        double bottom = top + region.h() * page.rows();
        return switch (quarterTurns) {
            case 1 -> new Box((area.height - bottom) * scale, (area.height - top) * scale);
            case 2 -> new Box((area.width - right) * scale, (area.width - left) * scale);
            case 3 -> new Box(top * scale, bottom * scale);
            default -> new Box(left * scale, right * scale);
        };
    }

    private static byte[] jpeg(Mat picture) {
        MatOfByte file = new MatOfByte();
        MatOfInt options = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, JPEG_QUALITY);
        try {
            Imgcodecs.imencode(".jpg", picture, file, options);
            return file.toArray();
        } finally {
            file.release();
            options.release();
        }
    }
}
