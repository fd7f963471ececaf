package io.korrigo.server.data;

import io.korrigo.exam.AuditLog;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

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
        Storage.run(
                "write the audit log",
                () -> jdbi.useHandle(handle -> handle.execute(
                        "insert into korrigo_audit (at, event, actor, subject, detail) values (?, ?, ?, ?, ?)",
                        clock.instant().atOffset(ZoneOffset.UTC),
                        event.name(),
                        actor,
                        subject,
                        detail)));
    }
}
