package io.korrigo.examples.school;

import io.korrigo.exam.AuditLog;
import io.korrigo.testkit.exam.AuditLogContract;
import io.korrigo.testkit.exam.RecordingAuditLog.Entry;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

class JournalTest extends AuditLogContract {
    private final JdbcClient jdbc = JdbcClient.create(SchoolTables.h2());

    @Override
    protected AuditLog emptyLog() {
        return new Journal(jdbc);
    }

    @Override
    protected List<Entry> entries() {
        return jdbc.sql("select event, actor, subject, detail from journal order by number")
                .query((row, number) -> new Entry(
                        AuditLog.Event.valueOf(row.getString("event")),
                        row.getString("actor"),
                        row.getString("subject"),
                        row.getString("detail")))
                .list();
    }
}
