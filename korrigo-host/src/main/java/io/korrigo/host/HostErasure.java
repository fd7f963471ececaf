package io.korrigo.host;

import io.korrigo.account.StudentErasure;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.exam.StudentStore.Turn;
import io.korrigo.tasks.KorrigoTasks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Erasure of a student in the order that a crash and an import can't harm: while nobody imports, first the files that were made
 * of the student's copies, archives of their exams and all uploaded rosters, then the host's own rows.
 *
 * <p>A crash in between leaves a student who can be erased again, not files that nobody finds any more; an import that waits finds its
 * roster gone, rather than bring the student back.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes, if the ports are.
 */
public final class HostErasure implements StudentErasure {
    private final Records records;
    private final StudentStore students;
    private final BlobStore blobs;
    private final Clock clock;
    private final Duration results;
    private final Duration files;

    /** The host's own rows, in whatever tables they are. */
    public interface Records {
        /** Copies that are identified as this student's, by id; none of an unknown student. */
        List<LinkedCopy> copiesOf(String studentId);

        /**
         * In one transaction: takes the student off these copies (their identification, final PDF and what was decided about them),
         * removes the account with its first password, removes the student, and enters an {@code ERASURE} into the audit log unless
         * nothing was there.
         *
         * @param actor on whose behalf
         * @param files how many were removed before, for the audit log
         */
        Removed remove(String studentId, String actor, List<LinkedCopy> copies, int files);
    }

    /**
     * A copy that is identified as a student's.
     *
     * @param finalPdf blob key of the corrected PDF, or null
     */
    public record LinkedCopy(
            String id, String examId, @Nullable String finalPdf) {}

    /** What {@link Records#remove} found: the student, an account. */
    public record Removed(boolean student, boolean account) {}

    /**
     * @param results how long the host's executor keeps results of tasks, which may name the student
     * @param files how long its clean-up leaves files that nothing names any more
     */
    public HostErasure(
            Records records, StudentStore students, BlobStore blobs, Clock clock, Duration results, Duration files) {
        this.records = records;
        this.students = students;
        this.blobs = blobs;
        this.clock = clock;
        this.results = results;
        this.files = files;
    }

    @Override
    public Optional<Receipt> erase(String studentId, String actor) throws IOException {
        try (Turn turn = students.takeTurn().orElseThrow(ImportRunning::new)) {
            Optional<Receipt> receipt = eraseAlone(studentId, actor);
            turn.keep();
            return receipt;
        }
    }

    /** While nobody imports. */
    private Optional<Receipt> eraseAlone(String studentId, String actor) throws IOException {
        List<LinkedCopy> copies = records.copiesOf(studentId);
        int removed = 0;
        Set<String> exams = new TreeSet<>();
        for (LinkedCopy copy : copies) {
            removed += delete(filesOf(copy));
            exams.add(copy.examId());
        }
        for (String exam : exams) {
            for (String prefix : KorrigoTasks.archivePrefixes(exam)) {
                removed += delete(blobs.list(prefix));
            }
        }
        // Imports that wait would store the student anew: they fail, and say to upload the roster as it is now.
        removed += delete(blobs.list(KorrigoTasks.rosterPrefix()));
        Removed rows = records.remove(studentId, actor, copies, removed);
        if (!rows.student() && !rows.account() && copies.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return Optional.of(new Receipt(
                studentId,
                now,
                rows.account(),
                copies.stream().map(LinkedCopy::id).toList(),
                removed,
                List.of(
                        new Remainder("results of tasks that named the student", now.plus(results)),
                        new Remainder("evidence, PDFs and archives of tasks that were running", now.plus(files)))));
    }

    private List<String> filesOf(LinkedCopy copy) throws IOException {
        List<String> keys = new ArrayList<>();
        for (String prefix : KorrigoTasks.evidencePrefixes(copy.examId(), copy.id())) {
            keys.addAll(blobs.list(prefix));
        }
        if (copy.finalPdf() != null) {
            // with its facts
            keys.addAll(blobs.list(copy.finalPdf()));
        }
        return keys;
    }

    private int delete(List<String> keys) throws IOException {
        for (String key : keys) {
            blobs.delete(key);
        }
        return keys.size();
    }
}
