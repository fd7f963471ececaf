package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every node on the same PostgreSQL tables that tickets, or a wish to cancel, were committed.
 *
 * <p>PostgreSQL lets transactions that notify commit only one after the other, so a process does at most once in 25 ms.
 * The first of several is told of by its own commit, those that follow it by one call behind them. A node that misses
 * one, as when this process dies before the call, finds the tickets when it looks by itself.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class NodeCall {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCall.class);
    /** The channel for tickets, behind the tables' prefix. */
    static final String TICKETS = "ticket";

    /** The channel for cancellations, behind the tables' prefix. */
    static final String CANCELLATIONS = "cancel";

    private static final long BETWEEN = Duration.ofMillis(25).toNanos();

    private final Transactions transactions;
    private final String notify;
    private final String notifyCancel;
    private final boolean heard;
    private final AtomicLong last = new AtomicLong(System.nanoTime() - BETWEEN);
    private final AtomicBoolean waiting = new AtomicBoolean();

    /** @param dialect where nobody can listen, nothing is ever told */
    NodeCall(Transactions transactions, Statements statements, Dialect dialect) {
        this.transactions = transactions;
        this.notify = statements.of("NOTIFY ${prefix}" + TICKETS);
        this.notifyCancel = statements.of("NOTIFY ${prefix}" + CANCELLATIONS);
        this.heard = dialect.callsNodes();
    }

    /** Whether the transaction at hand should notify; if not, call {@link #soon} after its commit. */
    boolean turn() {
        long before = last.get();
        long now = System.nanoTime();
        return heard && now - before >= BETWEEN && last.compareAndSet(before, now);
    }

    /** Tells of what is committed, at once or after 25 ms with everything committed until then. */
    void soon() {
        if (heard && !waiting.getAndSet(true)) {
            long pause = Math.max(0, last.get() + BETWEEN - System.nanoTime());
            CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS).execute(this::call);
        }
    }

    /** Tells that a running task is to stop, when the transaction commits. */
    void cancelled(Connection connection) throws SQLException {
        if (heard) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(notifyCancel);
            }
        }
    }

    private void call() {
        waiting.set(false);
        last.set(System.nanoTime());
        try {
            transactions.runOne(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(notify);
                }
            });
        } catch (TaskStoreException failed) {
            LOG.info("Could not tell the other nodes of new tasks, which look by themselves: {}", failed.getCause());
        }
    }
}
