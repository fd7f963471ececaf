package io.korrigo.identify.combs;

import io.korrigo.identify.combs.Comb.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Point;

/**
 * Looks for a row that must be there because its sibling was found: the two name rows of a form are alike.
 *
 * <p>The known row's boxes are laid over the picture higher and lower, and compared with the lines there. With so much
 * known beforehand, far fainter and more broken lines suffice than a search from nothing needs.
 */
final class RowSeeker {
    /** In heights of a box, from row to row: rows of one form don't touch. */
    private static final double NEAREST = 1.15;
    /** The same for a row that was found by itself: the true forms' rows are 1.2 apart, and a row that bends is measured too high. */
    private static final double APART = 1.05;
    /** The same: the name rows of a form stand below each other. */
    private static final double FARTHEST = 4.5;
    /** Name rows begin and end at one place; a number's row may begin close by. */
    private static final double ALIGNED = 0.5;

    /** Share of borders seen: less than elsewhere, since a row is due there. */
    private static final double LEAST_SUPPORT = 0.45;
    /** In borders' worth: one border and a half beyond the row's end, and it goes on. */
    private static final double CLEARLY_THERE = 1.5;
    /** Share of both level lines that is seen along the boxes; less than elsewhere, too. */
    private static final double LEAST_LINES = 0.4;
    /** In borders' worth: what was found by its sibling counts less than what was found by itself. */
    private static final double SCORE_PER_BORDER = 0.3;
    /** Boxes of a row that may be the model: a name's. */
    private static final int FEWEST_BOXES = 12;
    /** Share of the model's borders that are seen. */
    private static final double SURE = 0.8;
    /** In pixels, from box to box: what a curled page makes of the distance of two rows. */
    private static final double[] BENDS = {-1, 1, -2, 2};

    private final LineMap map;
    private final Comb model;
    private final double print;

    /** @param model a name row that was found in {@code map} */
    RowSeeker(LineMap map, Comb model) {
        this.map = map;
        this.model = model;
        this.print = print(map, model);
    }

    /**
     * {@code combs} with the two name rows made alike: where one was found in full, the other is looked for, or
     * completed.
     */
    static List<Comb> complete(LineMap map, List<Comb> combs) {
        Comb model = combs.stream()
                .filter(comb -> comb.size() >= FEWEST_BOXES
                        && comb.support() >= SURE
                        && comb.groups().size() == 1)
                .max(Comparator.comparingInt(Comb::size).thenComparingDouble(Comb::support))
                .orElse(null);
        if (model == null) {
            return combs;
        }
        RowSeeker seeker = new RowSeeker(map, model);
        List<Comb> result = new ArrayList<>(combs);
        Comb partner = result.stream().filter(seeker::isPartner).findFirst().orElse(null);
        if (partner != null) {
            Comb whole = seeker.along(partner);
            boolean differs = partner.size() != model.size() || partner.groups().size() != 1;
            List<Box> beyond =
                    whole.boxes().stream().filter(box -> !reaches(partner, box)).toList();
            // a row that really is shorter has no lines where the other goes on
            boolean goesOn = beyond.isEmpty() || seeker.lines(beyond) >= LEAST_LINES;
            if (!goesOn && partner.support() >= SURE) {
                result.set(result.indexOf(model), seeker.trimmed(partner));
                return result;
            }
            if (differs && goesOn && whole.support() >= LEAST_SUPPORT && seeker.lines(whole.boxes()) >= LEAST_LINES) {
                result.set(result.indexOf(partner), whole);
            }
            return result;
        }
        List<Comb> others = result.stream().filter(seeker::isFirm).toList();
        Comb sibling = seeker.sibling(others);
        if (sibling != null) {
            result.removeIf(comb -> covers(comb, sibling));
            result.add(sibling);
        }
        return result;
    }

    /** What is seen of the borders and lines of {@code boxes}, 0 to 2. */
    private double evidence(List<Box> boxes) {
        double sum = 0;
        for (Box box : boxes) {
            sum += (border(box.topLeft(), box.bottomLeft()) + border(box.topRight(), box.bottomRight())) / 2;
        }
        return sum / boxes.size() + lines(boxes);
    }

    /** The model without what it has beyond its partner's ends and hardly shows: label text looks a little like boxes. */
    private Comb trimmed(Comb partner) {
        List<Box> beyond =
                model.boxes().stream().filter(box -> !reaches(partner, box)).toList();
        if (evidence(beyond) > CLEARLY_THERE) {
            return model;
        }
        List<Box> rest =
                model.boxes().stream().filter(box -> reaches(partner, box)).toList();
        return new Comb(rest, List.of(rest.size()), model.support(), model.score());
    }

    private static boolean reaches(Comb partner, Box box) {
        double x = box.centre().x;
        return x > partner.left() && x < partner.right();
    }

    /** Usual contrast of the lines of {@code model}, in grey levels. */
    static double print(LineMap map, Comb model) {
        double sum = 0;
        for (Box box : model.boxes()) {
            Point middle = box.centre();
            double best = 0;
            for (int dy = -1; dy <= 1; dy++) {
                int y = (int) Math.round((box.topLeft().y + box.topRight().y) / 2) + dy;
                if (y >= 0 && y < map.height() && middle.x >= 0 && middle.x < map.width()) {
                    best = Math.max(best, map.level((int) middle.x, y));
                }
            }
            sum += best;
        }
        return Math.max(2, sum / model.size() - map.levelNoise());
    }

    private boolean isFirm(Comb comb) {
        return comb == model || comb.support() >= SURE && comb.groups().size() <= 3 && comb.size() >= 7;
    }

