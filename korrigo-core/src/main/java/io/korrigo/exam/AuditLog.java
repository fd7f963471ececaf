package io.korrigo.exam;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps who did what to which copy or exam, for good.
 *
 * <p><b>Threads:</b> safe for concurrent use.<br>
 * <b>Errors:</b> {@link io.korrigo.KorrigoException} when storage fails.<br>
 * <b>Implementing:</b> pass {@code AuditLogContract} of korrigo-testkit.
 */
public interface AuditLog {
    /** What happened. */
    enum Event {
        IMPORT,
        IDENTIFICATION,
        /** Somebody put the paper of an exam right, or undid that. */
        CORRECTION,
        EXPORT,
        FINALIZE,
        DOWNLOAD,
        ERASURE,
        /** First passwords were handed out, and are forgotten. */
        ACKNOWLEDGEMENT,
        /** An access token was issued or revoked. */
        TOKEN,
        /** What is written on a copy was replaced. */
        ANNOTATION,
        /** A corrector took a copy to mark it, which keeps others from it. */
        LOCK,
        /** A corrector let a copy go, or an administrator took it away. */
        UNLOCK,
        /** Somebody signed in, or was refused. */
        LOGIN,
        /** An account was made or removed, or its password changed or reset. */
        ACCOUNT,
        /** An exam was made, changed or removed. */
        EXAM,
        /** What was built on a copy was taken back. */
        REVOCATION,
        /** A task was cancelled, tried again or forgotten. */
        TASK,
        /** Somebody was kept from something. */
        REFUSAL
    }

    /**
     * Adds an entry, dated by the log.
     *
     * @param actor the user on whose behalf it happened
     * @param subject id of the exam, copy or task concerned
     * @param detail ids and numbers only, at most 500 characters; may be empty
     */
    void record(Event event, String actor, String subject, String detail);

    /**
     * Adds an entry as {@link #record} does, unless one was added with the same {@code key} before: for work that is done
     * again when its worker was lost.
     *
     * @param key at most 300 characters
     */
    void recordOnce(String key, Event event, String actor, String subject, String detail);

    /** An entry as it is kept. */
    record DatedEntry(Instant at, Event event, String actor, String subject, String detail) {}

    /** What happened to a subject, oldest first. */
    List<DatedEntry> entries(Event event, String subject);

    /**
     * The last entries about any of these subjects, the latest first.
     *
     * @param since none before
     * @param atMost how many
     */
    default List<DatedEntry> latest(Collection<String> subjects, Instant since, int atMost) {
        return subjects.stream()
                .distinct()
                .flatMap(subject -> Arrays.stream(Event.values()).flatMap(event -> entries(event, subject).stream()))
                .filter(entry -> !entry.at().isBefore(since))
                .sorted(Comparator.comparing(DatedEntry::at).reversed())
                .limit(atMost)
                .toList();
    }
}
