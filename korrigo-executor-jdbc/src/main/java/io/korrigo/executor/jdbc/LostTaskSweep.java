package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskStoreException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does from time to time whether or not there is work: it looks for tasks that nobody is led to, and deletes
 * old ones.
 *
 * <p><b>Threads:</b> safe for concurrent use; the work is done by the timer's thread.
 */
final class LostTaskSweep {
    private static final Logger LOG = LoggerFactory.getLogger(LostTaskSweep.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration THOROUGH = Duration.ofMinutes(1);
    private static final int AT_ONCE = 500;

    private final JdbcTaskStore store;
    private final DataSource dataSource;
    private final Dialect dialect;
    private final OutageLog outages;
    private final ScheduledExecutorService timer;
    private final Runnable look;
    private final Duration lease;
    private final Duration retention;

    /** @param look called when tasks are due again */
    LostTaskSweep(
            JdbcTaskExecutorBuilder options,
            JdbcTaskStore store,
            Dialect dialect,
            OutageLog outages,
            ScheduledExecutorService timer,
            Runnable look) {
        this.store = store;
        this.dataSource = options.dataSource;
        this.dialect = dialect;
        this.outages = outages;
        this.timer = timer;
        this.look = look;
        this.lease = options.lease;
        this.retention = options.retention;
    }

    /** @param often whether to look for lost tasks once a second: nobody else tells of them */
    void start(boolean often) {
        timer.scheduleWithFixedDelay(() -> sweep(true), 0, THOROUGH.toMillis(), TimeUnit.MILLISECONDS);
        if (often) {
            timer.scheduleWithFixedDelay(() -> sweep(false), SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Looks for lost tasks now. */
    void soon() {
        timer.execute(() -> sweep(false));
    }

    private void sweep(boolean thorough) {
        try {
            dialect.keepCommitsDurable(dataSource);
            int revived = store.lost().revive(lease, thorough, AT_ONCE);
            outages.answered();
            if (revived > 0) {
                LOG.info("{} tasks lost their worker or their ticket, and are due again", revived);
                look.run();
            }
            if (thorough) {
                timer.execute(this::purge);
            }
        } catch (TaskStoreException outage) {
            outages.failed(outage);
        } catch (RuntimeException failed) {
            // Thrown on, it would end the sweeps for good.
            LOG.warn("Could not sweep the tasks, trying again", failed);
        }
    }

    /** One batch, and the next after whatever else is due, so that a long purge keeps no lost task waiting. */
    private void purge() {
        try {
            if (store.purgeOlderThan(retention, AT_ONCE) > 0) {
                timer.execute(this::purge);
            }
        } catch (TaskStoreException outage) {
            outages.failed(outage);
        }
    }
}
