package io.korrigo.bench.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * How long tasks of killed workers lay idle until another took them.
 *
 * @param undisturbed by length, those during which another worker was there all the time, the database, too, and none was paused
 * @param disturbed by length, the others
 */
record Recoveries(List<Recovery> undisturbed, List<Recovery> disturbed) {
    /**
     * One of them.
     *
     * @param attempt that was lost
     * @param from when its worker died
     * @param to when another claimed the task
     */
    record Recovery(UUID task, int attempt, Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    /** A claim is renewed every quarter of a second. */
    private static final Duration RENEWED = Duration.ofMillis(600);

    private record Attempt(UUID task, int number) {}

    /**
     * Finds them in what was written.
     *
     * @param databaseAway when the database was restarted, each with its end
     */
    static Recoveries of(List<WriteLog.Write> writes, Workers workers, List<Outage> databaseAway) {
        Map<Attempt, WriteLog.Write> claims = new HashMap<>();
        Map<Attempt, WriteLog.Write> last = new HashMap<>();
        for (WriteLog.Write write : writes) {
            Attempt attempt = new Attempt(write.task(), write.attempt());
            if (write.isClaim()) {
                claims.put(attempt, write);
            } else if (write.wasClaimed()) {
                last.put(attempt, write);
            }
        }
        Map<String, Instant> killed = new HashMap<>();
        workers.all().stream()
                .filter(worker -> worker.killedAt() != null)
                .forEach(worker -> killed.put(worker.name(), Objects.requireNonNull(worker.killedAt())));

        List<Recovery> undisturbed = new ArrayList<>();
        List<Recovery> disturbed = new ArrayList<>();
        for (Map.Entry<Attempt, WriteLog.Write> entry : claims.entrySet()) {
            Attempt attempt = entry.getKey();
            WriteLog.Write claim = entry.getValue();
            WriteLog.Write next = claims.get(new Attempt(attempt.task(), attempt.number() + 1));
            Instant death = killed.get(claim.node());
            if (next == null || death == null || endedBefore(attempt, claim, last, death)) {
                continue;
            }
            boolean calm = workers.wereCalm(claim.node(), death, next.at())
                    && databaseAway.stream().noneMatch(outage -> outage.touches(death, next.at()));
            (calm ? undisturbed : disturbed).add(new Recovery(attempt.task(), attempt.number(), death, next.at()));
        }
        undisturbed.sort(Comparator.comparing(Recovery::length));
        disturbed.sort(Comparator.comparing(Recovery::length));
        return new Recoveries(List.copyOf(undisturbed), List.copyOf(disturbed));
    }

    /** Whether the attempt gave up its claim, or could not renew it any more, while its worker lived. */
    private static boolean endedBefore(
            Attempt attempt, WriteLog.Write claim, Map<Attempt, WriteLog.Write> last, Instant death) {
        WriteLog.Write lived = last.getOrDefault(attempt, claim);
        return !lived.claimed() || Duration.between(lived.at(), death).compareTo(RENEWED) > 0;
    }

    /** A time in which the database was away. */
    record Outage(Instant from, Instant to) {
        boolean touches(Instant begin, Instant end) {
            return !from.isAfter(end) && !to.isBefore(begin);
        }
    }

    Duration median() {
        return undisturbed.isEmpty()
                ? Duration.ZERO
                : undisturbed.get(undisturbed.size() / 2).length();
    }

    Duration longest() {
        return last(undisturbed);
    }

    Duration longestDisturbed() {
        return last(disturbed);
    }

    private static Duration last(List<Recovery> sorted) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(sorted.size() - 1).length();
    }
}
