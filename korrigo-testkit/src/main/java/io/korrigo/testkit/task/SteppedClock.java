package io.korrigo.testkit.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock in UTC that stands still until a test moves it.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class SteppedClock extends Clock {
    private final AtomicReference<Instant> now;

    /** A clock that stands at {@code start}. */
    public SteppedClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    /** Moves the clock on. */
    public void step(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** @throws UnsupportedOperationException always: a test has one time zone */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("SteppedClock is in UTC");
    }
}
