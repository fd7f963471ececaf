package io.korrigo.rest;

import io.korrigo.exam.AuditLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Puts refused calls into the audit log, some of each minute: whoever is refused a thousand times a second shall not fill the
 * host's disk with it. How many were left out stands in the next entry.
 *
 * <p><b>Threads:</b> safe for concurrent use; guarded by this object.
 */
final class RefusalLog {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** Enough to see that somebody tries, and what. */
    private static final int A_MINUTE = 60;

    /** As long as an audit log's subject may be. */
    private static final int LONGEST_PATH = 200;

    private final AuditLog audit;
    private final Clock clock;
    private Instant minute = Instant.MIN;
    private int recorded;
    private int leftOut;

    RefusalLog(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** @param actor the caller's name, or empty for somebody who has none here */
    void record(String actor, String method, String path, int status) {
        int before = take();
        if (before < 0) {
            return;
        }
        String detail = status + " " + method + (before == 0 ? "" : ", " + before + " refusals before it left out");
        audit.record(
                AuditLog.Event.REFUSAL,
                actor.isEmpty() ? "anonymous" : actor,
                path.substring(0, Math.min(path.length(), LONGEST_PATH)),
                detail);
    }

    /** How many were left out before this one, or -1 when it is left out, too. */
    private synchronized int take() {
        Instant now = clock.instant();
        if (minute.plus(MINUTE).isBefore(now)) {
            minute = now;
            recorded = 0;
        }
        if (recorded >= A_MINUTE) {
            leftOut++;
            return -1;
        }
        recorded++;
        int before = leftOut;
        leftOut = 0;
        return before;
    }
}
