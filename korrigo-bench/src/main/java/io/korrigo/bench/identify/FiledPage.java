package io.korrigo.bench.identify;

import io.korrigo.testkit.pages.PageKind.Expectation;
import io.korrigo.testkit.pages.PageTruth;
import java.nio.file.Path;

/**
 * A page that lies in a folder of pages with known answers.
 *
 * @param picture its file
 * @param student place on the roster, from 0, of who wrote it; -1 for somebody who isn't there, or nobody
 * @param expectation what a reader has to do with it
 * @param kind what is peculiar about it, "ok" for nothing
 * @param quality of its scan, 0 easy to 3 worst
 * @param truth what stands where
 */
record FiledPage(Path picture, int student, Expectation expectation, String kind, int quality, PageTruth truth) {
    /** Whether each letter lies in its own box, as far as is known: those who may be refused may not have kept to them. */
    boolean keepsToBoxes() {
        return expectation != Expectation.EITHER;
    }
}
