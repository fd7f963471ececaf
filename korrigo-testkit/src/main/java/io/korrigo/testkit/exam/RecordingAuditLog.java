package io.korrigo.testkit.exam;

import io.korrigo.exam.AuditLog;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An audit log that a test can read.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class RecordingAuditLog implements AuditLog {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    /** One entry. */
    public record Entry(Event event, String actor, String subject, String detail) {}

    /** What was recorded so far, oldest first. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void record(Event event, String actor, String subject, String detail) {
        entries.add(new Entry(event, actor, subject, detail));
    }

    @Override
    public void recordOnce(String key, Event event, String actor, String subject, String detail) {
        if (keys.add(key)) {
            record(event, actor, subject, detail);
        }
    }
}
