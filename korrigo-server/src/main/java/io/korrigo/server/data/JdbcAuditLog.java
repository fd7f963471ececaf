package io.korrigo.server.data;

import io.korrigo.exam.AuditLog;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The audit log as a SQL table that is only ever added to.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class JdbcAuditLog implements AuditLog {
    /** Rows fetched at once. */
    private static final int FETCHED = 1_000;

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

    /** An entry as it is stored. */
    public record Entry(Instant at, String event, String actor, String subject, String detail) {}

    /**
     * Entries, oldest first.
     *
     * @param event name of an event, or empty for all
     * @param subject or actor, or empty for all
     */
    public List<Entry> entries(Instant since, String event, String subject) {
        return Storage.call(
                "read the audit log",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select at, event, actor, subject, detail from korrigo_audit where at >= :since"
                                        + " and (:event = '' or event = :event)"
                                        + " and (:subject = '' or subject = :subject or actor = :subject) order by at, id")
                        .bind("since", since.atOffset(ZoneOffset.UTC))
                        .bind("event", event)
                        .bind("subject", subject)
                        .map((row, context) -> new Entry(
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("event"),
                                row.getString("actor"),
                                row.getString("subject"),
                                row.getString("detail")))
                        .list()));
    }

    @Override
    public List<DatedEntry> entries(Event event, String subject) {
        return Storage.call(
                "read the audit log",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select at, actor, detail from korrigo_audit where event = ? and subject = ?"
                                        + " order by at, id")
                        .bind(0, event.name())
                        .bind(1, subject)
                        .map((row, context) -> new DatedEntry(
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                event,
                                row.getString("actor"),
                                subject,
                                row.getString("detail")))
                        .list()));
    }

    @Override
    public List<DatedEntry> latest(Collection<String> subjects, Instant since, int atMost) {
        Set<String> wanted = new HashSet<>(subjects);
        // By time, for which there is an index, and sorted out here: an exam's subjects may be more than a statement
        // takes.
        return Storage.call(
                "read the audit log",
                () -> jdbi.withHandle(handle -> {
                    try (Stream<DatedEntry> entries = handle
                            .createQuery("select at, event, actor, subject, detail from korrigo_audit where at >= ?"
                                    + " order by at desc, id desc")
                            .bind(0, since.atOffset(ZoneOffset.UTC))
                            .setFetchSize(FETCHED)
                            .map((row, context) -> new DatedEntry(
                                    row.getObject("at", OffsetDateTime.class).toInstant(),
                                    Event.valueOf(row.getString("event")),
                                    row.getString("actor"),
                                    row.getString("subject"),
                                    row.getString("detail")))
                            .stream()) {
                        return entries.filter(entry -> wanted.contains(entry.subject()))
                                .limit(atMost)
                                .toList();
                    }
                }));
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
