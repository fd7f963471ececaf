package io.korrigo.server.cli;

import io.korrigo.task.ProgressReporter;
import java.io.PrintWriter;

/** Progress of one step of the demo: a bar on a terminal, elsewhere a line for each change of the numbers. */
final class DemoProgress implements ProgressReporter, AutoCloseable {
    private final String step;
    private final ProgressLine line;
    private final PrintWriter console;
    private long last = -1;

    DemoProgress(String step, String unit, PrintWriter console) {
        this.step = step;
        this.line = ProgressLine.open(step, unit);
        this.console = console;
    }

    @Override
    public synchronized void report(long current, long total) {
        line.report(current, total);
        if (!ProgressLine.terminal() && current != last) {
            last = current;
            console.println(step + ": " + current + " of " + total);
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
