package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.PageRegion;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.Difference;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Reason;
import io.korrigo.identify.evidence.EvidenceDocument;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of one copy and, where sure, stores whose copy it is.
 *
 * <p>A person's decision is never replaced, and a student whom another copy of the exam has is never given twice. What
 * an answer rests on is kept before it is stored: an {@link EvidenceDocument} in the blob store, for every copy with a header
 * that was read.
 */
public final class CmenOcr implements SingleTask<CmenOcr.Parameters, CmenOcr.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND = TaskKind.of("cmen_ocr", Parameters.class, Result.class);

    private final StudentStore students;
    private final CopyEvidence evidence;
    private final CopyHeaders headers;
    private final AutomaticIdentification identifications;
    private final ToldWork told;

    CmenOcr(
            ExamStore exams,
            StudentStore students,
            CopyHeaders headers,
            CopyEvidence evidence,
            AuditLog audit,
            ToldWork told) {
        this.told = told;
        this.students = students;
        this.evidence = evidence;
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
     * @param reason why it went to the desk, or why not
     * @param decision what the headers say, whatever was stored
     * @param outsiderProbability posterior that nobody of the roster wrote the copy, 0 to 1
     * @param pages blob keys of the pages that were read
     * @param evidence blob key of the HTML file that shows on what the answer rests, or null when no legible header was
     *     found
     * @param written where headers are written on; empty in results that older versions stored
     */
    public record Result(
            String copyId,
            String status,
            @Nullable Map<String, String> headerResult,
            @Nullable Match matchedStudent,
            List<Match> suggestions,
            boolean autoIdentified,
            Reason reason,
            Identification.Decision decision,
            double outsiderProbability,
            List<String> pages,
            @Nullable String evidence,
            List<Written> written) {
        public Result {
            headerResult = headerResult == null ? null : Map.copyOf(headerResult);
            suggestions = List.copyOf(suggestions);
            pages = List.copyOf(pages);
            written = written == null ? List.of() : List.copyOf(written);
        }

        /** A result that doesn't say where something is written. */
        public Result(
                String copyId,
                String status,
                @Nullable Map<String, String> headerResult,
                @Nullable Match matchedStudent,
                List<Match> suggestions,
                boolean autoIdentified,
                Reason reason,
                Identification.Decision decision,
                double outsiderProbability,
                List<String> pages,
                @Nullable String evidence) {
            this(
                    copyId,
                    status,
                    headerResult,
                    matchedStudent,
                    suggestions,
                    autoIdentified,
                    reason,
                    decision,
                    outsiderProbability,
                    pages,
                    evidence,
                    List.of());
        }
    }

    /**
     * Where a page's header has ink: nothing of what it says, and nothing of whose it is.
     *
     * @param page index in the copy
     * @param rows those of the last name, the first name and the birth date, a little larger than their written boxes
     */
    public record Written(int page, List<PageRegion> rows) {
        public Written {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A student proposed for the copy: a {@link Candidate} with the student's id alone.
     *
     * @param id the student's id
     * @param confidence posterior, 0 to 1
     * @param agreement how well each row agrees with this student
     * @param objection why the student can't be identified from what was read, or null where nothing stands against it
     * @param differences places in which what is written differs from what this student would have written
     */
    public record Match(
            String id,
            double confidence,
            FieldAgreement agreement,
            @Nullable Reason objection,
            List<Difference> differences) {
        public Match {
            differences = List.copyOf(differences);
        }

        static Match of(Candidate candidate) {
            return new Match(
                    candidate.student().id(),
                    candidate.probability(),
                    candidate.agreement(),
                    candidate.objection(),
                    candidate.differences());
        }

        /**
         * What it was made of.
         *
         * @param student whose id it is
         */
        public Candidate candidate(Student student) {
            return new Candidate(student, confidence, agreement, objection, differences);
        }
    }

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
        CopyHeaders.Read read = headers.read(copy, students.roster(copy.examId()), context);
        Identification identification = read.answer().identification();
        told.headersRead(identification.decision());
        String task = parameters.leftToBatch() ? context.id().toString() : "";
        Answered answered =
                new Answered(read.answer(), evidence.keep(copy, read.headers(), identification, task), read.written());
        if (parameters.leftToBatch() || identification.decision() != Identification.Decision.IDENTIFIED) {
            return known(result(copy, answered, false, identification.because()));
        }
        Candidate winner = identification.candidates().get(0);
        Optional<Reason> refused = identifications.store(copy, winner, context);
        return known(result(copy, answered, refused.isEmpty(), refused.orElse(identification.because())));
    }

    /** The result, unless it names somebody who was erased while the copy was read: then it is forgotten, and read again. */
    private Result known(Result result) throws IOException {
        if (result.suggestions().stream()
                .anyMatch(match -> students.student(match.id()).isEmpty())) {
            evidence.forget(result.evidence());
            throw new KorrigoException("A student was removed while copy " + result.copyId() + " was read");
        }
        return result;
    }

    /** The copy's answer, where its evidence is and where its headers are. */
    private record Answered(
            CopyHeaders.Answer answer, @Nullable String evidence, List<Written> written) {}

    private static Result result(Copy copy, Answered answered, boolean identified, Reason reason) {
        CopyHeaders.Answer answer = answered.answer();
        List<Match> suggestions =
                answer.identification().candidates().stream().map(Match::of).toList();
        return new Result(
                copy.id(),
                "success",
                answer.text(),
                suggestions.isEmpty() ? null : suggestions.get(0),
                suggestions,
                identified,
                reason,
                answer.identification().decision(),
                answer.identification().outsiderProbability(),
                copy.pages(),
                answered.evidence(),
                answered.written());
    }
}
