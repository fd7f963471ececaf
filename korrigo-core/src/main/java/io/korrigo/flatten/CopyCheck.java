package io.korrigo.flatten;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;

/** What can be seen to be wrong with a copy before a page is read. */
final class CopyCheck {
    private CopyCheck() {}

    /** @throws InvalidInputException naming what is wrong */
    static void check(CopyToFlatten copy) {
        if (copy.pages().isEmpty()) {
            throw new InvalidInputException("Copy " + copy.copyId() + " has no pages; nothing can be flattened");
        }
        PointsRange.check(copy);
        for (Annotation annotation : copy.annotations()) {
            if (annotation.pageIndex() >= copy.pages().size()) {
                throw new InvalidInputException(
                        "Copy " + copy.copyId() + " has " + copy.pages().size()
                                + " pages, but an annotation is on page " + (annotation.pageIndex() + 1)
                                + "; page indices count the copy's pages from 0");
            }
        }
        for (BlankedRegion region : copy.blanked()) {
            if (region.pageIndex() >= copy.pages().size()) {
                throw new InvalidInputException("Copy " + copy.copyId() + " has "
                        + copy.pages().size() + " pages, but a region of page " + (region.pageIndex() + 1)
                        + " is to be blanked; page indices count the copy's pages from 0");
            }
        }
    }
}
