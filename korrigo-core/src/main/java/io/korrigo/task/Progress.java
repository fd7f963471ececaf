package io.korrigo.task;

/**
 * How far a task has got.
 *
 * @param current steps done, 0 to {@code total}
 * @param total steps in all; 0 when there is nothing to do
 */
public record Progress(long current, long total) {
    /** @throws IllegalArgumentException when not {@code 0 <= current <= total} */
    public Progress {
        if (current < 0 || current > total) {
            throw new IllegalArgumentException("Progress is 0 <= current <= total, not " + current + " of " + total);
        }
    }

    /** Whole percent done, rounded down, 0 to 100; 100 when there is nothing to do. */
    public int percent() {
        return total == 0 ? 100 : (int) (100.0 * current / total);
    }

    /** Whether this is less of the whole than {@code other}; a reader would see it as going back. */
    public boolean isBehind(Progress other) {
        return fraction() < other.fraction();
    }

    private double fraction() {
        return total == 0 ? 1 : (double) current / total;
    }
}
