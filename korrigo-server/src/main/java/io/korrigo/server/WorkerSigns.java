package io.korrigo.server;

import io.korrigo.KorrigoException;
import io.korrigo.host.jdbc.Storage;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the database that this process runs tasks, so that those who only answer know whether anybody does. */
final class WorkerSigns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSigns.class);
    private static final long SECONDS_BETWEEN = 5;

    private final Jdbi jdbi;
    private final String name = UUID.randomUUID().toString();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "korrigo-worker-sign");
        thread.setDaemon(true);
        return thread;
    });

    private WorkerSigns(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    static WorkerSigns start(Jdbi jdbi) {
        WorkerSigns signs = new WorkerSigns(jdbi);
        signs.sign();
        signs.timer.scheduleWithFixedDelay(signs::sign, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
        return signs;
    }

    private void sign() {
        try {
            Storage.run("note that a worker is alive", () -> jdbi.useTransaction(this::sign));
        } catch (KorrigoException away) {
            // Who asks finds no worker, which is how it is.
            LOG.debug("The database does not hear that this worker is alive", away);
        }
    }

    private void sign(Handle handle) {
        if (handle.execute("update korrigo_workers set seen_at = current_timestamp where name = ?", name) == 0) {
            handle.execute("insert into korrigo_workers (name, seen_at) values (?, current_timestamp)", name);
            // of processes that were killed
            handle.execute("delete from korrigo_workers where seen_at < current_timestamp - interval '1' day");
        }
    }

    /** How many workers have said within four signs' time that they are alive. */
    static int alive(Jdbi jdbi) {
        return Storage.call(
                "look for workers",
                () -> jdbi.withHandle(handle -> handle.createQuery("select count(*) from korrigo_workers"
                                + " where seen_at > current_timestamp - interval '20' second")
                        .mapTo(Integer.class)
                        .one()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        Storage.run(
                "note that a worker ends",
                () -> jdbi.useHandle(handle -> handle.execute("delete from korrigo_workers where name = ?", name)));
    }
}
