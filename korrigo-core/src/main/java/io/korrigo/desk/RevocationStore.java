package io.korrigo.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was built on copies and taken back, since it was built on the wrong student or paper: final PDFs, marks and archives. A copy
 * whose grading was taken back is free to be put right and graded again.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes where the storage is shared.<br>
 * <b>Errors:</b> {@link io.korrigo.KorrigoException} when storage fails; the call then had no effect.<br>
 * <b>Implementing:</b> pass {@code RevocationStoreContract} of korrigo-testkit.
 */
public interface RevocationStore {
    /** What came of a call. */
    enum Outcome {
        /** Stored. */
        STORED,
        /** The copy has changed since it was read, or is gone. */
        COPY_CHANGED,
        /** The copy is being graded at this moment. */
        NOT_ALLOWED
    }

    /**
     * One revocation.
     *
     * @param actor the user
     * @param reason words of a person, at most 500 characters; may be empty
     * @param graded whether the copy was GRADED until then
     * @param finalPdf blob key of the PDF that it had, or null
     * @param exports ids of tasks whose archives hold the copy as it was
     */
    record Revocation(
            String copyId,
            String actor,
            String reason,
            Instant at,
            boolean graded,
            @Nullable String finalPdf,
            Set<String> exports) {
        public Revocation {
            exports = Set.copyOf(exports);
        }
    }

    /**
     * Takes back what was built on a copy: it has no final PDF and no grading any more, and is READY where it was GRADED or
     * GRADING_FAILED. Its version is raised.
     *
     * @param version the {@link io.korrigo.exam.Copy#version} on which it is based
     * @param exports ids of tasks, at most 64 characters each
     */
    Outcome revoke(String copyId, long version, String actor, String reason, Instant at, Set<String> exports);

    /** Adds archives to the copy's last revocation; without effect where there is none. */
    void addExports(String copyId, Set<String> exports);

    /**
     * Revocations since which nobody has called {@link #rebuilt} for the copy, oldest first: whoever takes something back has it made
     * anew afterwards, or somebody else does who finds it here.
     */
    List<Revocation> toRebuild();

    /** Notes that what was taken back of a copy is being made anew, or shall not be. */
    void rebuilt(String copyId);

    /** The copy's revocations, oldest first. */
    List<Revocation> revocations(String copyId);

    /** The last revocation of a copy that an export's archive holds as it was; empty where the archive still holds good. */
    Optional<Revocation> revokedExport(String taskId);
}
