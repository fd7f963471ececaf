package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.EvidenceDocument;
import io.korrigo.identify.Identification;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of one copy and, where sure, stores whose copy it is.
 *
 * <p>A person's decision is never replaced, and a student whom another copy of the exam has is never given twice. On what
 * an answer rests is kept before it is stored: an {@link EvidenceDocument} in the blob store, for every copy with a header
 * that was read.
 */
public final class CmenOcr implements SingleTask<CmenOcr.Parameters, CmenOcr.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND = TaskKind.of("cmen_ocr", Parameters.class, Result.class);

    /** A copy that others keep changing is read this many times, then the task is retried later. */
    private static final int TRIES = 5;

    private final ExamStore exams;
    private final StudentStore students;
    private final CopyEvidence evidence;
    private final CopyHeaders headers;
    private final AuditLog audit;

    CmenOcr(ExamStore exams, StudentStore students, CopyHeaders headers, CopyEvidence evidence, AuditLog audit) {
        this.exams = exams;
        this.students = students;
        this.evidence = evidence;
        this.headers = headers;
        this.audit = audit;
    }

    /** @param copyId which copy */
    public record Parameters(String copyId) {}

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
     * @param evidence blob key of the HTML file that shows on what the answer rests, or null when no legible header was
     *     found
     */
    public record Result(
            String copyId,
            String status,
            @Nullable Map<String, String> headerResult,
            @Nullable Match matchedStudent,
            List<Match> suggestions,
            boolean autoIdentified,
            String reason,
            @Nullable String evidence) {
        public Result {
            headerResult = headerResult == null ? null : Map.copyOf(headerResult);
            suggestions = List.copyOf(suggestions);
        }
    }

    /**
     * A student proposed for the copy.
     *
     * @param id the student's id
     * @param confidence posterior, 0 to 1
     */
    public record Match(String id, double confidence) {}

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public Result run(Parameters parameters, TaskContext context) throws IOException {
        Copy copy = copy(parameters.copyId());
        CopyHeaders.Read read = headers.read(copy, students.roster(copy.examId()), context);
        Identification identification = read.answer().identification();
        Answered answered = new Answered(read.answer(), evidence.keep(copy, read.headers(), identification));
        if (identification.decision() != Identification.Decision.IDENTIFIED) {
            return result(copy, answered, false, identification.reason());
        }
        return store(copy, answered, context);
    }

    /** The copy's answer and where its evidence is. */
    private record Answered(
            CopyHeaders.Answer answer, @Nullable String evidence) {}

    private Copy copy(String copyId) {
        Copy copy =
                exams.copy(copyId).orElseThrow(() -> new InvalidInputException("Copy " + copyId + " does not exist"));
        if (copy.pages().isEmpty()) {
            throw new InvalidInputException("Copy " + copyId + " has no booklet; scan it first");
        }
        return copy;
    }

    private Result store(Copy read, Answered answered, TaskContext context) {
        Identification answer = answered.answer().identification();
        Candidate winner = answer.candidates().get(0);
        CopyIdentification identification = new CopyIdentification(
                winner.student().id(), CopyIdentification.Source.AUTOMATIC, winner.probability());
        Copy copy = read;
        for (int i = 0; i < TRIES; i++) {
            switch (exams.identify(copy.id(), copy.version(), identification)) {
                case STORED -> {
                    audit.record(
                            AuditLog.Event.IDENTIFICATION,
                            context.owner(),
                            copy.id(),
                            "student " + winner.student().id());
                    return result(copy, answered, true, answer.reason());
                }
                case DECIDED_BY_PERSON -> {
                    return result(copy, answered, false, "A person has already decided whose copy this is");
                }
                case STUDENT_TAKEN -> {
                    return result(
                            copy, answered, false, "Another copy of this exam is identified with the same student");
                }
                case NOT_ALLOWED -> {
                    return result(
                            copy, answered, false, "A copy in status " + copy.status() + " is not identified again");
                }
                case COPY_CHANGED -> {
                    Copy changed = copy(copy.id());
                    if (!changed.pages().equals(read.pages())) {
                        throw new KorrigoException("The pages of copy " + copy.id() + " changed while they were read");
                    }
                    copy = changed;
                }
            }
        }
        throw new KorrigoException("Copy " + copy.id() + " keeps changing");
    }

    private static Result result(Copy copy, Answered answered, boolean identified, String reason) {
        CopyHeaders.Answer answer = answered.answer();
        List<Match> suggestions = answer.identification().candidates().stream()
                .map(candidate -> new Match(candidate.student().id(), candidate.probability()))
                .toList();
        return new Result(
                copy.id(),
                "success",
                answer.text(),
                suggestions.isEmpty() ? null : suggestions.get(0),
                suggestions,
                identified,
                reason,
                answered.evidence());
    }
}
