package io.korrigo.flatten;

import io.korrigo.exam.PageRegion;
import java.util.Objects;

/**
 * A part of a page that nobody may see: the header with the student's name.
 *
 * @param pageIndex which page, counted from 0 over the copy's pages
 * @param region on the page as a person holds it
 */
public record BlankedRegion(int pageIndex, PageRegion region) {
    /** @throws IllegalArgumentException when the index is negative */
    public BlankedRegion {
        Objects.requireNonNull(region, "region");
        if (pageIndex < 0) {
            throw new IllegalArgumentException("A page index is 0 or more, not " + pageIndex);
        }
    }
}
