package io.korrigo.scan;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a view has ink, as it is stored. Most of it a glance at a small picture tells; what that leaves open is found once somebody asks.
 *
 * <p><b>Threads:</b> for one thread. It asks for the view again, which must still be there.
 */
final class ViewInk {
    /** Dust and the scanner's edge make one or two. */
    private static final int BLANK = 2;

    private final int width;
    private final int height;
    private final InkGlance glance;
    private final Supplier<InkFinder.Found> look;
    private @Nullable Numbers looked;

    /** What was found, but for the map, which is large. */
    private record Numbers(double fold, int first, int second) {
        boolean blank(boolean before) {
            return (before ? first : second) <= BLANK;
        }
    }

    /**
     * @param width of the view in pixels
     * @param height of the view in pixels
     * @param look finds what {@code glance} leaves open; may be asked again
     */
    ViewInk(int width, int height, InkGlance glance, Supplier<InkFinder.Found> look) {
        this.width = width;
        this.height = height;
        this.glance = glance;
        this.look = look;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    InkGlance glance() {
        return glance;
    }

    /** All that a picture large enough shows of its ink; costs as much again each time, unless it was asked for lately. */
    InkFinder.Found look() {
        return look.get();
    }

    boolean landscape() {
        return width > height;
    }

    private Numbers looked() {
        Numbers known = looked;
        if (known == null) {
            InkFinder.Found found = look();
            known = new Numbers(found.fold(), found.first(), found.second());
            looked = known;
        }
        return known;
    }

    /** Whether nobody wrote on the part of the view that stands upright after {@code turns} quarter turns. */
    boolean blank(Part part, int turns) {
        if (part == Part.WHOLE) {
            InkGlance.Said whole = glance.whole();
            return whole == InkGlance.Said.OPEN
                    ? looked().first() + looked().second() <= BLANK
                    : whole == InkGlance.Said.BLANK;
        }
        boolean first = beginsLeft(turns) == (part == Part.LEFT);
        InkGlance.Said said = first ? glance.first() : glance.second();
        // a glance that saw no gap parted the view in the middle, which may be elsewhere
        boolean open = said == InkGlance.Said.OPEN || Double.isNaN(glance.fold());
        return open ? looked().blank(first) : said == InkGlance.Said.BLANK;
    }

    /** Whether what is first in the stored view, left or upper, is on the left once the view is turned. */
    private boolean beginsLeft(int turns) {
        return landscape() ? turns == 0 : turns == 3;
    }

    /**
     * Where the view can be cut across its longer side without cutting through ink, as a fraction from left or top, near the
     * middle; NaN where there is no such place.
     */
    double fold() {
        return Double.isNaN(glance.fold()) ? looked().fold() : glance.fold();
    }

    /** The fold as a fraction from the left of the view once it is turned; the middle where none was found. */
    double foldFromLeft(int turns) {
        double at = foldFound() ? fold() : 0.5;
        return beginsLeft(turns) ? at : 1 - at;
    }

    boolean foldFound() {
        return !Double.isNaN(fold());
    }

    /** How much two views look alike from afar once each was turned upright, -1 to 1: costs little. */
    static double likenessFromAfar(ViewInk one, int turnsOfOne, ViewInk other, int turnsOfOther) {
        return one.glance
                .outline()
                .turned(turnsOfOne)
                .likeness(other.glance.outline().turned(turnsOfOther));
    }

    /** Whether the strokes of two views are alike once each was turned upright: see {@link InkMap#alike}. */
    static boolean alike(ViewInk one, int turnsOfOne, ViewInk other, int turnsOfOther, double least) {
        return InkMap.alike(
                one.look().map().turned(turnsOfOne), other.look().map().turned(turnsOfOther), least);
    }
}
