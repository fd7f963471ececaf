package io.korrigo.testkit.desk;

import io.korrigo.exam.Exam;
import io.korrigo.testkit.exam.InMemoryExamStore;
import org.junit.jupiter.api.Nested;

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
    class AsRevocations extends RevocationStoreContract {
        @Override
        protected Made make(Exam exam) {
            InMemoryExamStore store = new InMemoryExamStore().add(exam);
            return new Made(new InMemoryDesk(store), store);
        }
    }

    @Nested
    class AsDecisions extends DecisionStoreContract {
        @Override
        protected Made make(Exam exam) {
            InMemoryExamStore store = new InMemoryExamStore().add(exam);
            return new Made(new InMemoryDesk(store), store);
        }
    }
}
