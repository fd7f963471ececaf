package io.korrigo.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of paper in a pile.
 *
 * @param index in the pile, from 0
 * @param pages in reading order
 * @param header what it says, or null where none was found
 * @param oddities what a person may want to know of it
 * @param inks of its views, recto first
 */
record FoundSheet<H>(
        int index, List<PilePage> pages, @Nullable H header, List<PileProblem.Kind> oddities, List<ViewInk> inks) {
    FoundSheet {
        pages = List.copyOf(pages);
        oddities = List.copyOf(oddities);
        inks = List.copyOf(inks);
    }

    FoundSheet<H> with(PileProblem.Kind oddity) {
        List<PileProblem.Kind> more = new ArrayList<>(oddities);
        more.add(oddity);
        return new FoundSheet<>(index, pages, header, more, inks);
    }

    boolean blank() {
        return pages.stream().allMatch(PilePage::blank);
    }

    boolean odd(PileProblem.Kind kind) {
        return oddities.contains(kind);
    }
}
