package io.korrigo.server.data;

import io.korrigo.exam.AccountStore;
import io.korrigo.exam.Student;
import io.korrigo.testkit.exam.AccountStoreContract;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcAccountStoreTest {
    @Nested
    class OnH2 extends AccountStoreContract {
        @Override
        protected AccountStore emptyStore() {
            return new JdbcAccountStore(Databases.h2());
        }
    }

    /** A host whose tables don't take students whom they don't know. */
    @Nested
    class WithForeignKeys extends AccountStoreContract {
        private Jdbi jdbi;

        @Override
        protected AccountStore emptyStore() {
            jdbi = Databases.h2();
            jdbi.useHandle(handle -> handle.execute(
                    "alter table korrigo_accounts add foreign key (student_id) references korrigo_students (id)"));
            return new JdbcAccountStore(jdbi);
        }

        @Override
        protected void addStudents(List<Student> students) {
            new JdbcStudentStore(jdbi).upsert(students);
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends AccountStoreContract {
        @Override
        protected AccountStore emptyStore() {
            return new JdbcAccountStore(Databases.postgres());
        }
    }
}
