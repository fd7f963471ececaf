package io.korrigo.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.Outcome;
import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import io.korrigo.task.ProgressReporter;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskId;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutomaticIdentificationTest {
    private static final Copy READ = copy(1, "page-1");

    /** What the store answers, one after the other; then that it stored. */
    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    /** The copy as it is whenever it is read again; as it was when there is none left. */
    private final Deque<Copy> copies = new ArrayDeque<>();

    private final List<Long> versions = new ArrayList<>();
    private final List<CopyIdentification> stored = new ArrayList<>();
    private final List<String> audited = new ArrayList<>();
    private final AutomaticIdentification identifications = new AutomaticIdentification(exams(), audit());

    private static Copy copy(long version, String page) {
        return new Copy(
                "c1", "e1", "A-1", CopyStatus.READY, List.of(new Booklet("b1", List.of(page))), null, null, version);
    }

    private ExamStore exams() {
        return (ExamStore) Proxy.newProxyInstance(
                ExamStore.class.getClassLoader(),
                new Class<?>[] {ExamStore.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "identify" -> {
                        versions.add((Long) arguments[1]);
                        stored.add((CopyIdentification) arguments[2]);
                        yield outcomes.isEmpty() ? Outcome.STORED : outcomes.remove();
                    }
                    case "copy" ->
                        arguments[0].equals("c1")
                                ? Optional.of(copies.isEmpty() ? READ : copies.remove())
                                : Optional.empty();
                    default -> throw new AssertionError("Not asked for here: " + method);
                });
    }

    private AuditLog audit() {
        return new AuditLog() {
            @Override
            public void record(Event event, String actor, String subject, String detail) {
                throw new AssertionError("A task that runs twice would record it twice");
            }

            @Override
            public void recordOnce(String key, Event event, String actor, String subject, String detail) {
                audited.add(event + " " + actor + " " + subject + " " + detail);
            }

            @Override
            public List<DatedEntry> entries(Event event, String subject) {
                throw new AssertionError("Nothing is asked of the log");
            }
        };
    }

    private Optional<Reason> store(double probability) {
        Student student = Student.of("s1", "Hugo", "Victor", null);
        return identifications.store(
                READ, new Candidate(student, probability, FieldAgreement.NOTHING_SAID), new Context());
    }

    @Test
    void storesAndRecordsTheStudentWithTheVersionThatWasRead() {
        assertThat(store(0.9995)).isEmpty();

        assertThat(versions).containsExactly(1L);
        assertThat(stored).containsExactly(new CopyIdentification("s1", CopyIdentification.Source.AUTOMATIC, 0.9995));
        assertThat(audited).containsExactly("IDENTIFICATION prof c1 student s1");
    }

    @Test
    void storesNoProbabilityAboveOne() {
        assertThat(store(1 + 1e-12)).isEmpty();

        assertThat(stored).extracting(CopyIdentification::probability).containsExactly(1.0);
    }

    @Test
    void saysWhyACopyIsLeftAndRecordsNothing() {
        outcomes.addAll(List.of(Outcome.DECIDED_BY_PERSON, Outcome.STUDENT_TAKEN, Outcome.NOT_ALLOWED));

        assertThat(store(1)).hasValue(new Reason(Code.PERSON_DECIDED_BEFORE));
        assertThat(store(1)).hasValue(new Reason(Code.STUDENT_TAKEN));
        assertThat(store(1)).hasValue(new Reason(Code.STATUS_FORBIDS));
        assertThat(audited).isEmpty();
    }

    @Test
    void triesAgainWithACopyThatChangedWhereItsPagesDidNot() {
        outcomes.add(Outcome.COPY_CHANGED);
        copies.add(copy(2, "page-1"));

        assertThat(store(1)).isEmpty();

        assertThat(versions).containsExactly(1L, 2L);
        assertThat(audited).hasSize(1);
    }

    @Test
    void givesUpACopyWhosePagesChangedSinceTheyWereRead() {
        outcomes.add(Outcome.COPY_CHANGED);
        copies.add(copy(2, "page-2"));

        assertThatExceptionOfType(KorrigoException.class)
                .isThrownBy(() -> store(1))
                .withMessage("The pages of copy c1 changed while they were read");
        assertThat(versions).containsExactly(1L);
        assertThat(audited).isEmpty();
    }

    @Test
    void storesACopyThatChangedFourTimes() {
        outcomes.addAll(Collections.nCopies(4, Outcome.COPY_CHANGED));

        assertThat(store(1)).isEmpty();

        assertThat(versions).hasSize(5);
    }

    @Test
    void leavesACopyThatChangedFiveTimesForALaterAttempt() {
        outcomes.addAll(Collections.nCopies(5, Outcome.COPY_CHANGED));

        assertThatExceptionOfType(KorrigoException.class)
                .isThrownBy(() -> store(1))
                .isNotInstanceOf(InvalidInputException.class)
                .withMessage("Copy c1 keeps changing");
        assertThat(versions).hasSize(5);
    }

    @Test
    void needsACopyThatExists() {
        assertThat(identifications.copy("c1")).isEqualTo(READ);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> identifications.copy("c2"))
                .withMessage("Copy c2 does not exist");
    }

    private static final class Context implements TaskContext {
        @Override
        public TaskId id() {
            return TaskId.random();
        }

        @Override
        public String owner() {
            return "prof";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public ProgressReporter progress() {
            return ProgressReporter.NONE;
        }

        @Override
        public void log(String line) {}

        @Override
        public void checkCancelled() {}
    }
}
