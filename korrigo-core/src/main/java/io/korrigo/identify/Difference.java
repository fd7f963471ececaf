package io.korrigo.identify;

/**
 * A place in which what is written differs from what a student would have written. It says where, never what: no letter of a
 * name.
 *
 * @param field in whose row it stands
 * @param kind whether the box holds another sign, one too many, or lacks one
 * @param box of the row as it was found, from 1; that before which a sign is lacking, one more than there are at the end
 * @param clear whether that is clearly read; else the sign that was due may be meant
 */
public record Difference(HeaderField field, Kind kind, int box, boolean clear) {
    /** How a place differs. */
    public enum Kind {
        /** A box holds another sign than the one due. */
        OTHER,
        /** A box holds a sign and none was due. */
        MORE,
        /** No box holds a sign that was due. */
        LACKING
    }

    /** @throws IllegalArgumentException when the box is below 1 */
    public Difference {
        if (box < 1) {
            throw new IllegalArgumentException("Boxes are counted from 1, not " + box);
        }
    }
}
