package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.task.ParentTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Identifies many copies, one {@link CmenOcr} each. */
public final class BatchOcr implements ParentTask<BatchOcr.Parameters, BatchOcr.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND = TaskKind.of("batch_ocr", Parameters.class, Result.class);

    private final ExamStore exams;

    BatchOcr(ExamStore exams) {
        this.exams = exams;
    }

    /**
     * Which copies: those named, or all of an exam.
     *
     * @param copyIds the copies, or empty for the exam's
     * @param examId the exam, or null where copies are named
     */
    public record Parameters(List<String> copyIds, @Nullable String examId) {
        /** @throws IllegalArgumentException when neither or both are given */
        public Parameters {
            copyIds = List.copyOf(copyIds);
            if (copyIds.isEmpty() == (examId == null)) {
                throw new IllegalArgumentException("Either copies or an exam");
            }
        }
    }

    /**
     * What came of the batch.
     *
     * @param total copies in all
     * @param taskIds one task per copy, in order
     * @param identified copies with a student now
     * @param review copies for the desk, those whose task failed among them
     * @param unreadable copies without a legible header
     */
    public record Result(int total, List<String> taskIds, int identified, int review, int unreadable) {}

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public List<Submission<?>> plan(Parameters parameters, TaskContext context) {
        List<Submission<?>> children = new ArrayList<>();
        for (String copyId : copyIds(parameters)) {
            children.add(Submission.of(CmenOcr.KIND, new CmenOcr.Parameters(copyId), context.owner()));
        }
        return children;
    }

    private List<String> copyIds(Parameters parameters) {
        String examId = parameters.examId();
        if (examId == null) {
            return parameters.copyIds();
        }
        if (exams.exam(examId).isEmpty()) {
            throw new InvalidInputException("Exam " + examId + " does not exist");
        }
        return exams.copies(examId).stream().map(Copy::id).toList();
    }

    @Override
    public Result finish(Parameters parameters, List<TaskSnapshot> children, TaskContext context) {
        int identified = 0;
        int unreadable = 0;
        for (TaskSnapshot child : children) {
            if (child.result() instanceof CmenOcr.Result result) {
                identified += result.autoIdentified() ? 1 : 0;
                unreadable += result.headerResult() == null ? 1 : 0;
            }
        }
        return new Result(
                children.size(),
                children.stream().map(child -> child.id().toString()).toList(),
                identified,
                children.size() - identified - unreadable,
                unreadable);
    }
}
