package io.korrigo.host.jdbc;

import io.korrigo.exam.StudentStore;
import io.korrigo.testkit.exam.StudentStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcStudentStoreTest {
    @Nested
    class OnH2 extends StudentStoreContract {
        @Override
        protected StudentStore emptyStore() {
            return new JdbcStudentStore(Databases.h2());
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends StudentStoreContract {
        @Override
        protected StudentStore emptyStore() {
            return new JdbcStudentStore(Databases.postgres());
        }
    }

    @Nested
    class InTheHostsTable extends StudentStoreContract {
        @Override
        protected StudentStore emptyStore() {
            return Pupils.store(Databases.h2());
        }
    }

    @Nested
    @Tag("native")
    class InTheHostsTableOnPostgres extends StudentStoreContract {
        @Override
        protected StudentStore emptyStore() {
            return Pupils.store(Databases.postgres());
        }
    }
}
