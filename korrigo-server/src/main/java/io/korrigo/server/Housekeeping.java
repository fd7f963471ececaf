package io.korrigo.server;

import io.korrigo.KorrigoException;
import io.korrigo.exam.BlobStore;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.tasks.CleanupOrphanedFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for a clean-up of files at the start, for what a crash may have left, and once a day. */
final class Housekeeping implements AutoCloseable {
    /** Owner of the clean-ups, whose results administrators may read. */
    static final String OWNER = "korrigo";

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final TaskExecutor executor;
    private final BlobStore blobs;
    private final Duration kept;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "korrigo-housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    private Housekeeping(TaskExecutor executor, BlobStore blobs, Duration kept) {
        this.executor = executor;
        this.blobs = blobs;
        this.kept = kept;
    }

    /** @param kept how long files stay that nothing names any more */
    static Housekeeping start(TaskExecutor executor, BlobStore blobs, Duration kept) {
        Housekeeping housekeeping = new Housekeeping(executor, blobs, kept);
        housekeeping.timer.scheduleAtFixedRate(housekeeping::submit, 0, 24, TimeUnit.HOURS);
        return housekeeping;
    }

    private void submit() {
        try {
            executor.submit(Submission.of(CleanupOrphanedFiles.KIND, new CleanupOrphanedFiles.Parameters(), OWNER));
            EarlierUploads.remove(blobs, Instant.now().minus(kept));
        } catch (KorrigoException | IOException tomorrowAgain) {
            LOG.warn("No clean-up of files today", tomorrowAgain);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
