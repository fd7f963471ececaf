package io.korrigo.testkit.exam;

import io.korrigo.exam.AuditLog;
import java.time.Instant;
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
    private final List<DatedEntry> entries = new CopyOnWriteArrayList<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    /** One entry. */
    public record Entry(Event event, String actor, String subject, String detail) {}

    /** What was recorded so far, oldest first. */
    public List<Entry> entries() {
        return entries.stream()
                .map(each -> new Entry(each.event(), each.actor(), each.subject(), each.detail()))
                .toList();
    }

    @Override
    public void record(Event event, String actor, String subject, String detail) {
        entries.add(new DatedEntry(Instant.now(), event, actor, subject, detail));
    }

    @Override
    public List<DatedEntry> entries(Event event, String subject) {
        return entries.stream()
                .filter(each -> each.event() == event && each.subject().equals(subject))
                .toList();
    }

    @Override
    public void recordOnce(String key, Event event, String actor, String subject, String detail) {
        if (keys.add(key)) {
            record(event, actor, subject, detail);
        }
    }
}
