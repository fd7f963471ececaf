package io.korrigo.server.data;

import io.korrigo.exam.Exam;
import io.korrigo.testkit.desk.CopyLifeContract;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcCopyLifeTest {
    private static CopyLifeContract.Made filled(Jdbi jdbi, Exam exam) {
        JdbcExamStore store = new JdbcExamStore(jdbi);
        store.add(exam, List.of());
        return new CopyLifeContract.Made(store, new JdbcMarkingStore(jdbi), new JdbcRevocationStore(jdbi));
    }

    @Nested
    class OnH2 extends CopyLifeContract {
        @Override
        protected Made make(Exam exam) {
            return filled(Databases.h2(), exam);
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends CopyLifeContract {
        @Override
        protected Made make(Exam exam) {
            return filled(Databases.postgres(), exam);
        }
    }
}
