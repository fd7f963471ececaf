package io.korrigo.bench.identify;

import java.io.PrintStream;
import java.util.Locale;

/** What evaluations print, in one shape: a line for each kind of page, then shares of a whole. Confined to one thread. */
final class PlainReport {
    private final PrintStream out;

    PlainReport(PrintStream out) {
        this.out = out;
    }

    /** A line, written as in English wherever this runs. */
    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    void emptyLine() {
        out.println();
    }

    /** The headings above lines of {@link #kind}. */
    void kinds() {
        line("%-20s %6s %6s %6s %7s %11s", "kind", "pages", "right", "wrong", "review", "unreadable");
    }

    /** What became of the pages of one kind. */
    void kind(String name, long pages, long right, long wrong, long review, long unreadable) {
        line("%-20s %6d %6d %6d %7d %11d", name, pages, right, wrong, review, unreadable);
    }

    /** "legible identified         95 of 100, 95.00%". */
    void share(String what, long part, long whole) {
        line("%-26s %d of %d, %s", what, part, whole, percent(part, whole));
    }

    /** A share in percent; a dash of nothing. */
    static String percent(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f%%", 100.0 * part / whole);
    }
}
