package io.korrigo.desk;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.CopyMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What correctors write on copies, and which copies they hold meanwhile; {@link io.korrigo.exam.ExamStore} reads it.
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

    /** How long a corrector holds a copy who doesn't say it. */
    Duration USUAL_LOCK = Duration.ofSeconds(600);

    /** How long a corrector may hold a copy at most: an afternoon away from the desk keeps nobody else from it. */
    Duration LONGEST_LOCK = Duration.ofSeconds(3600);

    /**
     * A corrector's hold on a copy. The copy is LOCKED until it is let go, or expires; then it is READY without anybody's doing.
     *
     * @param holder the user
     * @param tokenSha256 what the holder's token is known by, in lower-case hex; the token itself is kept nowhere
     * @param expires from when on it holds nothing
     */
    record Lock(String holder, String tokenSha256, Instant expires) {}

    /** Who holds the copy now; empty where nobody does, or not any more. */
    Optional<Lock> lock(String copyId);

    /**
     * Has a corrector hold a copy that is READY, and raises its version. Who holds it may do so anew, by another token: the first
     * one is void then.
     *
     * @param version the {@link io.korrigo.exam.Copy#version} on which it is based
     * @param lasts from now on, by the store's clock; the store takes any, callers ask for {@link #LONGEST_LOCK} at most
     * @return {@code NOT_ALLOWED} for a copy that another holds, or of another status
     */
    Outcome lock(String copyId, long version, String holder, String tokenSha256, Duration lasts);

    /**
     * Lets a lock last longer, or less long; the copy's version stays.
     *
     * @param lasts from now on
     * @return whether this token still held the copy
     */
    boolean renewLock(String copyId, String tokenSha256, Duration lasts);

    /**
     * Lets a copy go, and raises its version.
     *
     * @return whether this token still held the copy
     */
    boolean unlock(String copyId, String tokenSha256);
}
