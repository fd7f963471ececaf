package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.roster.ImportPlan;
import io.korrigo.roster.RosterProblem;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterReading;
import io.korrigo.roster.RosterRow;
import io.korrigo.roster.StudentUpdate;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Brings the students of an uploaded CSV into the host's student store.
 *
 * <p>Rows without a problem are stored together, all or none, and the same file again changes nothing. A file that can't be
 * a roster fails as a whole.
 */
public final class ImportStudents implements SingleTask<ImportStudents.Parameters, ImportStudents.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND =
            TaskKind.of("import_students", Parameters.class, Result.class);

    private static final int SHOWN_ERRORS = 10;

    private final StudentStore students;
    private final BlobStore blobs;
    private final AuditLog audit;

    ImportStudents(StudentStore students, BlobStore blobs, AuditLog audit) {
        this.students = students;
        this.blobs = blobs;
        this.audit = audit;
    }

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
     * @param skipped rows that were left out because of a problem
     * @param errors the first ten problems
     * @param totalErrors problems in all
     * @param passwords of new accounts, by user name; empty, since this task makes no accounts yet
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
     * Why a row was left out.
     *
     * @param row line of the file, from 1
     * @param message what is wrong and what to do
     */
    public record Problem(int row, String message) {
        static Problem of(RosterProblem problem) {
            String column = problem.column();
            return new Problem(problem.line(), column == null ? problem.message() : column + ": " + problem.message());
        }
    }

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public Result run(Parameters parameters, TaskContext context) throws IOException {
        RosterReading reading = read(parameters);
        int rows = reading.dataRows();
        context.progress().report(0, rows);
        ImportPlan plan = ImportPlan.between(reading, students.students());
        context.checkCancelled();
        students.upsert(changes(plan));
        context.progress().report(rows, rows);

        int skipped = rows
                - plan.created().size()
                - plan.updated().size()
                - plan.unchanged().size();
        audit.record(
                AuditLog.Event.IMPORT,
                context.owner(),
                context.id().toString(),
                plan.created().size() + " created, " + plan.updated().size() + " updated, " + skipped + " skipped");
        return new Result(
                "success",
                plan.created().size(),
                plan.updated().size(),
                plan.unchanged().size(),
                skipped,
                plan.problems().stream().limit(SHOWN_ERRORS).map(Problem::of).toList(),
                plan.problems().size(),
                Map.of());
    }

    private RosterReading read(Parameters parameters) throws IOException {
        try (InputStream in = blobs.open(parameters.file())) {
            return new RosterReader().read(in);
        } catch (NoSuchFileException gone) {
            throw new InvalidInputException("The uploaded file is not there any more; upload it again", gone);
        }
    }

    private static List<Student> changes(ImportPlan plan) {
        List<Student> changes = new ArrayList<>();
        for (RosterRow row : plan.created()) {
            changes.add(row.student().withId(UUID.randomUUID().toString()));
        }
        plan.updated().stream().map(StudentUpdate::after).forEach(changes::add);
        return changes;
    }
}
