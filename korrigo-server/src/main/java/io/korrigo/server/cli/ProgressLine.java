package io.korrigo.server.cli;

import io.korrigo.task.ProgressReporter;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Progress for the person who waits: a bar on standard error when that is a terminal, otherwise nothing.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class ProgressLine implements ProgressReporter, AutoCloseable {
    private static final int WIDTH = 100;

    private final @Nullable ProgressBar bar;

    private ProgressLine(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** @param unit what is counted, such as " pages" */
    static ProgressLine open(String task, String unit) {
        if (!terminal()) {
            return new ProgressLine(null);
        }
        PrintStream err = System.err;
        return new ProgressLine(new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(unit, 1)
                .setInitialMax(1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis((int) Duration.ofMillis(100).toMillis())
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .build());
    }

    /** Whether standard error is a terminal: Java can't tell, the launcher can. */
    static boolean terminal() {
        return Boolean.getBoolean("korrigo.terminal");
    }

    @Override
    public synchronized void report(long current, long total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(current);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
