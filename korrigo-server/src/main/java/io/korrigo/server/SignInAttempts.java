package io.korrigo.server;

import io.korrigo.rest.SignIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down whoever tries passwords: five a name are free, then each next one waits twice as long, up to a quarter of an hour.
 * A name that exists and one that doesn't are treated alike. Each node counts for itself.
 *
 * <p><b>Threads:</b> safe for concurrent use; guarded by this object.
 */
final class SignInAttempts {
    /** More than anybody mistypes. */
    static final int FREE = 5;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    /** Names remembered: those tried longest ago go first. */
    private static final int NAMES = 10_000;

    private record Tried(int failures, Instant next) {}

    private final Clock clock;
    private final Map<String, Tried> byName = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tried> eldest) {
            return size() > NAMES;
        }
    };

    SignInAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Counts an attempt, as one that fails until {@link #succeeded} says otherwise: many at once are many. */
    synchronized void begin(String name) throws SignIn.TooOften {
        Instant now = clock.instant();
        Tried before = byName.getOrDefault(name, new Tried(0, now));
        if (now.isBefore(before.next())) {
            throw new SignIn.TooOften(
                    (int) Math.max(1, Duration.between(now, before.next()).toSeconds()));
        }
        int failures = before.failures() + 1;
        byName.put(name, new Tried(failures, now.plus(pause(failures))));
    }

    private static Duration pause(int failures) {
        if (failures < FREE) {
            return Duration.ZERO;
        }
        Duration pause = FIRST_WAIT.multipliedBy(1L << Math.min(10, failures - FREE));
        return pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
    }

    synchronized void succeeded(String name) {
        byName.remove(name);
    }
}
