package io.korrigo.tasks;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import io.korrigo.identify.match.BatchAssignment;
import io.korrigo.task.TaskContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides copies that were read one by one together, exam by exam, from what {@link CmenOcr} kept of each.
 *
 * <p>Copies of the exam outside of the batch keep their students, and what persons decided stays.
 */
final class JointDecision {
    private static final Identification NOTHING_READ =
            new Identification(Decision.REVIEW, List.of(), 1, new Reason(Code.NOT_READ));

    private final ExamStore exams;
    private final StudentStore students;
    private final CopyHeaders headers;
    private final CopyEvidence evidence;
    private final AutomaticIdentification identifications;

    JointDecision(ExamStore exams, StudentStore students, CopyHeaders headers, CopyEvidence evidence, AuditLog audit) {
        this.exams = exams;
        this.students = students;
        this.headers = headers;
        this.evidence = evidence;
        identifications = new AutomaticIdentification(exams, audit);
    }

    /**
     * Stores whose copies they are, where sure.
     *
     * @param read by copy id
     * @return by copy id, why a copy was left to the desk
     */
    Map<String, Reason> decide(Map<String, CmenOcr.Result> read, TaskContext context) throws IOException {
        Map<String, Reason> reasons = new LinkedHashMap<>();
        Map<String, List<Copy>> byExam = new LinkedHashMap<>();
        for (String copyId : read.keySet()) {
            exams.copy(copyId)
                    .ifPresentOrElse(
                            copy -> byExam.computeIfAbsent(copy.examId(), key -> new ArrayList<>())
                                    .add(copy),
                            () -> reasons.put(copyId, new Reason(Code.COPY_GONE)));
        }
        for (Map.Entry<String, List<Copy>> exam : byExam.entrySet()) {
            decide(exam.getKey(), exam.getValue(), read, reasons, context);
        }
        return reasons;
    }

    private void decide(
            String examId,
            List<Copy> batch,
            Map<String, CmenOcr.Result> read,
            Map<String, Reason> reasons,
            TaskContext context)
            throws IOException {
        Map<String, Student> roster = new HashMap<>();
        List<Student> all = students.roster(examId);
        all.forEach(student -> roster.put(student.id(), student));
        List<Copy> copies = new ArrayList<>(batch);
        List<Identification> answers = new ArrayList<>();
        for (Copy copy : batch) {
            answers.add(answer(Objects.requireNonNull(read.get(copy.id())), roster));
        }
        for (Copy copy : exams.copies(examId)) {
            if (!read.containsKey(copy.id()) && copy.identification() != null) {
                copies.add(copy);
                answers.add(NOTHING_READ);
            }
        }
        BatchAssignment assignment = new BatchAssignment(headers.matcher(all), answers);
        for (int i = 0; i < copies.size(); i++) {
            CopyIdentification known = copies.get(i).identification();
            Student student = known == null ? null : roster.get(known.studentId());
            if (known != null && student != null && (i >= batch.size() || byPerson(known))) {
                assignment.decide(i, student);
            }
        }
        List<Identification> joint = assignment.answers();
        for (int i = 0; i < batch.size(); i++) {
            context.checkCancelled();
            Copy copy = batch.get(i);
            CmenOcr.Result result = Objects.requireNonNull(read.get(copy.id()));
            // First: what is stored must have its evidence, whatever happens in between.
            evidence.addBatch(result.evidence(), joint.get(i));
            store(copy, joint.get(i), result, context).ifPresent(reason -> reasons.put(copy.id(), reason));
        }
        takeOutErased(batch, read);
    }

    /** Who was erased since the copies were read is taken out of what the batch kept of them. */
    private void takeOutErased(List<Copy> batch, Map<String, CmenOcr.Result> read) throws IOException {
        Set<String> proposed = new HashSet<>();
        read.values().forEach(result -> result.suggestions().forEach(match -> proposed.add(match.id())));
        Set<String> known = students.students(proposed).keySet();
        for (Copy copy : batch) {
            CmenOcr.Result result = Objects.requireNonNull(read.get(copy.id()));
            List<String> erased = result.suggestions().stream()
                    .map(CmenOcr.Match::id)
                    .filter(id -> !known.contains(id))
                    .toList();
            evidence.takeOut(result.evidence(), erased);
        }
    }

    private static boolean byPerson(CopyIdentification known) {
        return known.source() == CopyIdentification.Source.PERSON;
    }

    /** Why the copy was left to the desk, or empty when it has its student. */
    private Optional<Reason> store(Copy copy, Identification joint, CmenOcr.Result read, TaskContext context) {
        CopyIdentification known = copy.identification();
        if (known != null && byPerson(known)) {
            return Optional.of(new Reason(Code.PERSON_DECIDED_BEFORE));
        }
        if (joint.decision() != Decision.IDENTIFIED) {
            return Optional.of(joint.because());
        }
        if (!copy.pages().equals(read.pages())) {
            return Optional.of(new Reason(Code.PAGES_CHANGED));
        }
        return identifications.store(copy, joint.candidates().get(0), context);
    }

    /** What was read of one copy, without students who have left the roster since. */
    private static Identification answer(CmenOcr.Result read, Map<String, Student> roster) {
        List<Candidate> candidates = new ArrayList<>();
        for (CmenOcr.Match match : read.suggestions()) {
            Student student = roster.get(match.id());
            if (student != null) {
                candidates.add(match.candidate(student));
            }
        }
        boolean gone = read.decision() == Decision.IDENTIFIED
                && (candidates.isEmpty()
                        || !candidates
                                .get(0)
                                .student()
                                .id()
                                .equals(read.suggestions().get(0).id()));
        return new Identification(
                gone ? Decision.REVIEW : read.decision(),
                candidates,
                read.outsiderProbability(),
                gone ? new Reason(Code.LEFT_ROSTER) : read.reason());
    }
}
