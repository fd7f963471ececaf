package io.korrigo.server.data;

import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.testkit.exam.ExamStoreContract;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcExamStoreTest {
    @Nested
    class OnH2 extends ExamStoreContract {
        @Override
        protected ExamStore storeWith(Exam exam, List<FilledCopy> copies) {
            return filled(Databases.h2(), exam, copies);
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends ExamStoreContract {
        @Override
        protected ExamStore storeWith(Exam exam, List<FilledCopy> copies) {
            return filled(Databases.postgres(), exam, copies);
        }
    }

    private static ExamStore filled(Jdbi jdbi, Exam exam, List<ExamStoreContract.FilledCopy> copies) {
        JdbcExamStore store = new JdbcExamStore(jdbi);
        store.add(
                exam,
                copies.stream()
                        .map(copy -> new CorrectedCopy(copy.copy(), copy.annotations(), copy.marks()))
                        .toList());
        return store;
    }
}
