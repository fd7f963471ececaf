package io.korrigo.identify.combs;

import io.korrigo.identify.combs.BoxChain.Span;
import io.korrigo.identify.combs.Comb.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of boxes in a {@link LineBand}: {@link BoxChains} finds chains of boxes in what its columns show,
 * {@link BoxChainRepair} completes them, and this class decides which chains are printed boxes. Writing has strokes where
 * no border is due; tables and squared paper go on above and below ({@link BorderReach}).
 */
final class BandCombs {
    /** Combs in one band: two names and a number side by side. */
    private static final int MOST_COMBS = 3;
    /** Fewer boxes are no row: the shortest that a form has is half a date. */
    private static final int FEWEST_BOXES = 4;
    /**
     * Share of a comb's borders that are seen: with fewer, tables and writing may pass. Chosen on drawn pages, not
     * measured.
     */
    private static final double LEAST_SUPPORT = 0.65;
    /** Share of both level lines that is seen along the boxes. Chosen on drawn pages, not measured. */
    private static final double LEAST_LINES = 0.55;
    /** Share of borders seen from which writing may be dense in a date's few boxes. */
    private static final double SURE_SUPPORT = 0.9;
    /**
     * Dark columns a box where no border is due, in a date whose borders are seen. Chosen on drawn pages, not
     * measured.
     */
    private static final double MOST_CLUTTER_IN_DATE = 4;
    /** The same, elsewhere. Chosen on drawn pages, not measured. */
    private static final double MOST_CLUTTER = 2.5;
    /** In borders' worth a box, for each dark column in it. */
    private static final double CLUTTER_COST = 0.1;

    private final LineBand band;

    BandCombs(LineBand band) {
        this.band = band;
    }

    /** Combs that do not overlap, best first. */
    List<Comb> find() {
        List<Comb> found = new ArrayList<>();
        boolean[] used = new boolean[band.length()];
        if (band.peaks(1, band.length() - 2) <= FEWEST_BOXES) {
            return found;
        }
        for (int round = 0; round < MOST_COMBS; round++) {
            BoxChain best = BoxChains.best(band, used);
            if (best == null || best.size() < FEWEST_BOXES) {
                break;
            }
            for (BoxChain repaired : new BoxChainRepair(band, used).repaired(best)) {
                Comb comb = comb(repaired);
                if (comb != null) {
                    found.add(comb);
                }
                use(used, repaired);
            }
            use(used, best);
        }
        return found;
    }

    private void use(boolean[] used, BoxChain chain) {
        Arrays.fill(
                used, chain.first().left(), Math.min(band.length(), chain.last().right() + 1), true);
    }

    /** The chain as a comb, or null when what it shows could as well be writing, a table or squared paper. */
    private @Nullable Comb comb(BoxChain chain) {
        List<Box> boxes = new ArrayList<>();
        double seen = 0;
        int count = 0;
        Span before = null;
        for (Span span : chain.boxes()) {
            if (before == null || before.right() != span.left()) {
                seen += band.border(span.left());
                count++;
            }
            seen += band.border(span.right());
            count++;
            boxes.add(band.box(span));
            before = span;
        }
        double support = seen / count;
        int others = band.peaks(chain.first().left() - 1, chain.last().right() + 1) - count;
        double clutter = (double) Math.max(0, others) / chain.size();
        List<Integer> groups = chain.groups();
        boolean date = groups.equals(List.of(2, 2, 4)) || groups.equals(List.of(4, 2, 2));
        double mostClutter = date && support > SURE_SUPPORT ? MOST_CLUTTER_IN_DATE : MOST_CLUTTER;
        double lines = band.lineShare(chain.first().left(), chain.last().right());
        if (support < LEAST_SUPPORT || clutter > mostClutter || lines < LEAST_LINES) {
            return null;
        }
        BorderReach reach = band.reach();
        if (reach.goesOn(chain) || reach.isGaping(chain)) {
            return null;
        }
        return new Comb(boxes, groups, support, chain.score() - CLUTTER_COST * clutter * chain.size());
    }
}
