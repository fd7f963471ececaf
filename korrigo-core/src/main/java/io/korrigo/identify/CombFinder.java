package io.korrigo.identify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds rows of boxes in an upright picture of moderate size (boxes of 14 to 60 pixels).
 *
 * <p>Any two level lines at a box's distance close a {@link Strip}; the strips' combs compete, and those that overlap a
 * better one go.
 */
final class CombFinder {
    private static final double LOWEST_BOX = 15;
    private static final double HIGHEST_BOX = 62;
    private static final double LEAST_OVERLAP = 40;
    private static final double STEEPEST_DIFFERENCE = 0.03;
    private static final int EXTENSION = 60;
    private static final double FAINTEST_LINE = 1.2;
    private static final double LINE_ABOVE_NOISE = 5;

    private final LineMap map;
    private final double threshold;

    CombFinder(LineMap map) {
        this.map = map;
        this.threshold = map.levelNoise() + Math.max(FAINTEST_LINE, LINE_ABOVE_NOISE * map.levelSpread());
    }

    /** Combs, best first. */
    List<Comb> find() {
        List<LevelLine> lines = new LineTracer(map, threshold).trace();
        lines.sort(Comparator.comparingDouble(LevelLine::c0));
        List<Comb> combs = new ArrayList<>();
        for (LevelLine top : lines) {
            for (LevelLine bottom : lines) {
                combs.addAll(between(top, bottom));
            }
        }
        return best(combs);
    }

    private List<Comb> between(LevelLine top, LevelLine bottom) {
        double left = Math.max(top.left(), bottom.left());
        double right = Math.min(top.right(), bottom.right());
        if (right - left < LEAST_OVERLAP) {
            return List.of();
        }
        double middle = (left + right) / 2;
        double height = bottom.at(middle) - top.at(middle);
        double slant = (bottom.at(right) - top.at(right) - bottom.at(left) + top.at(left)) / (right - left);
        if (height < LOWEST_BOX || height > HIGHEST_BOX || Math.abs(slant) > STEEPEST_DIFFERENCE) {
            return List.of();
        }
        int from = (int) Math.max(1, Math.min(top.left(), bottom.left()) - EXTENSION);
        int to = (int) Math.min(map.width() - 1.0, Math.max(top.right(), bottom.right()) + EXTENSION);
        return new Strip(map, top, bottom, from, to, threshold).combs();
    }

    private static List<Comb> best(List<Comb> combs) {
        combs.sort(Comparator.comparingDouble(Comb::score).reversed());
        List<Comb> kept = new ArrayList<>();
        for (Comb comb : combs) {
            if (kept.stream().noneMatch(better -> overlap(better, comb))) {
                kept.add(comb);
            }
        }
        return kept;
    }

    private static boolean overlap(Comb a, Comb b) {
        double left = Math.max(a.boxes().get(0).topLeft().x, b.boxes().get(0).topLeft().x);
        double right = Math.min(
                a.boxes().get(a.size() - 1).topRight().x,
                b.boxes().get(b.size() - 1).topRight().x);
        if (right - left < 2) {
            return false;
        }
        double apart = Math.abs(a.centre().y - b.centre().y);
        return apart < 0.9 * (a.boxHeight() + b.boxHeight()) / 2;
    }
}
