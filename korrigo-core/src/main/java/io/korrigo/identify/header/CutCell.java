package io.korrigo.identify.header;

import io.korrigo.Internal;
import io.korrigo.identify.combs.Comb;
import io.korrigo.image.OpenCvLibrary;
import io.korrigo.image.PageImage;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;

/**
 * One box of a header as {@link HeaderReader} hands it to the character model: what the model is trained on.
 *
 * @param patch ink row by row from the top, 0 to 255, unsigned
 * @param corners in pixels of the page, clockwise as the box is read, from its top left
 */
@Internal
public record CutCell(byte[] patch, List<Point2D> corners) {
    public CutCell {
        corners = List.copyOf(corners);
    }

    /**
     * The boxes with ink that are found on a page, in patches of {@code side} x {@code side} pixels; of a page in doubt
     * the likelier way up.
     */
    public static List<CutCell> of(byte[] encodedImage, int side) {
        OpenCvLibrary.load();
        Core.setNumThreads(1);
        try (HeaderPage page = HeaderPage.open(encodedImage, "The image")) {
            List<Comb> combs = page.ways().stream()
                    .limit(1)
                    .flatMap(found -> found.rows().values().stream())
                    .toList();
            List<CutCell> cells = new ArrayList<>();
            try (CellCutter.Cells cut = new CellCutter(page.pixels().decoded()).cut(combs, side)) {
                int box = cut.written().nextSetBit(0);
                for (Mat patch : cut.patches()) {
                    cells.add(new CutCell(pixels(patch), corners(cut.boxes().get(box), page.pixels())));
                    box = cut.written().nextSetBit(box + 1);
                }
            }
            return cells;
        }
    }

    /**
     * The boxes with ink of one row whose boxes are known: a patch for each, by the box's number.
     *
     * @param grey the row's pixels, {@code width} in a line
     * @param boxes four corners each, clockwise from the upper left, in pixels
     */
    public static SortedMap<Integer, byte[]> ofRow(byte[] grey, int width, List<List<Point2D>> boxes, int side) {
        OpenCvLibrary.load();
        Core.setNumThreads(1);
        List<Comb.Box> places = boxes.stream().map(CutCell::box).toList();
        Mat page = new Mat(grey.length / width, width, CvType.CV_8UC1);
        page.put(0, 0, grey);
        SortedMap<Integer, byte[]> patches = new TreeMap<>();
        Comb comb = new Comb(places, List.of(places.size()), 1, 0);
        try (CellCutter.Cells cut = new CellCutter(page).cut(List.of(comb), side)) {
            int box = cut.written().nextSetBit(0);
            for (Mat patch : cut.patches()) {
                patches.put(box, pixels(patch));
                box = cut.written().nextSetBit(box + 1);
            }
        }
        page.release();
        return patches;
    }

    private static Comb.Box box(List<Point2D> corners) {
        List<Point> points = corners.stream()
                .map(corner -> new Point(corner.getX(), corner.getY()))
                .toList();
        return new Comb.Box(points.get(0), points.get(1), points.get(2), points.get(3));
    }

    private static byte[] pixels(Mat patch) {
        byte[] pixels = new byte[(int) patch.total()];
        patch.get(0, 0, pixels);
        return pixels;
    }

    private static List<Point2D> corners(Comb.Box box, PageImage page) {
        return Stream.of(box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
                .<Point2D>map(corner -> new Point2D.Double(page.across() * corner.x, page.down() * corner.y))
                .toList();
    }
}
