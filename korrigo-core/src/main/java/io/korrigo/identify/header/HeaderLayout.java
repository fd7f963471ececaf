package io.korrigo.identify.header;

import io.korrigo.Internal;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.combs.Affine;
import io.korrigo.identify.combs.Comb;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which comb of a page asks for what, told from the combs' places alone, as the page is held.
 *
 * <p>The birth date is the comb of two, two and four boxes. The names are the two long combs of one pitch that begin at
 * one place, family name first. A number is a shorter comb beside or below them. A comb that fits none of these is not
 * the header's.
 *
 * <p>With a name row as model a date is found through lines so faint that lines of handwriting sometimes pass for
 * both. So without a clear name row, a number or a well seen date a layout is not proven: it counts if its name rows
 * end in empty boxes and most of the date's boxes hold digits. A faint header whose date was left out is taken for
 * none.
 *
 * @param rows the header's combs; empty when this is no header
 * @param plausibility how well the rows are arranged like a header held this way up; comparable for one page
 * @param proven whether the rows' print alone tells that this is a header; else what is written has to
 */
@Internal
public record HeaderLayout(Map<HeaderField, Comb> rows, double plausibility, boolean proven) {
    /** Shorter rows are parts of a date, or marks. */
    private static final int FEWEST_NUMBER_BOXES = 7;
    /** Longer rows are names'. */
    private static final int MOST_NUMBER_BOXES = 14;
    /** Share of borders seen in each row: then no other size is tried. */
    private static final double SEEN = 0.7;
    /** Share of borders seen from which print alone proves a header. */
    static final double SURE_SUPPORT = 0.85;
    /** The same of number and date, where no name is seen. */
    private static final double CERTAIN_SUPPORT = 0.95;
    /** How much a date's boxes may be higher or lower than the names' where no other size is tried, in their heights. */
    private static final double LIKE_HEIGHT = 0.12;
    /** Points of plausibility for a border of the date that is seen more than others are missing: in another size another row may pass for it. */
    private static final double SEEN_DATE = 0.25;
    /** In borders' worth: the least and the most that counts. */
    private static final double LEAST_DATE = -2;
    /** The same: a date of which all is seen has four. */
    private static final double MOST_DATE = 4;
    /** Points of plausibility for a row three times as high as the names': boxes of one form are alike. */
    private static final double UNLIKE_HEIGHT = 2;
    /** In heights of a box: below the lower name there is room for a date, or there is not. */
    private static final double ROOM_FOR_A_ROW = 2.5;

    private static final List<Integer> DATE = List.of(2, 2, 4);

    public HeaderLayout {
        rows = Map.copyOf(rows);
    }

    static HeaderLayout none() {
        return new HeaderLayout(Map.of(), Double.NEGATIVE_INFINITY, false);
    }

    boolean complete() {
        return rows.containsKey(HeaderField.LAST_NAME)
                && rows.containsKey(HeaderField.FIRST_NAME)
                && rows.containsKey(HeaderField.BIRTH_DATE);
    }

    /**
     * Whether the header is complete, proven, most of its boxes' borders were seen, nearly all of its date's, more is seen of that than
     * missing, and its boxes are of one height.
     */
    boolean sure() {
        return complete()
                && proven
                && rows.values().stream().allMatch(comb -> comb.support() >= SEEN)
                && rows.get(HeaderField.BIRTH_DATE).support() >= SURE_SUPPORT
                && rows.get(HeaderField.BIRTH_DATE).score() > 0
                && Math.abs(rows.get(HeaderField.BIRTH_DATE).boxHeight()
                                        / rows.get(HeaderField.FIRST_NAME).boxHeight()
                                - 1)
                        <= LIKE_HEIGHT;
    }

    /** From the first row to the last, in heights of a box. */
    double heights() {
        DoubleSummaryStatistics places =
                rows.values().stream().mapToDouble(comb -> comb.centre().y).summaryStatistics();
        DoubleSummaryStatistics boxes =
                rows.values().stream().mapToDouble(Comb::boxHeight).summaryStatistics();
        return rows.isEmpty() ? 0 : (places.getMax() - places.getMin()) / boxes.getMax();
    }

    /** @param pageHeight of the picture in which {@code combs} were found, held the way that is judged */
    static HeaderLayout of(List<Comb> combs, double pageHeight) {
        Map<HeaderField, Comb> rows = new EnumMap<>(HeaderField.class);
        List<Comb> free = new ArrayList<>(combs);
        Comb date = NameRows.best(
                free.stream().filter(comb -> comb.groups().equals(DATE)).toList());
        if (date == null) {
            date = NameRows.best(free.stream()
                    .map(HeaderLayout::completedDate)
                    .filter(Objects::nonNull)
                    .toList());
        }
        if (date != null) {
            double y = date.centre().y;
            Comb found = date;
            free.removeIf(comb -> Math.abs(comb.centre().y - y) < found.boxHeight() / 2
                    && comb.left() < found.right()
                    && comb.right() > found.left());
        }
        List<Comb> names = NameRows.of(free, date);
        free.removeIf(comb -> names.stream().anyMatch(name -> name == comb));
        Comb model = names.isEmpty() ? date : names.get(0);
        if (model == null) {
            return none();
        }
        if (date != null && !NameRows.alike(date, model)) {
            date = null;
        }
        if (date != null) {
            rows.put(HeaderField.BIRTH_DATE, date);
        }
        Comb number = number(free, model);
        if (number != null) {
            rows.put(HeaderField.CANDIDATE_NUMBER, number);
        }
        name(names, date, number, rows);
        if (names.isEmpty() && (date == null || number == null || !certain(date, number))) {
            return none();
        }
        boolean clear = names.stream().allMatch(NameRows::clear);
        if (date == null && number == null && !clear) {
            return none();
        }
        boolean proven = clear || number != null || date != null && date.support() >= SURE_SUPPORT;
        return new HeaderLayout(rows, plausibility(rows, combs, pageHeight), proven);
    }

