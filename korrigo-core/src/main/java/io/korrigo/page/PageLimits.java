package io.korrigo.page;

import io.korrigo.InvalidInputException;
import java.time.Duration;

/**
 * How much work one page of a PDF may be: a few kilobytes can ask for hours.
 *
 * <p><b>Threads:</b> one at a time; made for each page anew.
 */
final class PageLimits {
    /** A dense map has some hundred thousand; a scan a dozen. */
    private static final int MOST_OPERATORS = 5_000_000;
    /** The slowest honest pages take a few seconds. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final String page;
    private final long start = System.nanoTime();
    private final long longest;
    private int operators;

    /** @param page how messages call it */
    PageLimits(String page, Duration longest) {
        this.page = page;
        this.longest = longest.toNanos();
    }

    /** @throws InvalidInputException when the page has taken too long or too many steps */
    void step() {
        if (++operators > MOST_OPERATORS) {
            throw new InvalidInputException(
                    page + " is drawn by over " + MOST_OPERATORS + " commands: print it to a new PDF as a picture");
        }
        checkTime();
    }

    /** @throws InvalidInputException when the page has taken too long */
    void checkTime() {
        if (System.nanoTime() - start > longest) {
            throw new InvalidInputException(
                    page + " takes over " + longest / 1_000_000_000 + " s to draw: print it to a new PDF as a picture");
        }
    }
}
