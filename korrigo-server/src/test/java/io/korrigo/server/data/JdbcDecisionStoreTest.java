package io.korrigo.server.data;

import io.korrigo.exam.Exam;
import io.korrigo.testkit.desk.DecisionStoreContract;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcDecisionStoreTest {
    @Nested
    class OnH2 extends DecisionStoreContract {
        @Override
        protected Made make(Exam exam) {
            Jdbi jdbi = Databases.h2();
            JdbcExamStore store = new JdbcExamStore(jdbi);
            store.add(exam, List.of());
            return new Made(new JdbcDecisionStore(jdbi), store);
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends DecisionStoreContract {
        @Override
        protected Made make(Exam exam) {
            Jdbi jdbi = Databases.postgres();
            JdbcExamStore store = new JdbcExamStore(jdbi);
            store.add(exam, List.of());
            return new Made(new JdbcDecisionStore(jdbi), store);
        }
    }
}
