package io.korrigo.identify.header;

import io.korrigo.identify.combs.Comb;
import io.korrigo.image.OpenCvLibrary;
import io.korrigo.image.PageImage;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/**
 * One box of a header as {@link HeaderReader} hands it to the character model: what the model is trained on.
 *
 * @param patch ink row by row from the top, 0 to 255, unsigned
 * @param corners in pixels of the page, clockwise as the box is read, from its top left
 */
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

    private static byte[] pixels(Mat patch) {
        byte[] pixels = new byte[(int) patch.total()];
        patch.get(0, 0, pixels);
        return pixels;
    }

    private static List<Point2D> corners(Comb.Box box, PageImage page) {
        int scale = page.halved() ? 2 : 1;
        return Stream.of(box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
                .<Point2D>map(corner -> new Point2D.Double(scale * corner.x, scale * corner.y))
                .toList();
    }
}
