package io.korrigo.testkit.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.desk.DecisionStore;
import io.korrigo.desk.DecisionStore.Decision;
import io.korrigo.desk.DecisionStore.Follower;
import io.korrigo.desk.DecisionStore.Outcome;
import io.korrigo.desk.DecisionStore.Verdict;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyIdentification.Source;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.ImportedScan;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules for every {@link DecisionStore}: extend it, and say how to make one of an exam without copies. */
public abstract class DecisionStoreContract {
    private static final Exam EXAM = new Exam("exam-1", "Examen", null, 4, List.of(), Set.of("prof"));
    private static final Instant NOW = Instant.parse("2026-06-12T08:00:00Z");

    private DecisionStore decisions;
    private ExamStore store;

    /** A store of decisions, and the store that has the copies. */
    public record Made(DecisionStore decisions, ExamStore store) {}

    /** Makes a new one that knows this exam; its host has the students "s1" to "s3". */
    protected abstract Made make(Exam exam);

    /** Removes a student from the stores' host, as an erasure does. */
    protected abstract void removeStudent(String id);

    @BeforeEach
    final void open() {
        Made made = make(EXAM);
        decisions = made.decisions();
        store = made.store();
        store.addScan(
                new ImportedScan("exam-1", "a".repeat(64), "t", 3, 3, 0),
                List.of(copy("c-1", CopyStatus.READY), copy("c-2", CopyStatus.READY), copy("c-3", CopyStatus.GRADED)),
                List.of());
    }

    private static Copy copy(String id, CopyStatus status) {
        return new Copy(id, "exam-1", "A-" + id, status, List.of(), null, null, 0);
    }

    private static Decision decision(String copy, @Nullable String student) {
        return decision(copy, student, false);
    }

    private static Decision decision(String copy, @Nullable String student, boolean checksMachine) {
        Verdict verdict = student == null ? Verdict.NOBODY : Verdict.STUDENT;
        return new Decision(copy, "prof", verdict, student, true, student == null ? null : true, checksMachine, NOW);
    }

    private Copy read(String id) {
        return store.copy(id).orElseThrow();
    }

    private Outcome decide(String copy, @Nullable String student) {
        CopyIdentification before = read(copy).identification();
        boolean checksMachine = before != null && before.source() == Source.AUTOMATIC;
        return decisions.decide(read(copy).version(), decision(copy, student, checksMachine));
    }

    private Outcome undo(String copy) {
        return decisions.undo(copy, read(copy).version(), "prof", NOW);
    }

    @Test
    void givesNoCopyToAStudentWhoIsGone() {
        removeStudent("s1");

        assertThat(decide("c-1", "s1")).isEqualTo(Outcome.STUDENT_GONE);

        assertThat(read("c-1").version()).isZero();
        assertThat(decisions.decision("c-1")).isEmpty();
        assertThat(decide("c-1", "s2")).isEqualTo(Outcome.STORED);
    }

    @Test
    void givesTheCopyItsStudent() {
        long before = read("c-1").version();

        assertThat(decide("c-1", "s1")).isEqualTo(Outcome.STORED);

        assertThat(read("c-1").identification()).isEqualTo(new CopyIdentification("s1", Source.PERSON, 1));
        assertThat(read("c-1").version()).isGreaterThan(before);
        assertThat(decisions.decision("c-1")).contains(decision("c-1", "s1"));
        assertThat(decisions.decision("c-2")).isEmpty();
        assertThat(decisions.decisions("exam-1")).containsExactly(decision("c-1", "s1"));
        assertThat(decisions.decisions("another")).isEmpty();
    }

    @Test
    void refusesWhatIsBasedOnAnOlderVersionAndGradedOrUnknownCopies() {
        long before = read("c-1").version();
        decide("c-1", "s1");

        assertThat(decisions.decide(before, decision("c-1", "s2"))).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(decisions.undo("c-1", before, "prof", NOW)).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(decisions.decide(0, decision("none", "s2"))).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(decide("c-3", "s3")).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(read("c-1").identification().studentId()).isEqualTo("s1");
        assertThat(decisions.decision("c-3")).isEmpty();
    }

    @Test
    void givesAStudentOneCopyOnly() {
        decide("c-1", "s1");

        assertThat(decide("c-2", "s1")).isEqualTo(Outcome.STUDENT_TAKEN);

        assertThat(read("c-2").identification()).isNull();
        assertThat(decisions.decision("c-2")).isEmpty();
    }

    @Test
    void keepsMachinesFromWhatIsNobodys() {
        assertThat(decide("c-1", null)).isEqualTo(Outcome.STORED);

        assertThat(store.identify("c-1", read("c-1").version(), new CopyIdentification("s1", Source.AUTOMATIC, 0.9999)))
                .isEqualTo(ExamStore.Outcome.DECIDED_BY_PERSON);
        assertThat(undo("c-1")).isEqualTo(Outcome.STORED);
        assertThat(store.identify("c-1", read("c-1").version(), new CopyIdentification("s1", Source.AUTOMATIC, 0.9999)))
                .isEqualTo(ExamStore.Outcome.STORED);
    }

