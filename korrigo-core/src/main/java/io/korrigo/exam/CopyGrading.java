package io.korrigo.exam;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How the making of a copy's final PDF ended: with the PDF and its mark, or with the reason why not.
 *
 * @param finalPdf blob key of the PDF, or null where it failed
 * @param finalMark the mark that the PDF shows, or null where it failed or the copy has none
 * @param failure one sentence for the person who has to act, at most {@value #LONGEST_FAILURE} characters; null where it
 *     did not fail
 */
public record CopyGrading(
        @Nullable String finalPdf,
        @Nullable BigDecimal finalMark,
        @Nullable String failure) {
    /** Longest reason that is kept; a longer one is cut. */
    public static final int LONGEST_FAILURE = 1000;

    /** @throws IllegalArgumentException unless it has either a PDF or a failure */
    public CopyGrading {
        if ((finalPdf == null) == (failure == null) || failure != null && finalMark != null) {
            throw new IllegalArgumentException("A grading has a PDF, with a mark or without, or else a failure");
        }
        if (failure != null && failure.length() > LONGEST_FAILURE) {
            failure = failure.substring(0, LONGEST_FAILURE - 1) + "…";
        }
    }

    /** A grading that worked. */
    public static CopyGrading done(String finalPdf, @Nullable BigDecimal finalMark) {
        return new CopyGrading(finalPdf, finalMark, null);
    }

    /** A grading that failed. */
    public static CopyGrading failed(String reason) {
        return new CopyGrading(null, null, reason);
    }

    /** The status of a copy whose grading ended so. */
    public CopyStatus status() {
        return failure == null ? CopyStatus.GRADED : CopyStatus.GRADING_FAILED;
    }
}
