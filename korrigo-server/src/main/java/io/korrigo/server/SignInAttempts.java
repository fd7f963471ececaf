package io.korrigo.server;

import io.korrigo.rest.SignIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slows down whoever tries passwords. Some failures are free, then each next one waits twice as long, up to a quarter of an hour:
 *
 * <ul>
 *   <li>of one name from one address, {@link #FREE}: more than anybody mistypes;
 *   <li>of one name from anywhere, {@link #FREE_OF_NAME}: more, so that whoever tries a teacher's name from elsewhere doesn't keep
 *       the teacher out at once;
 *   <li>of one address, {@link #FREE_OF_ADDRESS}: a school's pupils share one, and on their first day many mistype.
 * </ul>
 *
 * A name that exists and one that doesn't are treated alike. What is an hour old is forgotten. Each node counts for itself.
 *
 * <p><b>Threads:</b> safe for concurrent use; guarded by this object.
 */
final class SignInAttempts {
    static final int FREE = 5;
    static final int FREE_OF_NAME = 20;
    static final int FREE_OF_ADDRESS = 100;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    /** Names and addresses remembered: those tried longest ago go first. */
    private static final int REMEMBERED = 30_000;

    private record Tried(int failures, Instant next) {}

    /** What is counted together; the name or the address is empty where any will do. */
    private record Target(String name, String address) {
        int free() {
            return address.isEmpty() ? FREE_OF_NAME : name.isEmpty() ? FREE_OF_ADDRESS : FREE;
        }
    }

    private final Clock clock;
    private final Map<Target, Tried> tried = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Target, Tried> eldest) {
            return size() > REMEMBERED;
        }
    };

    SignInAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Counts an attempt, as one that fails until {@link #succeeded} says otherwise: many at once are many. */
    synchronized void begin(String name, String address) throws SignIn.TooOften {
        Instant now = clock.instant();
        Duration wait = Duration.ZERO;
        for (Target target : targets(name, address)) {
            Duration left = Duration.between(now, before(target, now).next());
            wait = left.compareTo(wait) > 0 ? left : wait;
        }
        if (!wait.isZero()) {
            throw new SignIn.TooOften((int) Math.max(1, wait.toSeconds()));
        }
        for (Target target : targets(name, address)) {
            int failures = before(target, now).failures() + 1;
            tried.put(target, new Tried(failures, now.plus(pause(failures, target.free()))));
        }
    }

    private Tried before(Target target, Instant now) {
        Tried before = tried.get(target);
        return before == null || before.next().plus(FORGOTTEN).isBefore(now) ? new Tried(0, now) : before;
    }

    private static List<Target> targets(String name, String address) {
        String network = network(address);
        return network.isEmpty()
                ? List.of(new Target(name, ""))
                : List.of(new Target(name, network), new Target(name, ""), new Target("", network));
    }

    /** Of an IPv6 address the first 64 bits: whoever has one has all that begin so. */
    private static String network(String address) {
        String plain = address.replaceAll("^\\[|]$|%.*", "");
        int end = 0;
        for (int groups = 0; groups < 4 && end >= 0; groups++) {
            end = plain.indexOf(':', end + 1);
        }
        return plain.indexOf(':') < 0 || end < 0 ? plain : plain.substring(0, end);
    }

    private static Duration pause(int failures, int free) {
        if (failures < free) {
            return Duration.ZERO;
        }
        Duration pause = FIRST_WAIT.multipliedBy(1L << Math.min(10, failures - free));
        return pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
    }

    /** The attempt that began last was right: the name is as new, and the address had one failure less. */
    synchronized void succeeded(String name, String address) {
        Instant now = clock.instant();
        for (Target target : targets(name, address)) {
            if (!target.name().isEmpty()) {
                tried.remove(target);
            } else {
                Tried before = before(target, now);
                tried.put(target, new Tried(Math.max(0, before.failures() - 1), now));
            }
        }
    }
}