    @Test
    void takesBackOneDecisionAfterTheOther() {
        store.identify("c-1", 0, new CopyIdentification("s1", Source.AUTOMATIC, 0.75));
        decide("c-1", "s2");
        decide("c-1", null);

        assertThat(undo("c-1")).isEqualTo(Outcome.STORED);
        assertThat(read("c-1").identification()).isEqualTo(new CopyIdentification("s2", Source.PERSON, 1));
        assertThat(decisions.decision("c-1")).contains(decision("c-1", "s2", true));
        assertThat(undo("c-1")).isEqualTo(Outcome.STORED);
        assertThat(read("c-1").identification()).isEqualTo(new CopyIdentification("s1", Source.AUTOMATIC, 0.75));
        assertThat(undo("c-1")).isEqualTo(Outcome.NOTHING_TO_UNDO);
    }

    @Test
    void givesAFollowerItsStudentForAsLongAsTheDecisionHolds() {
        decide("c-1", "s1");
        long before = read("c-2").version();
        Follower follower = new Follower("c-2", before, "s2", 0.9995);

        assertThat(decisions.follow("c-1", follower)).isTrue();

        assertThat(read("c-2").identification()).isEqualTo(new CopyIdentification("s2", Source.AUTOMATIC, 0.9995));
        assertThat(decisions.followers("c-1")).containsExactly("c-2");
        assertThat(decisions.decision("c-2")).isEmpty();
        assertThat(undo("c-1")).isEqualTo(Outcome.STORED);
        assertThat(read("c-2").identification()).isNull();
        assertThat(read("c-2").version()).isGreaterThan(before + 1);
        assertThat(decisions.followers("c-1")).isEmpty();
    }

    @Test
    void takesWhatAFollowerHasForWhatItselfWasBefore() {
        store.identify("c-1", 0, new CopyIdentification("s2", Source.AUTOMATIC, 0.75));
        decide("c-1", "s1");
        decisions.follow("c-1", new Follower("c-2", read("c-2").version(), "s2", 0.9995));

        assertThat(undo("c-1")).isEqualTo(Outcome.STORED);

        assertThat(read("c-1").identification().studentId()).isEqualTo("s2");
        assertThat(read("c-2").identification()).isNull();
    }

    @Test
    void leavesFollowersThatAPersonHasDecidedSince() {
        decide("c-1", "s1");
        decisions.follow("c-1", new Follower("c-2", read("c-2").version(), "s2", 0.9995));
        decide("c-2", "s2");

        assertThat(decisions.followers("c-1")).isEmpty();
        undo("c-1");

        assertThat(read("c-2").identification()).isEqualTo(new CopyIdentification("s2", Source.PERSON, 1));
    }

    @Test
    void letsNothingFollowThatIsSomebodysDecidedGradedOrBasedOnNoDecision() {
        long open = read("c-2").version();
        assertThat(decisions.follow("c-1", new Follower("c-2", open, "s2", 1))).isFalse();
        decide("c-1", "s1");

        assertThat(decisions.follow("c-1", new Follower("c-2", open + 1, "s2", 1)))
                .isFalse();
        assertThat(decisions.follow("c-1", new Follower("c-2", open, "s1", 1))).isFalse();
        assertThat(decisions.follow("c-1", new Follower("c-3", read("c-3").version(), "s3", 1)))
                .isFalse();
        decide("c-2", null);
        assertThat(decisions.follow("c-1", new Follower("c-2", read("c-2").version(), "s2", 1)))
                .isFalse();
        assertThat(read("c-2").identification()).isNull();
        assertThat(decisions.followers("c-1")).isEmpty();
    }

    @Test
    void remembersWhichDecisionsCheckAMachine() {
        store.identify("c-1", 0, new CopyIdentification("s1", Source.AUTOMATIC, 0.75));
        decide("c-1", "s1");
        decide("c-2", "s2");

        assertThat(decisions.decision("c-1").orElseThrow().checksMachine()).isTrue();
        assertThat(decisions.decision("c-2").orElseThrow().checksMachine()).isFalse();
    }

    @Test
    void takesNothingBackForWhichTheStudentIsTaken() {
        decide("c-1", "s1");
        decide("c-1", "s2");
        decide("c-2", "s1");

        assertThat(undo("c-1")).isEqualTo(Outcome.STUDENT_TAKEN);

        assertThat(read("c-1").identification().studentId()).isEqualTo("s2");
        assertThat(decisions.decision("c-1")).contains(decision("c-1", "s2"));
    }

    @Test
    void namesAStudentWhereItIsAboutOneOnly() {
        assertThatThrownBy(() -> new Decision("c-1", "prof", Verdict.STUDENT, null, false, null, false, NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Decision("c-1", "prof", Verdict.UNREADABLE, "s1", false, null, false, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
