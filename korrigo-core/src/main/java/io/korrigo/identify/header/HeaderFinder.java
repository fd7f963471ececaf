package io.korrigo.identify.header;

import io.korrigo.identify.HeaderField;
import io.korrigo.identify.combs.Affine;
import io.korrigo.identify.combs.Comb;
import io.korrigo.identify.combs.LineMap;
import io.korrigo.identify.combs.Skew;
import io.korrigo.image.PageImage;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Finds a page's header in any of four orientations, in a reduced and straightened copy of the page, and where a row is
 * missing, in copies of other sizes.
 *
 * <p>A page without a header is looked for in vain, in three sizes, and took as long as ten with one. So where level
 * lines outweigh upright ones by far it isn't tried on its side (among 1,200 pages, a tenth of them turned, that never
 * found anything), and where there is as much of one as of the other no other size is tried. Tried and left: other
 * sizes of the page's top only (two more of 550 worst pages not identified).
 *
 * <p><b>Threads:</b> stateless.
 */
final class HeaderFinder {
    /** In pixels, of the longer side: a box of 5 mm then has 20, and its lines one or two. */
    private static final double WORKING_SIZE = 1200;
    /** Where a row is missing: lines that one size blurs or breaks often survive another. */
    private static final double[] OTHER_SIZES = {1000, 1440};

    /** A page that is made of level lines so much more than of upright ones doesn't lie on its side. */
    private static final double CLEAR_AXIS = 2.2;
    /** One with as many of both has no rows of boxes that another size would show. */
    private static final double RULED = 1.5;

    /** In heights of a box, from the middle of the first name's row: a number's row may stand before the date's. */
    private static final double ROOM_FOR_DATE = 5;

    /**
     * A header's combs in pixels of the page as it was handed in, boxes in reading order.
     *
     * @param quarterTurns clockwise turns that bring the page upright
     * @param sureOfTurn whether geometry alone tells which way is up
     * @param proven whether print alone tells that this is a header
     * @param second the rows of the header on the other page, where the picture shows two pages side by side; or none
     */
    record Found(
            Map<HeaderField, Comb> rows,
            int quarterTurns,
            boolean sureOfTurn,
            boolean proven,
            Map<HeaderField, Comb> second) {
        Found {
            rows = Map.copyOf(rows);
            second = Map.copyOf(second);
        }

        Found withSecond(Map<HeaderField, Comb> other) {
            return new Found(rows, quarterTurns, sureOfTurn, proven, other);
        }

        /** The two headers in each other's place. */
        Found swapped() {
            return new Found(second, quarterTurns, sureOfTurn, proven, rows);
        }

        /** The same combs, read with the page held the other way up. */
        Found turnedHalf(Map<HeaderField, Comb> otherRows, Map<HeaderField, Comb> otherSecond) {
            return new Found(otherRows, (quarterTurns + 2) & 3, sureOfTurn, proven, otherSecond);
        }
    }

    /** The header of a page, likeliest way up first, a second one only where the turn is in doubt; or none. */
    List<Found> find(PageImage page) {
        Held upright = findOnTop(page);
        boolean all = upright.layout().complete() && (upright.layout().sure() || !isCut(page, upright));
        List<Found> found = (all ? upright : find(page.whole(), upright)).found();
        return found.stream().map(way -> withOtherPage(page, way)).toList();
    }

    /** Whether the page's top that was searched ends where a date may stand: what was taken for one may be another row. */
    private static boolean isCut(PageImage page, Held upright) {
        Comb name = Held.onPage(upright.layout().rows(), upright.toPage()).get(HeaderField.FIRST_NAME);
        double below = page.top().rows() - name.centre().y;
        return upright.turns() == 0 && below < ROOM_FOR_DATE * name.boxHeight();
    }

    /**
     * The same with the header of the other page, where the picture may show two side by side and one was found: pages
     * that are laid on the glass one by one slope differently, and the lines of one of them blur when the other is straight.
     */
    private static Found withOtherPage(PageImage page, Found found) {
        boolean lying = found.quarterTurns() % 2 == 1;
        double length = lying ? page.height() : page.width();
        double fold = length / 2;
        DoubleSummaryStatistics along = found.rows().values().stream()
                .flatMap(comb -> Stream.of(comb.boxes().get(0), comb.boxes().get(comb.size() - 1)))
                .mapToDouble(box -> lying ? box.centre().y : box.centre().x)
                .summaryStatistics();
        boolean across = along.getMin() < fold && along.getMax() > fold;
        if (!found.second().isEmpty()
                || across
                || !SheetLayouts.mayShowTwoPages(length, lying ? page.width() : page.height())) {
            return found;
        }
        int middle = (int) fold;
        int from = along.getMax() < fold ? middle : 0;
        int to = from == 0 ? middle : (int) length;
        Mat whole = page.whole();
        Mat half = lying ? whole.rowRange(from, to) : whole.colRange(from, to);
        try {
            Held other = find(half, Held.NONE);
            Affine toPage = other.toPage().moved(lying ? 0 : from, lying ? from : 0);
            return SheetLayouts.isHeader(other.layout())
                    ? found.withSecond(Held.onPage(other.layout().rows(), toPage))
                    : found;
        } finally {
            half.release();
        }
    }

