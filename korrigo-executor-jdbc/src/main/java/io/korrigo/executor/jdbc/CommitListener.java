package io.korrigo.executor.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of tickets that any node, or any host's transaction, has committed: PostgreSQL notifies by a trigger on their
 * table. Keeps one connection, and takes a new one when that breaks.
 *
 * <p>Loaded only where the database is PostgreSQL, for H2 hosts need not have its driver.
 */
final class CommitListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitListener.class);
    // Between two looks at whether to close; the database isn't asked anything.
    private static final Duration LISTEN = Duration.ofMillis(250);
    private static final Duration TO_CLOSE = Duration.ofSeconds(2);
    private static final Duration BEFORE_RECONNECT = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final String channel;
    private final Runnable heard;
    private final Thread thread;
    private volatile boolean open = true;

    /** @param heard called from one thread, also after each reconnection, for something may have been missed */
    CommitListener(DataSource dataSource, String prefix, Runnable heard) {
        this.dataSource = dataSource;
        this.channel = prefix + "ticket";
        this.heard = heard;
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
            } catch (SQLException lost) {
                if (open) {
                    LOG.warn("Lost the connection that hears of new tasks, connecting again: {}", lost.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
            heard.run();
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (open) {
                if (postgres.getNotifications((int) LISTEN.toMillis()).length > 0) {
                    heard.run();
                }
            }
            statement.execute("UNLISTEN " + channel);
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
