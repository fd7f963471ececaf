package io.korrigo.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.AuditLog;
import io.korrigo.testkit.exam.AuditLogContract;
import io.korrigo.testkit.exam.RecordingAuditLog.Entry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JdbcAuditLogTest {
    @Nested
    class OnH2 extends OnDatabase {
        OnH2() {
            super(Databases.h2());
        }

        @Override
        String numbers(int count) {
            return "(select x as n from system_range(1, " + count + ")) numbers";
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends OnDatabase {
        OnPostgres() {
            super(Databases.postgres());
        }

        @Override
        String numbers(int count) {
            return "generate_series(1, " + count + ") as numbers(n)";
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

        @Test
        void findsTheLatestOfMoreSubjectsThanOneStatementTakes() {
            AuditLog log = emptyLog();
            List<String> subjects =
                    IntStream.range(0, 1_001).mapToObj(i -> "copy-" + i).toList();
            for (String subject : List.of("copy-1000", "another", "copy-0", "copy-999", "copy-1000")) {
                log.record(AuditLog.Event.EXPORT, "prof", subject, "");
            }

            assertThat(log.latest(subjects, Instant.EPOCH, 3))
                    .extracting(AuditLog.DatedEntry::subject)
                    .containsExactly("copy-1000", "copy-999", "copy-0");
        }

        @Test
        void readsNothingThatWasDoneToOthers() {
            jdbi.useHandle(handle -> handle.execute("insert into korrigo_audit (at, event, actor, subject, detail)"
                    + " select current_timestamp, 'EXPORT', 'prof', 'other-' || n, '' from " + numbers(20_000)));
            emptyLog().record(AuditLog.Event.EXPORT, "prof", "copy-1", "");

            String plan = jdbi.withHandle(handle -> {
                handle.execute("analyze");
                return String.join(
                        "\n",
                        handle.createQuery("explain " + JdbcAuditLog.LATEST)
                                .bindList("subjects", List.of("copy-1", "copy-2"))
                                .bind("since", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                                .bind("most", 50)
                                .mapTo(String.class)
                                .list());
            });

            assertThat(plan).containsIgnoringCase("korrigo_audit_subject").doesNotContainIgnoringCase("seq scan");
        }

        /** A table of the numbers from 1 on, in a column n. */
        abstract String numbers(int count);

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
