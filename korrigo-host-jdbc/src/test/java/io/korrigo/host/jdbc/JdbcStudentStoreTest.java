package io.korrigo.host.jdbc;

import io.korrigo.exam.StudentStore;
import io.korrigo.testkit.exam.StudentStoreContract;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
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

    /** A host's table, of two schools. */
    abstract static class OfSchools extends StudentStoreContract {
        private final Jdbi jdbi;

        OfSchools(Jdbi jdbi) {
            this.jdbi = jdbi;
        }

        @Override
        protected StudentStore emptyStore() {
            return Pupils.store(jdbi);
        }

        @Override
        protected List<StudentStore> parts() {
            return Stream.of("north", "south").map(Pupils.open(jdbi)::within).toList();
        }
    }

    @Nested
    class InTheHostsTable extends OfSchools {
        InTheHostsTable() {
            super(Databases.h2());
        }
    }

    @Nested
    @Tag("native")
    class InTheHostsTableOnPostgres extends OfSchools {
        InTheHostsTableOnPostgres() {
            super(Databases.postgres());
        }
    }
}
