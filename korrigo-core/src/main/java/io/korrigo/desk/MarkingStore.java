package io.korrigo.desk;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.CopyMarks;
import java.util.List;

/**
 * What correctors write on copies; {@link io.korrigo.exam.ExamStore} reads it.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes where the storage is shared.<br>
 * <b>Errors:</b> {@link io.korrigo.KorrigoException} when storage fails; the call then had no effect.<br>
 * <b>Implementing:</b> pass {@code MarkingStoreContract} of korrigo-testkit.
 */
public interface MarkingStore {
    /** What came of a call. */
    enum Outcome {
        /** Stored. */
        STORED,
        /** The copy has changed since it was read, or is gone. */
        COPY_CHANGED,
        /** The copy's status doesn't allow it, as while it is graded and after. */
        NOT_ALLOWED
    }

    /**
     * Replaces all that is written on a copy, and raises its version.
     *
     * @param version the {@link io.korrigo.exam.Copy#version} on which it is based
     * @param annotations by page, then as they were drawn
     */
    Outcome mark(String copyId, long version, List<Annotation> annotations, CopyMarks marks);
}
