package io.korrigo.exam;

/** Where a copy stands between scanner and archive. */
public enum CopyStatus {
    /** Scanned, not yet validated. */
    STAGING,
    /** Validated, has pages, free to be corrected. */
    READY,
    /** Held by one corrector. */
    LOCKED,
    /** Its final PDF is being made. */
    GRADING_IN_PROGRESS,
    /** Done: nothing changes without a revocation. */
    GRADED,
    /** Making its final PDF failed; may be tried again. */
    GRADING_FAILED;

    /** Whether a copy in this status may be identified. */
    public boolean identifiable() {
        return this == STAGING || this == READY || this == LOCKED;
    }
}
