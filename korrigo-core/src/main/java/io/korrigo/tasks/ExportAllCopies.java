package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.task.ParentTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the corrected PDF of every copy of an exam and packs them into one ZIP.
 *
 * <p>One {@link FlattenCopy} per copy; a copy that fails is listed with its reason and the others are delivered.
 */
public final class ExportAllCopies implements ParentTask<ExportAllCopies.Parameters, ExportAllCopies.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND =
            TaskKind.of("export_all_copies", Parameters.class, Result.class);

    private final ExamStore exams;
    private final BlobStore blobs;
    private final AuditLog audit;

    ExportAllCopies(ExamStore exams, BlobStore blobs, AuditLog audit) {
        this.exams = exams;
        this.blobs = blobs;
        this.audit = audit;
    }

    /** @param examId which exam */
    public record Parameters(String examId) {}

    /**
     * What was made.
     *
     * @param total copies of the exam
     * @param taskIds one task per copy, in the order of the anonymous ids
     * @param succeeded copies whose PDF was made
     * @param failed the others, with their reasons
     * @param zip blob key of the archive, or null when no copy succeeded
     */
    public record Result(
            String examId,
            int total,
            List<String> taskIds,
            int succeeded,
            List<Failure> failed,
            @Nullable String zip) {}

    /** A copy without a PDF, and why. */
    public record Failure(String copyId, String taskId, String error) {}

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public List<Submission<?>> plan(Parameters parameters, TaskContext context) {
        if (exams.exam(parameters.examId()).isEmpty()) {
            throw new InvalidInputException("Exam " + parameters.examId() + " does not exist");
        }
        List<Submission<?>> children = new ArrayList<>();
        for (Copy copy : exams.copies(parameters.examId())) {
            children.add(Submission.of(FlattenCopy.KIND, new FlattenCopy.Parameters(copy.id()), context.owner()));
        }
        return children;
    }

    @Override
    public Result finish(Parameters parameters, List<TaskSnapshot> children, TaskContext context) throws IOException {
        List<String> taskIds = new ArrayList<>();
        List<FlattenCopy.Result> made = new ArrayList<>();
        List<Failure> failed = new ArrayList<>();
        for (TaskSnapshot child : children) {
            taskIds.add(child.id().toString());
            if (child.result() instanceof FlattenCopy.Result result) {
                made.add(result);
            } else {
                failed.add(failure(child));
            }
        }
        String zip = null;
        if (!made.isEmpty()) {
            zip = "exams/" + CorrectedCopies.keyName(parameters.examId()) + "/export-" + context.id() + ".zip";
            new ExportArchive(exams, blobs).publish(zip, made, context);
        }
        audit.record(AuditLog.Event.EXPORT, context.owner(), parameters.examId(), made.size() + " copies");
        return new Result(parameters.examId(), children.size(), taskIds, made.size(), failed, zip);
    }

    private static Failure failure(TaskSnapshot child) {
        String copyId = ((FlattenCopy.Parameters) child.parameters()).copyId();
        String error = child.error();
        if (error == null) {
            error = child.state() == TaskState.REVOKED ? "Cancelled" : "No result";
        }
        return new Failure(copyId, child.id().toString(), error);
    }
}
