package io.korrigo.task;

/**
 * What a running task can ask about itself, and where it reports.
 *
 * <p><b>Threads:</b> safe for concurrent use by threads that the task starts and ends itself.<br>
 * <b>Errors:</b> every report and check throws {@link TaskCancelledException} once the task was cancelled, and
 * {@link StaleClaimException} once another worker has or will have it (also at shutdown); let both pass.
 */
public interface TaskContext {
    /** Which task this is. */
    TaskId id();

    /** Who submitted it, as the host spells users. */
    String owner();

    /** From 1, raised by each claim. */
    int attempt();

    /** Where to say how far the work is; call it as often as you like. */
    ProgressReporter progress();

    /** Adds one line to the task's own log: ids and numbers, never names, birth dates, marks or passwords. */
    void log(String line);

    /** Returns, unless the work should stop. Cheap enough for every page or row. */
    void checkCancelled();
}
