package io.korrigo.host;

import io.korrigo.account.StudentErasure;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.exam.StudentStore.Turn;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.tasks.StudentEvidence;
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
 * <p>Evidence of others' copies stays without the student. All evidence is read for that, one document a copy.
 *
 * <p>A crash in between leaves a student who can be erased again, not files that nobody finds any more; an import that waits finds its
 * roster gone, rather than bring the student back.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes, if the ports are.
 */
public final class HostErasure implements StudentErasure {
    /** How far the clocks of this host and of the blob store may be apart. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /** Within this, a task that was about to end has stored its result, or has lost its claim and can't. */
    private static final Duration STILL_ENDING = Duration.ofHours(1);

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
        return students.<Optional<Receipt>, IOException>inTurn(turn -> {
                    Optional<Receipt> receipt = eraseAlone(studentId, actor, turn);
                    turn.keep();
                    return receipt;
                })
                .orElseThrow(ImportRunning::new);
    }

    /** While nobody imports. */
    private Optional<Receipt> eraseAlone(String studentId, String actor, Turn turn) throws IOException {
        Instant begun = clock.instant();
        List<LinkedCopy> copies = records.copiesOf(studentId);
        int removed = deleteFiles(copies);
        // Imports that wait would store the student anew: they fail, and say to upload the roster as it is now.
        removed += delete(blobs.list(KorrigoTasks.rosterPrefix()));
        StudentEvidence.takeOut(blobs, studentId, Instant.MIN, turn::keep);
        Removed rows = records.remove(studentId, actor, copies, removed);
        // What tasks published meanwhile: after the rows are gone they look whom they name, and remove it themselves.
        removed += deleteFiles(copies);
        StudentEvidence.takeOut(blobs, studentId, begun.minus(CLOCKS_DIFFER), turn::keep);
        if (!rows.student() && !rows.account() && copies.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant().plus(STILL_ENDING);
        return Optional.of(new Receipt(
                studentId,
                clock.instant(),
                rows.account(),
                copies.stream().map(LinkedCopy::id).toList(),
                removed,
                List.of(
                        new Remainder("results of tasks that named the student", now.plus(results)),
                        new Remainder("PDFs of tasks that were running", now.plus(files)))));
    }

    /** Files that were made of the copies, and archives of their exams. */
    private int deleteFiles(List<LinkedCopy> copies) throws IOException {
        int deleted = 0;
        Set<String> exams = new TreeSet<>();
        for (LinkedCopy copy : copies) {
            deleted += delete(filesOf(copy));
            exams.add(copy.examId());
        }
        for (String exam : exams) {
            for (String prefix : KorrigoTasks.archivePrefixes(exam)) {
                deleted += delete(blobs.list(prefix));
            }
        }
        return deleted;
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
