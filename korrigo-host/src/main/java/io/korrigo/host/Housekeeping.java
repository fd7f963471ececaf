package io.korrigo.host;

import io.korrigo.KorrigoException;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.tasks.CleanupOrphanedFiles;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a clean-up of files at the start, for what a crash may have left, and once a day, on a daemon thread until it is closed.
 * Several nodes may do it side by side: a clean-up that finds nothing is cheap.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class Housekeeping implements AutoCloseable {
    /** Owner of the clean-ups, whose results administrators may read. */
    public static final String OWNER = "korrigo";

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final TaskExecutor executor;
    private final List<Chore> chores;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "korrigo-housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    /** Something that a host has done once a day beside the clean-up. */
    @FunctionalInterface
    public interface Chore {
        /** Does it; what it throws is logged, and it is tried again the next day. */
        void run() throws IOException;
    }

    private Housekeeping(TaskExecutor executor, List<Chore> chores) {
        this.executor = executor;
        this.chores = chores;
    }

    /**
     * Begins at once.
     *
     * @param executor knows the task {@link CleanupOrphanedFiles}
     */
    public static Housekeeping start(TaskExecutor executor, Chore... chores) {
        Housekeeping housekeeping = new Housekeeping(executor, List.of(chores));
        housekeeping.timer.scheduleAtFixedRate(housekeeping::submit, 0, 24, TimeUnit.HOURS);
        return housekeeping;
    }

    private void submit() {
        try {
            executor.submit(Submission.of(CleanupOrphanedFiles.KIND, new CleanupOrphanedFiles.Parameters(), OWNER));
            for (Chore chore : chores) {
                chore.run();
            }
        } catch (KorrigoException | IOException tomorrowAgain) {
            LOG.warn("No clean-up of files today", tomorrowAgain);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