    /** A row of the model's pitch that begins or ends where the model does, not far above or below. */
    private boolean isPartner(Comb comb) {
        double apart = Math.abs(comb.centre().y - model.centre().y) / model.boxHeight();
        double pitch = model.boxes().get(0).width();
        boolean aligned = Math.abs(comb.left() - model.left()) < ALIGNED * pitch
                || Math.abs(comb.right() - model.right()) < ALIGNED * pitch;
        return comb != model
                && apart > APART
                && apart < FARTHEST
                && aligned
                && comb.size() > 0.6 * model.size()
                && Math.abs(comb.boxHeight() / model.boxHeight() - 1) < 0.12
                && Math.abs(comb.boxes().get(0).width() / pitch - 1) < 0.12;
    }

    /**
     * The model's boxes where the partner's are, and on beyond its ends box by box: on a page that bends, two rows don't lie equally far
     * apart everywhere.
     */
    private Comb along(Comb partner) {
        List<Box> boxes = model.boxes();
        @Nullable Box[] laid = new @Nullable Box[boxes.size()];
        for (int i = 0; i < laid.length; i++) {
            if (reaches(partner, boxes.get(i))) {
                laid[i] = moved(boxes.get(i), offset(boxes.get(i), partner));
            }
        }
        for (int i = 1; i < laid.length; i++) {
            if (laid[i] == null) {
                laid[i] = next(laid[i - 1], boxes.get(i - 1), boxes.get(i));
            }
        }
        for (int i = laid.length - 2; i >= 0; i--) {
            if (laid[i] == null) {
                laid[i] = next(laid[i + 1], boxes.get(i + 1), boxes.get(i));
            }
        }
        return seen(Stream.of(laid).filter(Objects::nonNull).toList());
    }

    /** How much lower the comb is than this box of the model. */
    private static double offset(Box box, Comb comb) {
        Box nearest = comb.boxes().get(0);
        for (Box other : comb.boxes()) {
            if (Math.abs(other.centre().x - box.centre().x) < Math.abs(nearest.centre().x - box.centre().x)) {
                nearest = other;
            }
        }
        return nearest.topLeft().y - box.topLeft().y;
    }

    /** Where the box after another one is seen best, about as far from the model as that one; null behind none. */
    private @Nullable Box next(@Nullable Box laid, Box before, Box box) {
        if (laid == null) {
            return null;
        }
        double offset = laid.topLeft().y - before.topLeft().y;
        Box best = moved(box, offset);
        double most = evidence(List.of(best));
        for (double step : BENDS) {
            Box other = moved(box, offset + step);
            double evidence = evidence(List.of(other));
            if (evidence > most) {
                best = other;
                most = evidence;
            }
        }
        return best;
    }

    private static Box moved(Box box, double dy) {
        return box.mapped(Affine.IDENTITY.moved(0, dy));
    }

    /** The best row like the model above or below it that keeps clear of {@code others}, or null. */
    private @Nullable Comb sibling(List<Comb> others) {
        double height = model.boxHeight();
        Comb best = null;
        for (double shift = NEAREST * height; shift <= FARTHEST * height; shift++) {
            for (double dy : new double[] {-shift, shift}) {
                Comb comb = at(dy);
                boolean free = others.stream().noneMatch(other -> covers(other, comb));
                if (free && (best == null || worth(comb) > worth(best))) {
                    best = comb;
                }
            }
        }
        return best != null && best.support() >= LEAST_SUPPORT && lines(best.boxes()) >= LEAST_LINES ? best : null;
    }

    private static boolean covers(Comb other, Comb comb) {
        double shared = Math.min(other.right(), comb.right()) - Math.max(other.left(), comb.left());
        return shared > 0.3 * (comb.right() - comb.left())
                && Math.abs(other.centre().y - comb.centre().y) < 0.9 * comb.boxHeight();
    }

    private double worth(Comb comb) {
        return comb.support() + lines(comb.boxes());
    }

    /** The model's boxes moved down by {@code dy}, with the support that the picture gives them there. */
    private Comb at(double dy) {
        return seen(model.boxes().stream().map(box -> moved(box, dy)).toList());
    }

    /** Boxes like the model's with the support that the picture gives them. */
    private Comb seen(List<Box> boxes) {
        double borders = 0;
        int count = 0;
        Box before = null;
        for (Box box : boxes) {
            if (before == null || box.topLeft().x - before.topRight().x > 2) {
                borders += border(box.topLeft(), box.bottomLeft());
                count++;
            }
            borders += border(box.topRight(), box.bottomRight());
            count++;
            before = box;
        }
        double support = borders / count;
        return new Comb(boxes, model.groups(), support, SCORE_PER_BORDER * borders);
    }

    private double border(Point top, Point bottom) {
        double best = 0;
        for (int dx = -1; dx <= 1; dx++) {
            best = Math.max(best, map.border((int) Math.round(top.x) + dx, top.y, bottom.y));
        }
        return Math.min(1, Math.max(0, best - map.uprightNoise()) / (0.75 * print));
    }

    /** Share of the columns of the boxes' upper and lower lines that show them. */
    private double lines(List<Box> boxes) {
        double sum = 0;
        for (Box box : boxes) {
            sum += line(box.topLeft(), box.topRight()) + line(box.bottomLeft(), box.bottomRight());
        }
        return sum / (2 * boxes.size());
    }

    private double line(Point left, Point right) {
        int seen = 0;
        int from = (int) Math.round(left.x);
        int to = Math.max(from + 1, (int) Math.round(right.x));
        for (int x = from; x < to; x++) {
            double y = left.y + (right.y - left.y) * (x - from) / (to - from);
            seen += map.showsLine(x, y, print) ? 1 : 0;
        }
        return (double) seen / (to - from);
    }
}