    /** A comb that lacks the day, or one box at an end, to be a date, with what it lacks; else null. */
    private static @Nullable Comb completedDate(Comb comb) {
        List<Comb.Box> boxes = new ArrayList<>(comb.boxes());
        double step = boxes.get(boxes.size() - 1).topLeft().x
                - boxes.get(boxes.size() - 2).topLeft().x;
        if (comb.groups().equals(List.of(1, 2, 4))) {
            boxes.add(0, boxes.get(0).mapped(Affine.IDENTITY.moved(-step, 0)));
        } else if (comb.groups().equals(List.of(2, 2, 3))) {
            boxes.add(boxes.get(boxes.size() - 1).mapped(Affine.IDENTITY.moved(step, 0)));
        } else if (comb.groups().equals(List.of(2, 4))) {
            double group = boxes.get(2).topLeft().x - boxes.get(0).topLeft().x;
            boxes.add(0, boxes.get(1).mapped(Affine.IDENTITY.moved(-group, 0)));
            boxes.add(0, boxes.get(1).mapped(Affine.IDENTITY.moved(-group, 0)));
        } else {
            return null;
        }
        return new Comb(boxes, DATE, comb.support(), comb.score());
    }

    private static @Nullable Comb number(List<Comb> combs, Comb model) {
        return NameRows.best(combs.stream()
                .filter(comb -> comb.groups().size() <= 2
                        && comb.size() >= FEWEST_NUMBER_BOXES
                        && comb.size() <= MOST_NUMBER_BOXES
                        && NameRows.alike(comb, model)
                        && Math.abs(comb.centre().y - model.centre().y) < 12 * model.boxHeight())
                .toList());
    }

    private static void name(
            List<Comb> names, @Nullable Comb date, @Nullable Comb number, Map<HeaderField, Comb> rows) {
        if (names.size() == 2) {
            rows.put(HeaderField.LAST_NAME, names.get(0));
            rows.put(HeaderField.FIRST_NAME, names.get(1));
        } else if (names.size() == 1) {
            Comb name = names.get(0);
            double nearest = Double.POSITIVE_INFINITY;
            for (Comb other : new Comb[] {date, number}) {
                if (other != null && other.centre().y > name.centre().y) {
                    nearest = Math.min(nearest, other.centre().y - name.centre().y);
                }
            }
            boolean roomBelow = nearest > ROOM_FOR_A_ROW * name.boxHeight();
            rows.put(roomBelow ? HeaderField.LAST_NAME : HeaderField.FIRST_NAME, name);
        }
    }

    /** Whether a date and a number are so much alike that even without a name row they are a header's. */
    private static boolean certain(Comb date, Comb number) {
        return date.support() >= CERTAIN_SUPPORT
                && number.support() >= CERTAIN_SUPPORT
                && Math.abs(number.boxHeight() / date.boxHeight() - 1) < 0.15
                && Math.abs(number.centre().y - date.centre().y) < 3 * date.boxHeight();
    }

    private static double plausibility(Map<HeaderField, Comb> rows, List<Comb> combs, double pageHeight) {
        double sum = 0;
        double middle = 0;
        for (Comb comb : rows.values()) {
            sum += comb.support();
            middle += comb.centre().y / rows.size();
        }
        Comb date = rows.get(HeaderField.BIRTH_DATE);
        if (date != null) {
            sum += 2 + SEEN_DATE * Math.max(LEAST_DATE, Math.min(MOST_DATE, date.score()));
        } else if (combs.stream().anyMatch(comb -> comb.groups().equals(List.of(4, 2, 2)))) {
            sum -= 1;
        }
        Comb name = rows.getOrDefault(HeaderField.FIRST_NAME, rows.get(HeaderField.LAST_NAME));
        for (HeaderField field : List.of(HeaderField.BIRTH_DATE, HeaderField.CANDIDATE_NUMBER)) {
            Comb below = rows.get(field);
            if (name != null && below != null) {
                sum += below.centre().y > name.centre().y ? 1 : -1;
                sum -= UNLIKE_HEIGHT * Math.abs(Math.log(below.boxHeight() / name.boxHeight()));
            }
        }
        return sum + 2 * (0.5 - middle / pageHeight);
    }
}
