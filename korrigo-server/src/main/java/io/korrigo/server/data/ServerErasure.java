package io.korrigo.server.data;

import io.korrigo.account.StudentErasure;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.StudentStore.Turn;
import io.korrigo.tasks.KorrigoTasks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Erasure in the server's tables and files.
 *
 * <p>Files go first: a crash in between leaves a student who can be erased again, not files that nobody finds any more.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class ServerErasure implements StudentErasure {
    private record LinkedCopy(
            String id, String examId, @Nullable String finalPdf) {}

    private final Jdbi jdbi;
    private final BlobStore blobs;
    private final AuditLog audit;
    private final Clock clock;
    private final Duration results;
    private final Duration files;

    /**
     * @param audit writes to the same database
     * @param results how long results of tasks are kept
     * @param files how long files are kept that nothing names
     */
    public ServerErasure(Jdbi jdbi, BlobStore blobs, AuditLog audit, Clock clock, Duration results, Duration files) {
        this.results = results;
        this.files = files;
        this.jdbi = jdbi;
        this.blobs = blobs;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<Receipt> erase(String studentId, String actor) throws IOException {
        try (Turn turn =
                Storage.call("begin an erasure", () -> ImportTurn.take(jdbi)).orElseThrow(ImportRunning::new)) {
            Optional<Receipt> receipt = eraseAlone(studentId, actor);
            turn.keep();
            return receipt;
        }
    }

    /** While nobody imports. */
    private Optional<Receipt> eraseAlone(String studentId, String actor) throws IOException {
        List<LinkedCopy> copies = Storage.call(
                "look for a student's copies",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select id, exam_id, final_pdf from korrigo_copies where student_id = ? order by id")
                        .bind(0, studentId)
                        .map((row, context) -> new LinkedCopy(row.getString(1), row.getString(2), row.getString(3)))
                        .list()));
        int removed = 0;
        for (LinkedCopy copy : copies) {
            removed += deleteFiles(copy);
        }
        for (String examId : copies.stream().map(LinkedCopy::examId).distinct().toList()) {
            removed += deleteArchives(examId);
        }
        // Imports that wait would store the student anew: they fail, and say to upload the roster as it is now.
        removed += delete(blobs.list(KorrigoTasks.rosterPrefix()));
        int files = removed;
        boolean[] account = {false};
        boolean known = Storage.call(
                "erase a student",
                () -> jdbi.inTransaction(handle -> {
                    // Whoever makes accounts locks the student, too.
                    handle.createQuery("select id from korrigo_students where id = ? for update")
                            .bind(0, studentId)
                            .mapTo(String.class)
                            .findOne();
                    account[0] = deleteAccount(handle, studentId);
                    handle.execute(
                            "update korrigo_copies set student_id = null, identified_by = null, probability = null,"
                                    + " final_pdf = null, version = version + 1 where student_id = ?",
                            studentId);
                    handle.execute("delete from korrigo_decisions where student_id = ?", studentId);
                    handle.execute(
                            "update korrigo_decisions set before_student_id = null, before_identified_by = null,"
                                    + " before_probability = null where before_student_id = ?",
                            studentId);
                    boolean there = handle.execute("delete from korrigo_students where id = ?", studentId) > 0;
                    if (there || account[0] || !copies.isEmpty()) {
                        audit.record(
                                AuditLog.Event.ERASURE,
                                actor,
                                studentId,
                                copies.size() + " copies unlinked, " + files + " files removed"
                                        + (account[0] ? ", account removed" : ""));
                    }
                    return there;
                }));
        if (!known && copies.isEmpty() && !account[0]) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return Optional.of(new Receipt(
                studentId,
                now,
                account[0],
                copies.stream().map(LinkedCopy::id).toList(),
                files,
                List.of(
                        new Remainder("results of tasks that named the student", now.plus(results)),
                        new Remainder(
                                "evidence, PDFs and archives of tasks that were running", now.plus(this.files)))));
    }

    private int deleteArchives(String examId) throws IOException {
        int count = 0;
        for (String prefix : KorrigoTasks.archivePrefixes(examId)) {
            count += delete(blobs.list(prefix));
        }
        return count;
    }

    private int delete(List<String> keys) throws IOException {
        for (String key : keys) {
            blobs.delete(key);
        }
        return keys.size();
    }

    private int deleteFiles(LinkedCopy copy) throws IOException {
        List<String> keys = new ArrayList<>();
        for (String prefix : KorrigoTasks.evidencePrefixes(copy.examId(), copy.id())) {
            keys.addAll(blobs.list(prefix));
        }
        if (copy.finalPdf() != null) {
            keys.addAll(blobs.list(copy.finalPdf()));
        }
        return delete(keys);
    }

    private static boolean deleteAccount(Handle handle, String studentId) {
        handle.execute("delete from korrigo_sessions where student_id = ?", studentId);
        handle.execute(
                "delete from korrigo_credentials where username in"
                        + " (select username from korrigo_accounts where student_id = ?)",
                studentId);
        return handle.execute("delete from korrigo_accounts where student_id = ?", studentId) > 0;
    }
}
