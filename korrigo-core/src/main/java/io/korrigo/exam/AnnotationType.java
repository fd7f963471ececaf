package io.korrigo.exam;

/** What a teacher's annotation says about the place it marks; the names are those of the stored data. */
public enum AnnotationType {
    /** A remark, drawn in blue. */
    COMMENT,
    /** A passage worth looking at, drawn as a translucent yellow fill that leaves the writing readable. */
    HIGHLIGHT,
    /** Something wrong, drawn in red. */
    ERROR,
    /** Something that earns extra points, drawn in green. */
    BONUS
}
