package io.korrigo.testkit.exam;

import io.korrigo.exam.AuditLog;
import java.util.List;

class RecordingAuditLogTest extends AuditLogContract {
    private final RecordingAuditLog log = new RecordingAuditLog();

    @Override
    protected AuditLog emptyLog() {
        return log;
    }

    @Override
    protected List<RecordingAuditLog.Entry> entries() {
        return log.entries();
    }
}
