package io.korrigo.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What persons say of whose copies they are. The last decision that was not undone holds, no machine overwrites it, and all are
 * kept.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes where the storage is shared.<br>
 * <b>Errors:</b> {@link io.korrigo.KorrigoException} when storage fails; the call then had no effect.<br>
 * <b>Implementing:</b> pass {@code DecisionStoreContract} of korrigo-testkit.
 */
public interface DecisionStore {
    /** What somebody says of a copy. */
    enum Verdict {
        /** It is this student's. */
        STUDENT,
        /** It is nobody's of the roster. */
        NOBODY,
        /** Nobody can tell. */
        UNREADABLE,
        /** It is one of several students whom nobody can tell apart by it. It stays open, but no machine decides it. */
        INSEPARABLE
    }

    /** What came of a call. */
    enum Outcome {
        /** Stored. */
        STORED,
        /** The copy has changed since it was read, or is gone. */
        COPY_CHANGED,
        /** The copy's status doesn't allow it, as after grading. */
        NOT_ALLOWED,
        /** Another copy of the exam is this student's. */
        STUDENT_TAKEN,
        /** There is no such student, who may have been erased meanwhile. */
        STUDENT_GONE,
        /** There is no decision to be undone. */
        NOTHING_TO_UNDO
    }

    /**
     * One decision.
     *
     * @param studentId not null where the verdict is STUDENT, and only there
     * @param revealed whether the machine's answer was shown before
     * @param agrees whether it is the machine's likeliest; null where the machine had none
     * @param checksMachine whether a machine had given the copy to a student when this was decided
     */
    record Decision(
            String copyId,
            String actor,
            Verdict verdict,
            @Nullable String studentId,
            boolean revealed,
            @Nullable Boolean agrees,
            boolean checksMachine,
            Instant at) {
        /** @throws IllegalArgumentException unless verdict and student go together */
        public Decision {
            if ((verdict == Verdict.STUDENT) == (studentId == null)) {
                throw new IllegalArgumentException("A decision for a student names one, and no other does");
            }
        }
    }

    /**
     * A copy of which a machine is sure now that a person has decided another one.
     *
     * @param version the {@link io.korrigo.exam.Copy#version} on which it is based
     * @param probability 0 to 1
     */
    record Follower(String copyId, long version, String studentId, double probability) {}

    /**
     * Stores a decision and whose the copy now is, both or neither.
     *
     * @param version the {@link io.korrigo.exam.Copy#version} on which it is based
     */
    Outcome decide(long version, Decision decision);

    /**
     * Gives a copy that nobody has to its student, as a machine does, for as long as the decision on which that rests holds.
     *
     * @param copyId of the copy whose last decision it is
     * @return whether it is stored: not where the follower has changed, is decided or graded, the student has another copy, or there
     *     is no such decision any more
     */
    boolean follow(String copyId, Follower follower);

    /** Copies that follow the last decision on this copy and are still whose they became by it, by id. */
    List<String> followers(String copyId);

    /**
     * Takes the last decision back: the copy is whose it was before, by whomever that was said, and copies that still follow it are
     * nobody's again, as far as their status allows it.
     *
     * @param version the {@link io.korrigo.exam.Copy#version} on which it is based
     */
    Outcome undo(String copyId, long version, String actor, Instant at);

    /** The copy's decision that holds, or empty. */
    Optional<Decision> decision(String copyId);

    /** Those that hold of an exam's copies, in no particular order. */
    List<Decision> decisions(String examId);
}
