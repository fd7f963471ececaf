package io.korrigo.examples.school;

import io.korrigo.exam.AuditLog;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The school's journal as Korrigo's port. */
@Repository
class Journal implements AuditLog {
    private static final String INSERT =
            "insert into journal (once_key, event, actor, subject, detail) select ?, ?, ?, ?, ? where not exists"
                    + " (select 1 from journal where once_key = ?)";

    private final JdbcClient jdbc;

    Journal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void record(Event event, String actor, String subject, String detail) {
        recordOnce(UUID.randomUUID().toString(), event, actor, subject, detail);
    }

    @Override
    public void recordOnce(String key, Event event, String actor, String subject, String detail) {
        try {
            jdbc.sql(INSERT)
                    .params(key, event.name(), actor, subject, detail, key)
                    .update();
        } catch (DuplicateKeyException faster) {
            // Another worker wrote it between the look and the insert, which is as well.
        }
    }

    @Override
    public List<DatedEntry> entries(Event event, String subject) {
        return jdbc.sql("select at, actor, detail from journal where event = ? and subject = ? order by at, number")
                .params(event.name(), subject)
                .query((row, number) -> new DatedEntry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        event,
                        row.getString("actor"),
                        subject,
                        row.getString("detail")))
                .list();
    }
}
