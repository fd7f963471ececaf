package io.korrigo.scan;

/**
 * Something in a pile that a person should look at.
 *
 * @param sheet index of the sheet in the pile, from 0, or -1 where it concerns no certain one
 * @param copy index of the copy, from 0, or -1 where it concerns none
 * @param found a number that the kind speaks of, or 0
 * @param expected the number that was expected instead, or 0
 */
public record PileProblem(Kind kind, int sheet, int copy, int found, int expected) {
    /** What it is, the most harmful first. */
    public enum Kind {
        /**
         * Other sheets went through than the person counted: {@code found} instead of {@code expected}; those that were scanned
         * twice count once, lest a doubled sheet hide a lost one.
         */
        SHEETS_EXPECTED,
        /** Other copies came out than the person, or the roster, has: {@code found} instead of {@code expected}. */
        COPIES_EXPECTED,
        /**
         * All views with a header come before all without: the backs were scanned in a second pass of {@code found} sheets. They
         * are taken in the opposite order, as a stack lies that was turned over.
         */
        TWO_PASSES,
        /** A view shows two pages with a header each; both are in quarantine with what belongs to them. */
        TWO_HEADERS,
        /** The sheet was scanned before, as sheet {@code found}, from 0; it is in quarantine. */
        SCANNED_TWICE,
        /** Nothing before it has a header, so that nobody knows whose it is; it is in quarantine. */
        BEFORE_FIRST_HEADER,
        /** The sheet has writing, but no header; it was put to the copy of the sheet before it. */
        NO_HEADER,
        /** One side of the sheet is missing. */
        SIDE_MISSING,
        /** The copy has {@code found} pages, most have {@code expected}. */
        PAGE_COUNT,
        /** The header can't be read, or fits nobody, or several. */
        TO_DECIDE,
        /** The sheet lies apart from the others of its copy. */
        APART,
        /** The {@code found}-th page of the copy, from 1, is blank before a written one of its sheet, or its sheet between written ones. */
        BLANK_WITHIN,
        /** Where the sheet is folded could not be seen; it was cut in the middle. */
        FOLD_UNSEEN,
        /** The sheet was turned in the scanner; its pages were turned upright. */
        TURNED,
        /** The sheet was put in with its back first; its pages were put in order. */
        BACK_FIRST;

        /**
         * Whether a copy that it names had better not be graded before somebody looked: pages may be missing, or another's. Whose
         * copy it is, is asked elsewhere.
         */
        public boolean holds() {
            return this == SIDE_MISSING
                    || this == NO_HEADER
                    || this == PAGE_COUNT
                    || this == APART
                    || this == FOLD_UNSEEN;
        }
    }
}
