package io.korrigo.host.jdbc;

import io.korrigo.exam.Exam;
import io.korrigo.testkit.desk.MarkingStoreContract;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcMarkingStoreTest {
    private static MarkingStoreContract.Made filled(Jdbi jdbi, Exam exam) {
        JdbcExamStore store = new JdbcExamStore(jdbi);
        store.add(exam, List.of());
        return new MarkingStoreContract.Made(new JdbcMarkingStore(jdbi), store);
    }

    @Nested
    class OnH2 extends MarkingStoreContract {
        @Override
        protected Made make(Exam exam) {
            return filled(Databases.h2(), exam);
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends MarkingStoreContract {
        @Override
        protected Made make(Exam exam) {
            return filled(Databases.postgres(), exam);
        }
    }
}
