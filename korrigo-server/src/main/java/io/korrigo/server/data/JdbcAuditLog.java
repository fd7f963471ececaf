package io.korrigo.server.data;

import io.korrigo.exam.AuditLog;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The audit log as a SQL table that is only ever added to.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class JdbcAuditLog implements AuditLog {
    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcAuditLog(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public void record(Event event, String actor, String subject, String detail) {
        Storage.run("write the audit log", () -> insert(null, event, actor, subject, detail));
    }

    @Override
    public void recordOnce(String key, Event event, String actor, String subject, String detail) {
        Storage.run("write the audit log", () -> {
            if (!isRecorded(key)) {
                try {
                    insert(key, event, actor, subject, detail);
                } catch (JdbiException failure) {
                    // Somebody may have been faster, which is as well.
                    if (!isRecorded(key)) {
                        throw failure;
                    }
                }
            }
        });
    }

    private boolean isRecorded(String key) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from korrigo_audit where once_key = ?")
                        .bind(0, key)
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    private void insert(@Nullable String key, Event event, String actor, String subject, String detail) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into korrigo_audit (at, event, actor, subject, detail, once_key) values (?, ?, ?, ?, ?, ?)",
                clock.instant().atOffset(ZoneOffset.UTC),
                event.name(),
                actor,
                subject,
                detail,
                key));
    }
}
