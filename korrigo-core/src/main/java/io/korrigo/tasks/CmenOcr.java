package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.Identification;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of one copy and, where sure, stores whose copy it is.
 *
 * <p>A person's decision is never replaced, and a student whom another copy of the exam has is never given twice.
 */
public final class CmenOcr implements SingleTask<CmenOcr.Parameters, CmenOcr.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND = TaskKind.of("cmen_ocr", Parameters.class, Result.class);

    private final StudentStore students;
    private final CopyHeaders headers;
    private final AutomaticIdentification identifications;

    CmenOcr(ExamStore exams, StudentStore students, CopyHeaders headers, AuditLog audit) {
        this.students = students;
        this.headers = headers;
        identifications = new AutomaticIdentification(exams, audit);
    }

    /**
     * @param copyId which copy
     * @param leftToBatch whether the copy is only read, and {@link BatchOcr} decides when all copies are
     */
    public record Parameters(String copyId, boolean leftToBatch) {
        /** A copy that is decided by itself. */
        public Parameters(String copyId) {
            this(copyId, false);
        }
    }

    /**
     * What was read and decided.
     *
     * @param status "success": the task did its work, whatever the decision
     * @param headerResult likeliest characters of each field, {@code last_name}, {@code first_name} and
     *     {@code date_of_birth}, or null when the copy has no legible header
     * @param matchedStudent the likeliest student, or null when nobody is likely
     * @param suggestions up to five students, likeliest first
     * @param autoIdentified whether the copy now belongs to {@code matchedStudent}
     * @param reason one sentence for the desk
     * @param decision "identified", "review" or "unreadable": what the headers say, whatever was stored
     * @param outsiderProbability posterior that nobody of the roster wrote the copy, 0 to 1
     * @param pages blob keys of the pages that were read
     */
    public record Result(
            String copyId,
            String status,
            @Nullable Map<String, String> headerResult,
            @Nullable Match matchedStudent,
            List<Match> suggestions,
            boolean autoIdentified,
            String reason,
            String decision,
            double outsiderProbability,
            List<String> pages) {
        public Result {
            headerResult = headerResult == null ? null : Map.copyOf(headerResult);
            suggestions = List.copyOf(suggestions);
            pages = List.copyOf(pages);
        }
    }

    /**
     * A student proposed for the copy.
     *
     * @param id the student's id
     * @param confidence posterior, 0 to 1
     * @param objection why the student can't be identified from what was read, or null where nothing stands against it
     */
    public record Match(
            String id, double confidence, @Nullable String objection) {}

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public Result run(Parameters parameters, TaskContext context) throws IOException {
        Copy copy = identifications.copy(parameters.copyId());
        if (copy.pages().isEmpty()) {
            throw new InvalidInputException("Copy " + copy.id() + " has no booklet; scan it first");
        }
        CopyHeaders.Answer answer = headers.read(copy, students.roster(copy.examId()), context);
        Identification identification = answer.identification();
        if (parameters.leftToBatch() || identification.decision() != Identification.Decision.IDENTIFIED) {
            return result(copy, answer, false, identification.reason());
        }
        Candidate winner = identification.candidates().get(0);
        Optional<String> refused = identifications.store(copy, copy.pages(), winner, context);
        return result(copy, answer, refused.isEmpty(), refused.orElse(identification.reason()));
    }

    private static Result result(Copy copy, CopyHeaders.Answer answer, boolean identified, String reason) {
        List<Match> suggestions = answer.identification().candidates().stream()
                .map(candidate -> new Match(
                        candidate.student().id(),
                        candidate.probability(),
                        candidate.objection().isEmpty() ? null : candidate.objection()))
                .toList();
        return new Result(
                copy.id(),
                "success",
                answer.text(),
                suggestions.isEmpty() ? null : suggestions.get(0),
                suggestions,
                identified,
                reason,
                answer.identification().decision().name().toLowerCase(Locale.ROOT),
                answer.identification().outsiderProbability(),
                copy.pages());
    }
}
