package io.korrigo.host.jdbc;

import io.korrigo.exam.Exam;
import io.korrigo.testkit.desk.RevocationStoreContract;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcRevocationStoreTest {
    private static RevocationStoreContract.Made filled(Jdbi jdbi, Exam exam) {
        JdbcExamStore store = new JdbcExamStore(jdbi);
        store.add(exam, List.of());
        return new RevocationStoreContract.Made(new JdbcRevocationStore(jdbi), store);
    }

    @Nested
    class OnH2 extends RevocationStoreContract {
        @Override
        protected Made make(Exam exam) {
            return filled(Databases.h2(), exam);
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends RevocationStoreContract {
        @Override
        protected Made make(Exam exam) {
            return filled(Databases.postgres(), exam);
        }
    }
}
