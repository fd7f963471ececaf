package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a data source gives as many connections at once as a node needs. Found by taking them: pools tell their size
 * each in their own way, if at all.
 */
final class PoolSize {
    private static final Logger LOG = LoggerFactory.getLogger(PoolSize.class);
    /** How long the next connection is waited for before the pool counts as exhausted. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private record Answer(
            @Nullable Connection connection, @Nullable SQLException failure) {}

    private final DataSource dataSource;
    private final int needed;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private boolean over;

    private PoolSize(DataSource dataSource, int needed) {
        this.dataSource = dataSource;
        this.needed = needed;
    }

    /** How many connections a node needs: one a worker, one for what it does beside them, one to listen with. */
    static int neededFor(int workers, boolean listens) {
        return workers + (listens ? 2 : 1);
    }

    /**
     * Takes as many connections as are needed, and gives them back.
     *
     * @throws IllegalArgumentException when there are fewer, with both numbers
     * @throws TaskStoreException when there is none at all
     */
    static void require(DataSource dataSource, int workers, boolean listens) {
        int needed = neededFor(workers, listens);
        PoolSize pool = new PoolSize(dataSource, needed);
        // On a thread of its own: it may have to be given up, and is in no transaction of the host's.
        Thread taker = new Thread(pool::take, "korrigo-pool-size");
        taker.setDaemon(true);
        taker.start();
        List<Connection> taken = new ArrayList<>();
        SQLException failure = null;
        try {
            while (taken.size() < needed) {
                Answer answer = pool.answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (answer == null || answer.connection() == null) {
                    failure = answer == null ? null : answer.failure();
                    break;
                }
                taken.add(answer.connection());
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            throw new TaskStoreException("Interrupted while the size of the pool was found out", impatient);
        } finally {
            taken.forEach(PoolSize::giveBack);
            pool.giveUp(taker);
        }
        if (taken.isEmpty()) {
            throw new TaskStoreException("The database of the tasks failed", failure);
        }
        if (taken.size() < needed) {
            throw new IllegalArgumentException(
                    "The data source gives " + taken.size() + " connections at once, and a node with " + workers
                            + " workers needs " + needed + ": enlarge the pool, or take fewer workers",
                    failure);
        }
    }

    private void take() {
        for (int i = 0; i < needed; i++) {
            Answer answer;
            try {
                answer = new Answer(dataSource.getConnection(), null);
            } catch (SQLException failed) {
                answer = new Answer(null, failed);
            }
            if (!handOver(answer)) {
                return;
            }
        }
    }

    /** False when there is nothing more to take. */
    private synchronized boolean handOver(Answer answer) {
        if (!over) {
            answers.add(answer);
        } else if (answer.connection() != null) {
            giveBack(answer.connection());
        }
        return !over && answer.connection() != null;
    }

    private synchronized void giveUp(Thread taker) {
        over = true;
        taker.interrupt();
        for (Answer late : answers) {
            if (late.connection() != null) {
                giveBack(late.connection());
            }
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException broken) {
            LOG.debug("A connection could not be given back", broken);
        }
    }
}
