package io.korrigo.identify.header;

import io.korrigo.identify.HeaderField;
import io.korrigo.identify.combs.Affine;
import io.korrigo.identify.combs.Comb;
import io.korrigo.identify.combs.CombFinder;
import io.korrigo.identify.combs.LineMap;
import io.korrigo.identify.combs.Skew;
import io.korrigo.identify.header.HeaderFinder.Found;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What a picture shows: its better way up, and the other one.
 *
 * @param sheets the headers as the picture is read the better way up
 * @param others the same, the other way up
 * @param toPage from the pixels in which {@code sheets} are told to the page's
 * @param otherToPage the same of {@code others}
 * @param turns clockwise quarter turns that bring the page the better way up
 */
record Held(SheetLayouts sheets, SheetLayouts others, Affine toPage, Affine otherToPage, int turns) {
    /** Lines that slope no more than this are followed as they are. */
    private static final double NEGLIGIBLE_SKEW = Math.toRadians(0.7);
    /** In points of plausibility, by which one way up must lead. Chosen on drawn pages, not measured. */
    private static final double CLEAR_LEAD = 1.5;

    static final Held NONE = new Held(SheetLayouts.NONE, SheetLayouts.NONE, Affine.IDENTITY, Affine.IDENTITY, 0);

    HeaderLayout layout() {
        return sheets.first();
    }

    Held orBetter(Held other) {
        return other.layout().plausibility() > layout().plausibility() ? other : this;
    }

    /** The better way up, and the other one where the turn is in doubt; or none. */
    List<Found> found() {
        HeaderLayout layout = sheets.first();
        HeaderLayout other = others.first();
        if (layout.rows().isEmpty()) {
            return List.of();
        }
        boolean sure = layout.plausibility() - other.plausibility() > CLEAR_LEAD;
        Found best =
                new Found(onPage(layout.rows(), toPage), turns, sure, layout.proven(), onPage(sheets.second(), toPage));
        return sure || other.rows().isEmpty()
                ? List.of(best)
                : List.of(
                        best, best.turnedHalf(onPage(other.rows(), otherToPage), onPage(others.second(), otherToPage)));
    }

    /** The rows in the page's pixels. */
    static Map<HeaderField, Comb> onPage(Map<HeaderField, Comb> rows, Affine toPage) {
        Map<HeaderField, Comb> mapped = new EnumMap<>(HeaderField.class);
        rows.forEach((field, comb) -> mapped.put(field, comb.mapped(toPage)));
        return mapped;
    }

    /**
     * What is found in a picture, straightened along its level lines.
     *
     * @param toPage from the picture's pixels to the page's
     * @param turns clockwise quarter turns that were made to get the picture
     * @param height of the page that {@code picture} is the upper part of, or all
     */
    static Held of(Mat picture, Skew skew, Affine toPage, int turns, double height) {
        Mat straight = new Mat();
        try {
            Affine turn = straighten(picture, skew, straight);
            List<Comb> combs = new CombFinder(LineMap.of(straight)).find();
            double whole = height + straight.rows() - picture.rows();
            Affine half = Affine.quarterTurns(2, straight.cols(), whole);
            List<Comb> turned =
                    combs.stream().map(comb -> comb.turnedHalf().mapped(half)).toList();
            SheetLayouts up = SheetLayouts.of(combs, straight.cols(), whole);
            SheetLayouts down = SheetLayouts.of(turned, straight.cols(), whole);
            Affine straightToPage = turn.inverse().then(toPage);
            Affine halfToPage = half.then(straightToPage);
            return up.first().plausibility() >= down.first().plausibility()
                    ? new Held(up, down, straightToPage, halfToPage, turns)
                    : new Held(down, up, halfToPage, straightToPage, turns + 2);
        } finally {
            straight.release();
        }
    }

    private static Affine straighten(Mat picture, Skew skew, Mat straight) {
        if (Math.abs(skew.radians()) < NEGLIGIBLE_SKEW) {
            picture.copyTo(straight);
            return Affine.IDENTITY;
        }
        double cos = Math.cos(skew.radians());
        double sin = Math.abs(Math.sin(skew.radians()));
        // large enough for every corner: a header may reach to the page's edge
        Size size = new Size(
                Math.ceil(picture.cols() * cos + picture.rows() * sin),
                Math.ceil(picture.cols() * sin + picture.rows() * cos));
        Affine turn = Affine.IDENTITY
                .moved(-picture.cols() / 2.0, -picture.rows() / 2.0)
                .then(Affine.rotation(-skew.radians()))
                .moved(size.width / 2, size.height / 2);
        Mat matrix = turn.matrix();
        Imgproc.warpAffine(
                picture, straight, matrix, size, Imgproc.INTER_LINEAR, Core.BORDER_CONSTANT, new Scalar(255));
        matrix.release();
        return turn;
    }
}
