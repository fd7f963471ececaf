package io.korrigo.host.jdbc;

import io.korrigo.exam.AuditLog;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The audit log as a SQL table that is only ever added to.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class JdbcAuditLog implements AuditLog {
    /** Of one statement: far fewer than any database's limit of parameters, and mostly all of an exam. */
    private static final int SUBJECTS = 1_000;

    /** By the index of subjects: what was done to others is not read. */
    static final String LATEST = "select id, at, event, actor, subject, detail from korrigo_audit"
            + " where subject in (<subjects>) and at >= :since order by at desc, id desc fetch first :most rows only";

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

    /** A stored entry with its place in the log. */
    private record Placed(long id, DatedEntry entry) {}

    @Override
    public List<DatedEntry> latest(Collection<String> subjects, Instant since, int atMost) {
        List<String> wanted = subjects.stream().distinct().toList();
        List<Placed> found = new ArrayList<>();
        Storage.run(
                "read the audit log",
                () -> jdbi.useHandle(handle -> {
                    for (int from = 0; from < wanted.size(); from += SUBJECTS) {
                        List<String> some = wanted.subList(from, Math.min(wanted.size(), from + SUBJECTS));
                        found.addAll(latest(handle, some, since, atMost));
                    }
                }));
        return found.stream()
                .sorted(Comparator.comparing((Placed each) -> each.entry().at())
                        .thenComparing(Placed::id)
                        .reversed())
                .limit(atMost)
                .map(Placed::entry)
                .toList();
    }

    private static List<Placed> latest(Handle handle, List<String> subjects, Instant since, int atMost) {
        return handle.createQuery(LATEST)
                .bindList("subjects", subjects)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("most", atMost)
                .map((row, context) -> new Placed(
                        row.getLong("id"),
                        new DatedEntry(
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                Event.valueOf(row.getString("event")),
                                row.getString("actor"),
                                row.getString("subject"),
                                row.getString("detail"))))
                .list();
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
