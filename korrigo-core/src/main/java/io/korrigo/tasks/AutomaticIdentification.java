package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.ExamStore;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import io.korrigo.task.TaskContext;
import java.util.Optional;

/**
 * Stores which student a copy belongs to, where a machine is sure, and records that.
 *
 * <p>A person's decision is never replaced, and a student whom another copy of the exam has is never given twice.
 */
final class AutomaticIdentification {
    /** A copy that others keep changing is read this many times, then the task is retried later. */
    private static final int TRIES = 5;

    private final ExamStore exams;
    private final AuditLog audit;

    AutomaticIdentification(ExamStore exams, AuditLog audit) {
        this.exams = exams;
        this.audit = audit;
    }

    /** The copy as it is now. */
    Copy copy(String copyId) {
        return exams.copy(copyId).orElseThrow(() -> new InvalidInputException("Copy " + copyId + " does not exist"));
    }

    /**
     * Gives the copy its student.
     *
     * @param read the copy as it was when its headers were read
     * @return why the student was not given to the copy, or empty when it now is theirs
     */
    Optional<Reason> store(Copy read, Candidate winner, TaskContext context) {
        CopyIdentification identification = new CopyIdentification(
                winner.student().id(), CopyIdentification.Source.AUTOMATIC, Math.min(1, winner.probability()));
        Copy copy = read;
        for (int i = 0; i < TRIES; i++) {
            switch (exams.identify(copy.id(), copy.version(), identification)) {
                case STORED -> {
                    String student = "student " + winner.student().id();
                    String key = context.id() + "/" + copy.id();
                    audit.recordOnce(key, AuditLog.Event.IDENTIFICATION, context.owner(), copy.id(), student);
                    return Optional.empty();
                }
                case DECIDED_BY_PERSON -> {
                    return Optional.of(new Reason(Code.PERSON_DECIDED_BEFORE));
                }
                case STUDENT_TAKEN -> {
                    return Optional.of(new Reason(Code.STUDENT_TAKEN));
                }
                case STUDENT_GONE -> {
                    return Optional.of(new Reason(Code.LEFT_ROSTER));
                }
                case NOT_ALLOWED -> {
                    return Optional.of(new Reason(Code.STATUS_FORBIDS));
                }
                case COPY_CHANGED -> {
                    copy = copy(copy.id());
                    if (!copy.pages().equals(read.pages())) {
                        throw new KorrigoException("The pages of copy " + copy.id() + " changed while they were read");
                    }
                }
            }
        }
        throw new KorrigoException("Copy " + copy.id() + " keeps changing");
    }
}