    /** Looks where nearly every header is, held as it is: in the upper part of the page. */
    private static Held findOnTop(PageImage page) {
        Held best = findOnTop(page, shrink(page.height()));
        for (int i = 0;
                i < OTHER_SIZES.length
                        && !best.layout().rows().isEmpty()
                        && !best.layout().sure();
                i++) {
            best = best.orBetter(findOnTop(page, Math.max(1, page.height() / OTHER_SIZES[i])));
        }
        return best;
    }

    private static Held findOnTop(PageImage page, double shrink) {
        Mat small = new Mat();
        try {
            reduce(page.top(), shrink, small);
            return Held.of(small, LineMap.skew(small), Affine.enlarging(shrink, shrink), 0, page.height() / shrink);
        } finally {
            small.release();
        }
    }

    /** Whole factors are resized several times faster, and boxes are found at any size near the usual one. */
    private static double shrink(int pixels) {
        double shrink = Math.max(1, pixels / WORKING_SIZE);
        return shrink > 1.5 ? Math.rint(shrink) : shrink;
    }

    /** Looks everywhere, the page held in all four ways; {@code upright} is what was found on its top. */
    private static Held find(Mat page, Held upright) {
        int longest = Math.max(page.cols(), page.rows());
        Held best;
        boolean ruled;
        try (Views views = new Views(page, shrink(longest))) {
            Held first = views.likelier();
            boolean second = !first.layout().sure() && views.clearness() <= CLEAR_AXIS;
            best = upright.orBetter(second ? first.orBetter(views.other()) : first);
            ruled = views.clearness() > RULED || !best.layout().rows().isEmpty();
        }
        for (int i = 0; i < OTHER_SIZES.length && ruled && !best.layout().sure(); i++) {
            try (Views views = new Views(page, Math.max(1, longest / OTHER_SIZES[i]))) {
                best = best.orBetter(views.likelier());
            }
            // a page on which two sizes show nothing has no header
            ruled = !best.layout().rows().isEmpty();
        }
        return best;
    }

    /** A reduced page as it is and turned by a quarter, and how clearly either is made of level lines. */
    private static final class Views implements AutoCloseable {
        private final Mat page;
        private final double shrink;
        private final Mat small = new Mat();
        private final Mat turned = new Mat();
        private final Skew level;
        private final Skew upright;

        Views(Mat page, double shrink) {
            this.page = page;
            this.shrink = shrink;
            reduce(page, shrink, small);
            Core.rotate(small, turned, Core.ROTATE_90_CLOCKWISE);
            level = LineMap.skew(small);
            upright = LineMap.skew(turned);
        }

        /** How much more level lines there are one way than the other, from 1 on. */
        double clearness() {
            double more = Math.max(level.strength(), upright.strength());
            return more / Math.max(Double.MIN_NORMAL, Math.min(level.strength(), upright.strength()));
        }

        Held likelier() {
            return level.strength() >= upright.strength() ? asItIs() : onItsSide();
        }

        Held other() {
            return level.strength() >= upright.strength() ? onItsSide() : asItIs();
        }

        private Held asItIs() {
            return Held.of(small, level, Affine.enlarging(shrink, shrink), 0, small.rows());
        }

        /** An upright picture with a header on its side is of a sheet of two pages: once it is held right, it is as high as the picture is wide. */
        private Held onItsSide() {
            if (page.cols() >= page.rows()) {
                return onItsSide(turned, shrink);
            }
            double larger = Math.max(1, shrink * page.cols() / page.rows());
            Mat whole = new Mat();
            Mat sheet = new Mat();
            try {
                reduce(page, larger, whole);
                Core.rotate(whole, sheet, Core.ROTATE_90_CLOCKWISE);
                return onItsSide(sheet, larger);
            } finally {
                whole.release();
                sheet.release();
            }
        }

        private Held onItsSide(Mat sheet, double shrunk) {
            Affine toPage = Affine.quarterTurns(3, sheet.cols(), sheet.rows()).then(Affine.enlarging(shrunk, shrunk));
            return Held.of(sheet, upright, toPage, 1, sheet.rows());
        }

        @Override
        public void close() {
            small.release();
            turned.release();
        }
    }

    private static void reduce(Mat page, double shrink, Mat small) {
        Size size =
                new Size(Math.max(1, Math.floor(page.cols() / shrink)), Math.max(1, Math.floor(page.rows() / shrink)));
        Mat part = whole(page, size, shrink);
        Imgproc.resize(part, small, size, 0, 0, Imgproc.INTER_AREA);
        part.release();
    }

    /** The page without the last columns and rows that no whole block of {@code shrink} pixels covers. */
    private static Mat whole(Mat page, Size size, double shrink) {
        int width = Math.max(1, (int) Math.min(page.cols(), Math.round(size.width * shrink)));
        int height = Math.max(1, (int) Math.min(page.rows(), Math.round(size.height * shrink)));
        return page.submat(0, height, 0, width);
    }
}
