package io.korrigo.tasks;

import io.korrigo.account.AccountIssuer;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.print.PrintedReader;
import io.korrigo.task.Task;
import io.korrigo.task.TaskRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds Korrigo's tasks over the host's ports. */
public final class KorrigoTasks {
    private KorrigoTasks() {}

    /**
     * What every blob key starts with that Korrigo makes up: no blob of the host's may be there, and none elsewhere is ever
     * removed but the files of exams that versions before this prefix made.
     */
    public static final String BLOB_PREFIX = BlobKeys.PREFIX;

    /** What the blob keys of a copy's evidence start with, for hosts that erase it; the second is of earlier versions. */
    public static List<String> evidencePrefixes(String examId, String copyId) {
        String prefix = BlobKeys.evidence(examId, copyId);
        return List.of(prefix, BlobKeys.earlier(prefix));
    }

    /** Where a file that somebody uploaded is kept for a task to read, until the clean-up. */
    public static String uploadKey(String sha256) {
        return BlobKeys.uploads() + sha256;
    }

    /** Every task, for copies whose headers are handwritten. */
    public static TaskRegistry registry(
            ExamStore exams,
            StudentStore students,
            BlobStore blobs,
            AuditLog audit,
            HeaderReader reader,
            ExportOptions options) {
        return registry(exams, students, blobs, audit, reader, null, options);
    }

    /**
     * Every task, ready to be handed to an executor.
     *
     * <p><b>Threads:</b> the tasks are as safe for concurrent use as the ports are.
     *
     * @param printed reads copies that have no handwriting in a header, or null to leave them to the desk
     */
    public static TaskRegistry registry(
            ExamStore exams,
            StudentStore students,
            BlobStore blobs,
            AuditLog audit,
            HeaderReader reader,
            @Nullable PrintedReader printed,
            ExportOptions options) {
        return registry(exams, students, null, blobs, audit, reader, printed, options);
    }

    /**
     * Every task of a host whose students have accounts.
     *
     * @param issuer makes accounts, or null: then imports make none and there is no {@link BulkCreateUsers}
     */
    public static TaskRegistry registry(
            ExamStore exams,
            StudentStore students,
            @Nullable AccountIssuer issuer,
            BlobStore blobs,
            AuditLog audit,
            HeaderReader reader,
            @Nullable PrintedReader printed,
            ExportOptions options) {
        CopyHeaders headers = new CopyHeaders(blobs, reader, printed);
        CopyEvidence evidence = new CopyEvidence(blobs);
        List<Task<?, ?>> tasks = new ArrayList<>(List.of(
                new ExportAllCopies(exams, students, blobs, audit, options),
                new FlattenCopy(exams, students, blobs, options),
                new FinalizeCopy(new CopyFinalizer(exams, students, blobs, audit, options)),
                new CmenOcr(exams, students, headers, evidence, audit),
                new BatchOcr(exams, students, headers, evidence, audit),
                new ImportStudents(students, blobs, audit, issuer),
                new CleanupOrphanedFiles(exams, blobs, options.kept(), Clock.systemUTC())));
        if (issuer != null) {
            tasks.add(new BulkCreateUsers(students, issuer, audit));
        }
        return TaskRegistry.of(tasks);
    }
}
