package io.korrigo.identify.combs;

import static io.korrigo.identify.combs.BoxChainParts.WIDEST_SEPARATOR;

import io.korrigo.identify.combs.BoxChain.Span;
import io.korrigo.identify.combs.Comb.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for a birth date row that must be there because a name row was found: a form's boxes are of one height and
 * about one width.
 *
 * <p>Bands of a box's height below and above the name row are ranked by what is seen of level lines along them; over the
 * best of them the eight boxes of a date are laid in all ways ({@link DateFit}). With so much known beforehand, far
 * fainter and more broken lines suffice than a search from nothing needs.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class DateSeeker {
    private static final List<Integer> DATE = List.of(2, 2, 4);
    private static final List<Integer> DATE_TURNED = List.of(4, 2, 2);
    private static final Set<List<Integer>> WHOLE_DATES = Set.of(DATE, DATE_TURNED);
    private static final Set<List<Integer>> PARTIAL_DATES = Set.of(
            List.of(1, 2, 4), List.of(2, 2, 3), List.of(2, 4), List.of(4, 2, 1), List.of(3, 2, 2), List.of(4, 2));

    /** Boxes of a row that may be the model: a name's. */
    private static final int FEWEST_BOXES = 12;
    /** Share of the model's borders that are seen. */
    private static final double SURE = 0.6;
    /** In heights of a box, from row to row: rows of one form don't touch. */
    private static final double NEAREST = 1.1;
    /** In heights of a box: some forms have other rows between names and date. Chosen on drawn pages, not measured. */
    private static final double FARTHEST = 9;
    /** In heights of a box: most dates stand in the row after the names, before what the paper is ruled with. */
    private static final double NEAR = 4.5;
    /** Of the lines seen farther away: a ruling shows more of them than any date. Chosen on drawn pages, not measured. */
    private static final double FAR_WORTH = 0.6;
    /** In heights of the model's boxes: those of a form are alike, to a pixel or two. */
    private static final double LOWEST = 0.85;
    /** The same. */
    private static final double HIGHEST = 1.15;
    /** In widths of the model's boxes: the date's may be a fifth narrower. */
    private static final double NARROWEST = 0.78;
    /** The same: or an eighth wider. */
    private static final double WIDEST = 1.12;
    /** Boxes' widths that a date takes at least, its gaps included. */
    private static final double LENGTH = 8.6;

    /** Share of both level lines that is seen over a date's length. Chosen on drawn pages, not measured. */
    private static final double LEAST_LINES = 0.35;
    /** In borders' worth: with a name row as model, a quarter of a border counts. */
    private static final double FAINTEST_PEAK = 0.25;
    /** In borders' worth: two more may be missing than are seen. */
    private static final double LEAST_WORTH = -2;
    /** In borders' worth: between layouts no further apart something else has to decide. */
    private static final double ABOUT_AS_GOOD = 2;
    /** Bands that are looked at closely; each costs as much as a search. */
    private static final int MOST_BANDS = 10;
    /** Share of borders seen from which a comb is what it seems to be. */
    private static final double FIRM = 0.9;
    /** In widths of a box, by which the two name rows may begin or end apart. */
    private static final double ALIGNED = 0.5;
    /** In heights of a box, between middles: nearer, it is the same row. */
    private static final double BESIDE = 0.2;
    /** The same: further, it is another row. Between the two nothing of a form can stand. */
    private static final double CLEAR = 1.05;

    private final LineMap map;
    private final Comb model;
    private final double print;
    private final double height;
    private final double pitch;
    private final double filled;
    private final double[] curve;
    private final double middle;

    private DateSeeker(LineMap map, Comb model) {
        this.map = map;
        this.model = model;
        this.print = RowSeeker.print(map, model);
        this.height = model.boxHeight();
        int count = model.size();
        pitch = (model.boxes().get(count - 1).topLeft().x - model.left()) / (count - 1);
        double width = 0;
        double[] xs = new double[count];
        double[] ys = new double[count];
        for (int i = 0; i < count; i++) {
            Box box = model.boxes().get(i);
            width += (box.topRight().x - box.topLeft().x) / count;
            xs[i] = box.topLeft().x;
            ys[i] = box.topLeft().y;
        }
        filled = Math.min(1, width / pitch);
        middle = (model.left() + model.right()) / 2;
        curve = Curves.fit(xs, ys, 0, count, middle, 1);
    }

    /** A band of rows, {@code dy} below the model's upper line; {@code lines} says how likely a date is there. */
    private record Band(int dy, int height, double lines) {}

    /** {@code combs} with a date in them, if they lack one, a name row is among them, and one can be made out. */
    static List<Comb> complete(LineMap map, List<Comb> combs) {
        boolean found = combs.stream().anyMatch(DateSeeker::isDate);
        Comb model = combs.stream()
                .filter(comb -> comb.size() >= FEWEST_BOXES && comb.support() >= SURE)
                .max(Comparator.comparingInt(Comb::size).thenComparingDouble(Comb::support))
                .orElse(null);
        if (found || model == null) {
            return combs;
        }
        DateSeeker seeker = new DateSeeker(map, model);
        List<Comb> dates = seeker.dates(seeker.bands(combs), combs);
        List<Comb> result = new ArrayList<>(combs);
        result.removeIf(comb -> dates.stream().anyMatch(date -> covers(comb, date)));
        result.addAll(dates);
        return result;
    }

    /** Whether the comb is a date, or lacks so little that {@code HeaderLayout} completes it. */
    private static boolean isDate(Comb comb) {
        return WHOLE_DATES.contains(comb.groups()) || comb.support() >= FIRM && PARTIAL_DATES.contains(comb.groups());
    }

    private static boolean covers(Comb comb, Comb date) {
        return Math.min(comb.right(), date.right()) - Math.max(comb.left(), date.left()) > 2
                && Math.abs(comb.centre().y - date.centre().y) < 0.9 * date.boxHeight();
    }

    /** The best date of a page held this way up and the best of one upside down, as far as they are about as good. */
    private List<Comb> dates(List<Band> bands, List<Comb> combs) {
        List<Comb> all = new ArrayList<>();
        for (Band band : bands) {
            addDates(band, combs, all);
        }
        double worst = all.stream().mapToDouble(Comb::score).max().orElse(0) - ABOUT_AS_GOOD;
        return Stream.of(DATE, DATE_TURNED)
                .flatMap(groups -> all.stream()
                        .filter(comb -> comb.groups().equals(groups) && comb.score() >= worst)
                        .max(Comparator.comparingDouble(Comb::score))
                        .stream())
                .toList();
    }

    /** The bands with most of two level lines somewhere along them, none close to a better one. */
    private List<Band> bands(List<Comb> combs) {
        int reach = (int) (FARTHEST * height);
        int highest = (int) Math.ceil(HIGHEST * height);
        int[][] seen = new int[2 * reach + highest + 1][];
        for (int dy = -reach; dy <= reach + highest; dy++) {
            seen[dy + reach] = seen(dy);
        }
        List<Band> bands = new ArrayList<>();
        for (int dy = -reach; dy <= reach; dy++) {
            if (Math.abs(dy) < NEAREST * height) {
                continue;
            }
            for (int h = (int) (LOWEST * height); h <= highest; h++) {
                double lines = most(seen[dy + reach], seen[dy + reach + h]);
                if (lines >= LEAST_LINES && fits(dy + h / 2.0, combs)) {
                    boolean near = Math.abs(dy) <= NEAR * height;
                    bands.add(new Band(dy, h, near ? lines : FAR_WORTH * lines));
                }
            }
        }
        bands.sort(Comparator.comparingDouble(Band::lines).reversed());
        List<Band> best = new ArrayList<>();
        for (Band band : bands) {
            if (best.size() < MOST_BANDS
                    && best.stream()
                            .noneMatch(other -> Math.abs(other.dy - band.dy) < 0.15 * height
                                    && Math.abs(other.height - band.height) < 0.15 * height)) {
                best.add(band);
            }
        }
        return best;
    }

    /** Rows of boxes stand beside or clear of one another. */
    private boolean fits(double middleBelow, List<Comb> combs) {
        for (Comb comb : combs) {
            boolean other = comb.support() >= FIRM && comb.groups().size() == 1 && comb.size() >= 7;
            if (other || isName(comb)) {
                double apart = Math.abs(at(comb.centre().x) + middleBelow - comb.centre().y) / height;
                if (apart > BESIDE && apart < CLEAR) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the comb is the model or the other name row, be its print as faint as the model's may be: then no date stands there. */
    private boolean isName(Comb comb) {
        return comb.size() >= FEWEST_BOXES
                && comb.groups().size() == 1
                && comb.support() >= SURE
                && Math.min(Math.abs(comb.left() - model.left()), Math.abs(comb.right() - model.right()))
                        < ALIGNED * pitch;
    }

    /** Running count of the columns that show a line {@code dy} below the model's upper one. */
    private int[] seen(int dy) {
        int[] sums = new int[map.width() + 1];
        for (int x = 0; x < map.width(); x++) {
            double y = at(x) + dy;
            boolean inside = y >= 1 && y < map.height() - 1;
            sums[x + 1] = sums[x] + (inside && map.showsLine(x, y, print) ? 1 : 0);
        }
        return sums;
    }

    private double at(double x) {
        return curve[0] + curve[1] * (x - middle);
    }

    private double most(int[] upper, int[] lower) {
        int window = (int) Math.min(map.width(), NARROWEST * LENGTH * pitch);
        int most = 0;
        for (int x = window; x <= map.width(); x += 4) {
            // the fainter of both: one ruled line is no box
            most = Math.max(most, Math.min(upper[x] - upper[x - window], lower[x] - lower[x - window]));
        }
        return (double) most / window;
    }

    private void addDates(Band band, List<Comb> combs, List<Comb> dates) {
        LevelLine top = line(band.dy);
        LevelLine bottom = line(band.dy + band.height);
        int from = 1;
        LineBand strip = new LineBand(map, top, bottom, band.height, from, map.width() - 1);
        boolean[] used = new boolean[strip.length()];
        double y = at(middle) + band.dy + band.height / 2.0;
        for (Comb comb : combs) {
            boolean other = comb.support() >= FIRM && comb.groups().size() == 1 && comb.size() > 8;
            if ((other || isName(comb)) && Math.abs(comb.centre().y - y) < 0.9 * height) {
                Arrays.fill(
                        used,
                        (int) Math.max(0, comb.left() - from),
                        (int) Math.max(0, Math.min(used.length, comb.right() - from)),
                        true);
            }
        }
        List<Double> steps = new ArrayList<>();
        for (double step = NARROWEST * pitch; step <= WIDEST * pitch; step += 0.5) {
            steps.add(step);
        }
        // where the model's boxes are joined, the date's are
        double width = filled > 0.97 ? WIDEST * pitch : filled * pitch;
        DateFit fit = new DateFit(strip, used, WIDEST_SEPARATOR);
        for (int firstGroup : new int[] {DateFit.DAY_FIRST, DateFit.YEAR_FIRST}) {
            double floor = floor(firstGroup == DateFit.DAY_FIRST ? DATE : DATE_TURNED, dates);
            BoxChain chain = fit.best(0, strip.length(), width, filled, steps, FAINTEST_PEAK, firstGroup, floor);
            if (chain != null) {
                dates.add(comb(strip, chain));
            }
        }
    }

    /** What a further date of these groups has to be worth more than, or it would not be chosen after those found. */
    private static double floor(List<Integer> groups, List<Comb> dates) {
        double floor = Math.nextDown(LEAST_WORTH);
        for (Comb date : dates) {
            boolean alike = date.groups().equals(groups);
            floor = Math.max(floor, alike ? date.score() : Math.nextDown(date.score() - ABOUT_AS_GOOD));
        }
        return floor;
    }

    private LevelLine line(int dy) {
        return new LevelLine(0, map.width(), middle, new double[] {curve[0] + dy, curve[1]}, 1, print);
    }

    private static Comb comb(LineBand strip, BoxChain chain) {
        List<Box> boxes = new ArrayList<>();
        double borders = 0;
        for (Span span : chain.boxes()) {
            boxes.add(strip.box(span));
            borders += (strip.border(span.left()) + strip.border(span.right())) / 2;
        }
        List<Span> spans = chain.boxes();
        int second = spans.get(2).left() - spans.get(1).right();
        int inner = spans.get(3).left() - spans.get(2).right();
        return new Comb(boxes, second > inner ? DATE : DATE_TURNED, borders / boxes.size(), chain.score());
    }
}
