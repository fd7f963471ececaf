package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.identify.Reason;
import io.korrigo.task.ParentTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Identifies many copies: one {@link CmenOcr} reads each, then the copies of an exam are decided together, since a student
 * hands in one copy ({@link io.korrigo.identify.match.BatchAssignment}).
 *
 * <p>Nothing is stored before all were read, so that the order in which copies are read has no say in who gets a student.
 * A person's decision is never replaced.
 */
public final class BatchOcr implements ParentTask<BatchOcr.Parameters, BatchOcr.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND = TaskKind.of("batch_ocr", Parameters.class, Result.class);

    private final ExamStore exams;
    private final JointDecision decision;

    BatchOcr(ExamStore exams, StudentStore students, CopyHeaders headers, CopyEvidence evidence, AuditLog audit) {
        this.exams = exams;
        this.decision = new JointDecision(exams, students, headers, evidence, audit);
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
     * @param left why each copy that was read went to the desk, in order
     */
    public record Result(int total, List<String> taskIds, int identified, int review, int unreadable, List<Left> left) {
        public Result {
            left = List.copyOf(left);
        }
    }

    /** A copy for the desk, and why. */
    public record Left(String copyId, Reason reason) {}

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public List<Submission<?>> plan(Parameters parameters, TaskContext context) {
        List<Submission<?>> children = new ArrayList<>();
        for (String copyId : copyIds(parameters)) {
            children.add(Submission.of(CmenOcr.KIND, new CmenOcr.Parameters(copyId, true), context.owner()));
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
        // A copy whose last page was put elsewhere has nothing to be read; one that was never scanned is somebody's
        // mistake, and told.
        return exams.copies(examId).stream()
                .filter(copy ->
                        copy.status() != CopyStatus.STAGING || !copy.pages().isEmpty())
                .map(Copy::id)
                .toList();
    }

    @Override
    public Result finish(Parameters parameters, List<TaskSnapshot> children, TaskContext context) throws IOException {
        Map<String, CmenOcr.Result> read = new LinkedHashMap<>();
        for (TaskSnapshot child : children) {
            if (child.result() instanceof CmenOcr.Result result) {
                read.put(result.copyId(), result);
            }
        }
        Map<String, Reason> reasons = decision.decide(read, context);
        int unreadable = (int) read.values().stream()
                .filter(result -> reasons.containsKey(result.copyId()) && result.headerResult() == null)
                .count();
        int identified = read.size() - reasons.size();
        List<Left> left = new ArrayList<>();
        reasons.forEach((copyId, reason) -> left.add(new Left(copyId, reason)));
        return new Result(
                children.size(),
                children.stream().map(child -> child.id().toString()).toList(),
                identified,
                children.size() - identified - unreadable,
                unreadable,
                left);
    }
}
