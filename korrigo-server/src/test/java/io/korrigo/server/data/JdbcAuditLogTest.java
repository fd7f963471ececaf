package io.korrigo.server.data;

import io.korrigo.exam.AuditLog;
import io.korrigo.testkit.exam.AuditLogContract;
import io.korrigo.testkit.exam.RecordingAuditLog.Entry;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcAuditLogTest {
    @Nested
    class OnH2 extends OnDatabase {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends OnDatabase {
        OnPostgres() {
            super(Databases.postgres());
        }
    }

    private abstract static class OnDatabase extends AuditLogContract {
        private final Jdbi jdbi;

        OnDatabase(Jdbi jdbi) {
            this.jdbi = jdbi;
        }

        @Override
        protected AuditLog emptyLog() {
            return new JdbcAuditLog(jdbi, Clock.systemUTC());
        }

        @Override
        protected List<Entry> entries() {
            return jdbi.withHandle(handle -> handle.createQuery("select * from korrigo_audit order by id")
                    .map((row, context) -> new Entry(
                            AuditLog.Event.valueOf(row.getString("event")),
                            row.getString("actor"),
                            row.getString("subject"),
                            row.getString("detail")))
                    .list());
        }
    }
}
