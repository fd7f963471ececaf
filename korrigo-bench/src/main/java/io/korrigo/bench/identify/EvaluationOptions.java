package io.korrigo.bench.identify;

import io.korrigo.bench.options.Options;
import io.korrigo.testkit.pages.ScanQuality;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate.
 *
 * @param data folder of the IDX files of handwriting, or null to write with fonts
 * @param rosters sizes of the rosters that each page is matched with, growing: a larger one begins with all students of
 *     the smaller, and those of the smallest write the pages
 * @param pages to draw
 * @param form one of {@link #FORMS}
 * @param out where the CSV and the failing pages go, or null for nowhere
 * @param dumpFailures whether pages that were not as expected are saved
 * @param oneEach whether each student writes one page at most, as in an exam, so that all are decided together too
 * @param turned how many pages of 100 went into the scanner on their side or upside down
 * @param threads that draw and read pages; the answers are the same for any number
 * @param stack what kind of people the pages are from
 * @param writers whose handwriting it is
 */
record EvaluationOptions(
        @Nullable Path data,
        List<Integer> rosters,
        int pages,
        ScanQuality quality,
        long seed,
        String form,
        @Nullable Path out,
        boolean dumpFailures,
        boolean oneEach,
        int turned,
        int threads,
        Stack stack,
        Writers writers) {
    /** Whose handwriting of the folder's it is. */
    enum Writers {
        /** Of people who took no part in anything: what is measured is measured on them. */
        TEST,
        /** Of those by whom the character model was calibrated: rules are chosen on them. */
        CALIBRATION
    }

    /** Who wrote the pages. */
    enum Stack {
        /** Students of a French school and what else comes with their pages. */
        MIXED,
        /** Students of a school of many origins, and in turn somebody who resembles each. */
        LOOKALIKES,
        /** Writers taken off a roster of such a school. */
        STRANGERS
    }

    /** Forms by lot, the ministry's by their true measures, and ours in their manner. */
    static final List<String> FORMS = List.of("random", "wide", "cmen3", "cmen3codes", "ccyc1", "v2", "v3", "ccyc");

    static final String USAGE =
            "[--data DIR] [--students 100[,400...]] [--pages 300] [--quality easy|normal|hard|worst] [--seed 1]"
                    + " [--form random|wide|cmen3|cmen3codes|ccyc1|v2|v3|ccyc] [--turned PERCENT] [--threads 1] [--one-each] [--stack mixed|lookalikes|strangers]"
                    + " [--writers test|calibration] [--out DIR [--dump-failures]]";

    /** @throws IllegalArgumentException when the rosters don't grow from at least one student, or nobody knows the form */
    EvaluationOptions {
        if (!FORMS.contains(form)) {
            throw new IllegalArgumentException("--form is one of " + String.join(", ", FORMS) + ", not " + form);
        }
        rosters = List.copyOf(rosters);
        for (int i = 0; i < rosters.size(); i++) {
            if (rosters.get(i) <= (i == 0 ? 0 : rosters.get(i - 1))) {
                throw new IllegalArgumentException("Rosters grow from at least one student: " + rosters);
            }
        }
    }

    /** What the command line says. */
    static EvaluationOptions of(Options given) {
        return new EvaluationOptions(
                given.path("--data"),
                given.numbers("--students", 1, List.of(100)),
                given.number("--pages", 1, 300),
                given.choice("--quality", ScanQuality.NORMAL),
                given.seed("--seed", 1),
                given.text("--form", "random"),
                given.path("--out"),
                given.flag("--dump-failures"),
                given.flag("--one-each"),
                given.number("--turned", 0, 0),
                given.number("--threads", 1, 1),
                given.choice("--stack", Stack.MIXED),
                given.choice("--writers", Writers.TEST));
    }
}
