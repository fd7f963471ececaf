package io.korrigo.executor.jdbc;

import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears of tickets and of cancellations that any node, or any host's transaction, has committed, by PostgreSQL's
 * notifications. Keeps one connection, and takes a new one when that breaks.
 *
 * <p>Loaded only where the database is PostgreSQL, for H2 hosts need not have its driver.
 */
final class CommitListener implements AutoCloseable {
    // Between two looks at whether to close; the database isn't asked anything.
    private static final Duration LISTEN = Duration.ofMillis(250);
    private static final Duration TO_CLOSE = Duration.ofSeconds(2);
    private static final Duration BEFORE_RECONNECT = Duration.ofSeconds(1);

    /** What to do about what is heard, from one thread; none of it may wait long. */
    interface Ear {
        /** Tickets may be due; also said after each reconnection, for something may have been missed. */
        void tickets();

        /** Somebody asked that a running task stop. */
        void cancellations();

        /** Some time has passed. The connection, which is in auto-commit mode, may be used until the return. */
        void quiet(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;
    private final String tickets;
    private final String cancellations;
    private final Duration between;
    private final OutageLog outages;
    private final Ear ear;
    private final Thread thread;
    private volatile boolean open = true;

    /** @param between two calls of {@link Ear#quiet} */
    CommitListener(DataSource dataSource, String prefix, Duration between, OutageLog outages, Ear ear) {
        this.dataSource = dataSource;
        this.tickets = prefix + NodeCall.TICKETS;
        this.cancellations = prefix + NodeCall.CANCELLATIONS;
        this.between = between;
        this.outages = outages;
        this.ear = ear;
        this.thread = new Thread(this::run, "korrigo-listen");
        thread.setDaemon(true);
    }

    /** Whether the pool lets us through to the driver. */
    static boolean canListen(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (open) {
            try (Connection connection = dataSource.getConnection()) {
                listen(connection);
            } catch (SQLException | TaskStoreException lost) {
                if (open) {
                    outages.failed(lost);
                    pause();
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + tickets);
            statement.execute("LISTEN " + cancellations);
            outages.answered();
            ear.tickets();
            PGConnection postgres = connection.unwrap(PGConnection.class);
            long quietAt = System.nanoTime();
            while (open) {
                hear(postgres.getNotifications((int) LISTEN.toMillis()));
                if (System.nanoTime() - quietAt >= 0) {
                    ear.quiet(connection);
                    quietAt = System.nanoTime() + between.toNanos();
                }
            }
            statement.execute("UNLISTEN *");
        }
    }

    private void hear(PGNotification[] heard) {
        boolean ticket = false;
        boolean cancellation = false;
        for (PGNotification one : heard) {
            ticket |= one.getName().equals(tickets);
            cancellation |= one.getName().equals(cancellations);
        }
        if (cancellation) {
            ear.cancellations();
        }
        if (ticket) {
            ear.tickets();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BEFORE_RECONNECT.toMillis());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join(TO_CLOSE.toMillis());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
