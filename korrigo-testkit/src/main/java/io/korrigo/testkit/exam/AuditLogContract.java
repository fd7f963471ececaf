package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.AuditLog.Event;
import io.korrigo.testkit.exam.RecordingAuditLog.Entry;
import io.korrigo.testkit.task.SimultaneousCalls;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules for every {@link AuditLog}: extend it, and say how to make an empty log and to read it. */
public abstract class AuditLogContract {
    /** Keys that threads race for: a log that looks before it writes gets through one race more often than not. */
    private static final int RACES = 50;

    private AuditLog log;

    /** A new log without entries. */
    protected abstract AuditLog emptyLog();

    /** What the log last made holds, oldest first. */
    protected abstract List<Entry> entries();

    @BeforeEach
    final void start() {
        log = emptyLog();
    }

    @Test
    void keepsEntriesInOrder() {
        log.record(Event.IMPORT, "admin", "task-1", "30 created");
        log.record(Event.EXPORT, "prof d’anglais", "exam-1", "");

        assertThat(entries())
                .containsExactly(
                        new Entry(Event.IMPORT, "admin", "task-1", "30 created"),
                        new Entry(Event.EXPORT, "prof d’anglais", "exam-1", ""));
    }

    @Test
    void tellsWhatHappenedToASubject() {
        log.record(Event.DOWNLOAD, "prof", "copy-1", "final PDF");
        log.record(Event.DOWNLOAD, "prof", "copy-2", "final PDF");
        log.record(Event.IDENTIFICATION, "prof", "copy-1", "student s1");
        log.record(Event.DOWNLOAD, "élève", "copy-1", "final PDF");

        assertThat(log.entries(Event.DOWNLOAD, "copy-1"))
                .extracting(AuditLog.DatedEntry::actor)
                .containsExactly("prof", "élève");
        assertThat(log.entries(Event.DOWNLOAD, "copy-1"))
                .isSortedAccordingTo(Comparator.comparing(AuditLog.DatedEntry::at));
        assertThat(log.entries(Event.ERASURE, "copy-1")).isEmpty();
    }

    @Test
    void tellsWhatLastHappenedToSomeSubjects() {
        log.record(Event.EXAM, "admin", "exam-1", "made");
        log.record(Event.DOWNLOAD, "prof", "copy-1", "final PDF");
        log.record(Event.DOWNLOAD, "prof", "copy-2", "final PDF");
        List<AuditLog.DatedEntry> latest = log.latest(List.of("copy-1", "exam-1", "unknown"), Instant.EPOCH, 10);

        assertThat(latest).extracting(AuditLog.DatedEntry::subject).containsExactlyInAnyOrder("copy-1", "exam-1");
        assertThat(latest)
                .isSortedAccordingTo(
                        Comparator.comparing(AuditLog.DatedEntry::at).reversed());
        assertThat(log.latest(List.of("copy-1", "exam-1"), Instant.EPOCH, 1)).hasSize(1);
        assertThat(log.latest(List.of("copy-1"), Instant.parse("9999-01-01T00:00:00Z"), 10))
                .isEmpty();
        assertThat(log.latest(List.of(), Instant.EPOCH, 10)).isEmpty();
    }

    @Test
    void keepsEveryEntryOfManyThreads() {
        IntStream.range(0, 200)
                .parallel()
                .forEach(i -> log.record(Event.IDENTIFICATION, "prof", "copy-" + i, "student s" + i));

        assertThat(entries()).extracting(Entry::subject).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void keepsOneEntryOfAllThatHaveTheSameKey() {
        for (int task = 0; task < RACES; task++) {
            String key = "task-" + task + "/exam-1";
            SimultaneousCalls.of(4, () -> {
                log.recordOnce(key, Event.EXPORT, "prof", "exam-1", "30 copies");
                return true;
            });
        }
        log.recordOnce("k".repeat(300), Event.EXPORT, "prof", "exam-1", "30 copies");
        log.record(Event.EXPORT, "prof", "exam-1", "30 copies");
        log.record(Event.EXPORT, "prof", "exam-1", "30 copies");

        assertThat(entries()).hasSize(RACES + 3).containsOnly(new Entry(Event.EXPORT, "prof", "exam-1", "30 copies"));
    }

    @Test
    void takesADetailOfFiveHundredCharacters() {
        log.record(Event.DOWNLOAD, "prof", "copy-1", "é".repeat(500));

        assertThat(entries().get(0).detail()).hasSize(500);
    }
}
