package io.korrigo.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Account;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.IssuedAccount;
import io.korrigo.exam.Student;
import io.korrigo.testkit.exam.AccountStoreContract;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JdbcAccountStoreTest {
    /** A host that gives accounts to nobody whom it doesn't know. */
    private abstract static class OfKnownStudents extends AccountStoreContract {
        private Jdbi jdbi;
        private AccountStore store;

        abstract Jdbi database();

        @Override
        protected AccountStore emptyStore() {
            jdbi = database();
            store = new JdbcAccountStore(jdbi);
            return store;
        }

        @Override
        protected void addStudents(List<Student> students) {
            new JdbcStudentStore(jdbi).upsert(students);
        }

        @Test
        void givesNoAccountToAStudentWhoWasErasedMeanwhile() {
            new JdbcStudentStore(jdbi).delete("s1");

            store.create("b", List.of(issued("lea", "s1"), issued("leo", "s2")), Instant.EPOCH);

            assertThat(store.usernames()).containsExactly("leo");
            assertThat(store.issued("b")).hasSize(1);
        }

        private static IssuedAccount issued(String username, String student) {
            return new IssuedAccount(new Account(username, student, "hash"), "sealed");
        }
    }

    @Nested
    class OnH2 extends OfKnownStudents {
        @Override
        Jdbi database() {
            return Databases.h2();
        }
    }

    /** A host whose tables don't take students whom they don't know. */
    @Nested
    class WithForeignKeys extends OfKnownStudents {
        @Override
        Jdbi database() {
            Jdbi jdbi = Databases.h2();
            jdbi.useHandle(handle -> handle.execute(
                    "alter table korrigo_accounts add foreign key (student_id) references korrigo_students (id)"));
            return jdbi;
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends OfKnownStudents {
        @Override
        Jdbi database() {
            return Databases.postgres();
        }
    }
}
