package io.korrigo.tasks;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.util.List;
import java.util.Map;

/** Brings the students of an uploaded CSV into the host's student store, all of them or none. */
public final class ImportStudents implements SingleTask<ImportStudents.Parameters, ImportStudents.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND =
            TaskKind.of("import_students", Parameters.class, Result.class);

    /**
     * What to import.
     *
     * @param file blob key of the upload
     * @param filename what the person calls it
     */
    public record Parameters(String file, String filename) {}

    /**
     * What came of the file's rows: {@code created + updated + unchanged + skipped} is their number.
     *
     * @param status "success": the file was taken, rows with problems left out
     * @param skipped rows that were left out, each for one of {@code errors}
     * @param errors the first ten problems
     * @param totalErrors problems in all
     * @param passwords of new accounts, by user name; empty while accounts are not asked for
     */
    public record Result(
            String status,
            int created,
            int updated,
            int unchanged,
            int skipped,
            List<Problem> errors,
            int totalErrors,
            Map<String, String> passwords) {}

    /**
     * A row that was left out.
     *
     * @param row line of the file, from 1
     * @param message what is wrong and what to do
     */
    public record Problem(long row, String message) {}

    private final StudentStore students;
    private final BlobStore blobs;
    private final AuditLog audit;

    ImportStudents(StudentStore students, BlobStore blobs, AuditLog audit) {
        this.students = students;
        this.blobs = blobs;
        this.audit = audit;
    }

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public Result run(Parameters parameters, TaskContext context) {
        throw new UnsupportedOperationException("being built");
    }
}
