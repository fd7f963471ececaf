package io.korrigo.task;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a failed attempt is made again: pauses double from {@code firstPause} up to {@code longestPause}.
 *
 * @param maxAttempts attempts in all, the first one included; at least 1
 * @param firstPause before the second attempt
 * @param longestPause no pause is longer, before jitter
 */
public record RetryPolicy(int maxAttempts, Duration firstPause, Duration longestPause) {
    /** Four attempts, about 2, 4 and 8 seconds apart. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(4, Duration.ofSeconds(2), Duration.ofMinutes(5));

    /** One attempt. */
    public static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

    /** @throws IllegalArgumentException when there is no attempt or a pause is negative */
    public RetryPolicy {
        if (maxAttempts < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("At least one attempt, and 0 <= firstPause <= longestPause");
        }
    }

    /** Whether another attempt may follow {@code attempt}, counted from 1. */
    public boolean allowsAfter(int attempt) {
        return attempt < maxAttempts;
    }

    /**
     * How long to wait after {@code attempt}, counted from 1: doubled each time, then 75 to 125 % of it by chance, so
     * that tasks that failed together don't come back together.
     */
    public Duration pauseAfter(int attempt, RandomGenerator random) {
        double doubled = firstPause.toMillis() * Math.pow(2, Math.max(0, attempt - 1));
        double capped = Math.min(doubled, longestPause.toMillis());
        return Duration.ofMillis(Math.round(capped * (0.75 + 0.5 * random.nextDouble())));
    }
}
