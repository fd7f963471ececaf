package io.korrigo.exam;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a copy stands between scanner and archive.
 *
 * <p>ARCHITECTURE.md draws the moves; {@link #mayBecome} knows them.
 */
public enum CopyStatus {
    /** Scanned, not yet validated; or without pages, which are all in other copies now. */
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

    /** Whether correctors may write on a copy of this status. */
    public boolean markable() {
        return this == STAGING || this == READY || this == LOCKED;
    }

    /** Whether a copy may go from this status to {@code next} in one step; never to the status it has. */
    public boolean mayBecome(CopyStatus next) {
        return successors().contains(next);
    }

    private Set<CopyStatus> successors() {
        return switch (this) {
            case STAGING -> EnumSet.of(READY);
            case READY -> EnumSet.of(STAGING, LOCKED, GRADING_IN_PROGRESS);
            case LOCKED -> EnumSet.of(READY, GRADING_IN_PROGRESS);
            case GRADING_IN_PROGRESS -> EnumSet.of(GRADED, GRADING_FAILED);
            case GRADING_FAILED -> EnumSet.of(GRADING_IN_PROGRESS, READY);
            case GRADED -> EnumSet.of(READY);
        };
    }
}
