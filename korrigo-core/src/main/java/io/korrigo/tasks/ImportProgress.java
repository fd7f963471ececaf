package io.korrigo.tasks;

import io.korrigo.task.ProgressReporter;

/**
 * An import's progress in rows of its file: where students get accounts, a row is half done when it is stored.
 *
 * @param rows of the file
 * @param candidates how many of them may get an account; 0 where none are made
 */
record ImportProgress(ProgressReporter reporter, int rows, int candidates) {
    void stored(int done) {
        report(Math.min(done, rows));
    }

    void issued(int done) {
        report((long) rows + Math.min(done, candidates));
    }

    void ended() {
        reporter.report(rows, rows);
    }

    private void report(long steps) {
        reporter.report(rows == 0 ? 0 : steps * rows / (rows + candidates), rows);
    }
}
