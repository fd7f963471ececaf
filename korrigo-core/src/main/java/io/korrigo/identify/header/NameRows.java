package io.korrigo.identify.header;

import io.korrigo.identify.combs.Comb;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which combs of a page are the rows of its names: the two long ones of one pitch that begin or end at one place. */
final class NameRows {
    /** Shorter rows are numbers and dates. */
    private static final int FEWEST_NAME_BOXES = 12;
    /** A row as long as the longest number's, and clear, is a name's. */
    private static final int SURELY_A_NAME = 14;
    /** Points of plausibility a box for two name rows of one length. Chosen on drawn pages, not measured. */
    private static final double LIKENESS = 0.3;
    /** In borders' worth a box: what is printed scores more, what was put together less. */
    private static final double CLEAR_SCORE = 0.2;
    /** From one name's box to the next, in heights. Chosen on drawn pages, not measured. */
    private static final double NARROWEST = 0.6;
    /** Width of a name's box in heights. Chosen on drawn pages, not measured. */
    private static final double WIDEST = 1.3;
    /** Share by which the pitches of a form's two name rows may differ: what bent paper does. */
    private static final double UNLIKE_PITCH = 0.08;
    /** From one name row to the other, in heights of a box: a label and a line may stand between. Chosen on drawn pages, not measured. */
    private static final double FARTHEST = 4.5;
    /** In pitches: at one end at least, two name rows lie this close, for a box lost or made up is one pitch. */
    private static final double ASIDE = 1.5;

    private NameRows() {}

    /** The pair of long combs that belong together, from the top; else the longest one; else none. */
    static List<Comb> of(List<Comb> combs, @Nullable Comb date) {
        List<Comb> long_ = combs.stream()
                .filter(NameRows::nameLike)
                .sorted(Comparator.comparingDouble(comb -> comb.centre().y))
                .toList();
        List<Comb> best = List.of();
        double bestScore = 0;
        for (int i = 0; i < long_.size(); i++) {
            for (int j = i + 1; j < long_.size(); j++) {
                Comb upper = long_.get(i);
                Comb lower = long_.get(j);
                double score = Math.min(upper.score(), lower.score()) + likeness(upper, lower);
                if (score > bestScore && pair(upper, lower) && !between(date, upper, lower)) {
                    best = List.of(upper, lower);
                    bestScore = score;
                }
            }
        }
        if (!best.isEmpty()) {
            return best;
        }
        Comb longest = best(long_.stream()
                .filter(comb -> comb.size() >= SURELY_A_NAME && clear(comb))
                .toList());
        return longest == null ? List.of() : List.of(longest);
    }

    /** Whether the date stands between two rows: then the lower one is a number's. */
    private static boolean between(@Nullable Comb date, Comb upper, Comb lower) {
        return date != null
                && date.centre().y > upper.centre().y
                && date.centre().y < lower.centre().y
                && lower.centre().y - date.centre().y > date.boxHeight() / 2
                && date.centre().y - upper.centre().y > date.boxHeight() / 2;
    }

    /** Name rows have as many boxes and begin and end at the same places. */
    private static double likeness(Comb upper, Comb lower) {
        double pitch = pitch(upper);
        double off = Math.abs(upper.left() - lower.left()) + Math.abs(upper.right() - lower.right());
        return upper.size() == lower.size() && off < 0.6 * pitch ? LIKENESS * upper.size() : 0;
    }

    private static boolean nameLike(Comb comb) {
        // boxes that stand apart may be narrow: a letter has room in the gaps, too
        return comb.size() >= FEWEST_NAME_BOXES
                && comb.groups().size() <= 1 + comb.size() / 6
                && step(comb) / comb.boxHeight() > NARROWEST
                && pitch(comb) / comb.boxHeight() < WIDEST;
    }

    /** Whether they have one pitch, lie one below the other, and begin or end at one place. */
    private static boolean pair(Comb upper, Comb lower) {
        // not the boxes' width: those that stand a little apart are found joined where print fails
        double pitch = step(upper);
        double apart = lower.centre().y - upper.centre().y;
        double left = lower.boxes().get(0).topLeft().x - upper.boxes().get(0).topLeft().x;
        double right = lower.boxes().get(lower.size() - 1).topRight().x
                - upper.boxes().get(upper.size() - 1).topRight().x;
        return Math.abs(step(lower) / pitch - 1) < UNLIKE_PITCH
                && alike(upper, lower)
                && apart < FARTHEST * upper.boxHeight()
                && (Math.abs(left) < ASIDE * pitch || Math.abs(right) < ASIDE * pitch);
    }

    /** From one box to the next. */
    private static double step(Comb comb) {
        return (comb.boxes().get(comb.size() - 1).centre().x
                        - comb.boxes().get(0).centre().x)
                / (comb.size() - 1);
    }

    /** Width of a box. */
    private static double pitch(Comb comb) {
        List<Comb.Box> boxes = comb.boxes();
        double sum = 0;
        for (Comb.Box box : boxes) {
            sum += box.width();
        }
        return sum / boxes.size();
    }

    /** Whether both may be of one form by the height and the pitch of their boxes. */
    static boolean alike(Comb comb, Comb model) {
        double heights = comb.boxHeight() / model.boxHeight();
        double pitches = pitch(comb) / pitch(model);
        return heights > 0.7 && heights < 1.4 && pitches > 0.5 && pitches < 1.5;
    }

    /** The one with the highest score; null of none. */
    static @Nullable Comb best(List<Comb> combs) {
        return combs.stream().max(Comparator.comparingDouble(Comb::score)).orElse(null);
    }

    /** Whether nearly every border was seen, and little else that looks like one. */
    static boolean clear(Comb comb) {
        return comb.support() >= HeaderLayout.SURE_SUPPORT
                && comb.score() >= CLEAR_SCORE * comb.size()
                && comb.groups().size() == 1;
    }
}
