package io.korrigo.host.jdbc;

import io.korrigo.testkit.desk.ExamRegisterContract;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcExamRegisterTest {
    @Nested
    class OnH2 extends ExamRegisterContract {
        @Override
        protected Made make() {
            Jdbi jdbi = Databases.h2();
            return new Made(new JdbcExamRegister(jdbi), new JdbcExamStore(jdbi));
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends ExamRegisterContract {
        @Override
        protected Made make() {
            Jdbi jdbi = Databases.postgres();
            return new Made(new JdbcExamRegister(jdbi), new JdbcExamStore(jdbi));
        }
    }
}
