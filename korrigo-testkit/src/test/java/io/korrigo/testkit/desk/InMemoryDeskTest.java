package io.korrigo.testkit.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.task.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryDeskTest {
    @Nested
    class AsRegister extends ExamRegisterContract {
        @Override
        protected Made make() {
            InMemoryExamStore store = new InMemoryExamStore();
            return new Made(new InMemoryDesk(store), store);
        }
    }

    @Nested
    class AsMarkings extends MarkingStoreContract {
        @Override
        protected Made make(Exam exam) {
            InMemoryExamStore store = new InMemoryExamStore().add(exam);
            return new Made(new InMemoryDesk(store), store);
        }
    }

    @Nested
    class AsAll extends CopyLifeContract {
        @Override
        protected Made make(Exam exam) {
            InMemoryExamStore store = new InMemoryExamStore().add(exam);
            InMemoryDesk desk = new InMemoryDesk(store);
            return new Made(store, desk, desk);
        }
    }

    @Nested
    class AsRevocations extends RevocationStoreContract {
        @Override
        protected Made make(Exam exam) {
            InMemoryExamStore store = new InMemoryExamStore().add(exam);
            return new Made(new InMemoryDesk(store), store);
        }
    }

    @Nested
    class AsDecisions extends DecisionStoreContract {
        private InMemoryExamStore store;

        @Override
        protected Made make(Exam exam) {
            store = new InMemoryExamStore().add(exam);
            return new Made(new InMemoryDesk(store), store);
        }

        @Override
        protected void removeStudent(String id) {
            store.studentGone(id);
        }
    }

    @Test
    void aLockHoldsUntilItsMomentAndNotAtIt() {
        SteppedClock clock = new SteppedClock(Instant.EPOCH);
        Exam exam = new Exam("e", "Examen", null, 4, List.of(), Set.of());
        InMemoryExamStore store = new InMemoryExamStore(clock).add(exam);
        store.add(new Copy("c", "e", "A", CopyStatus.READY, List.of(), null, null, 0), List.of(), CopyMarks.NONE);
        InMemoryDesk desk = new InMemoryDesk(store);
        desk.lock("c", 0, "prof", "t", Duration.ofSeconds(600));

        clock.step(Duration.ofSeconds(600).minusNanos(1));
        assertThat(desk.lock("c")).isPresent();
        assertThat(store.copy("c").orElseThrow().status()).isEqualTo(CopyStatus.LOCKED);

        clock.step(Duration.ofNanos(1));
        assertThat(desk.lock("c")).isEmpty();
        assertThat(store.copy("c").orElseThrow().status()).isEqualTo(CopyStatus.READY);
    }
}
