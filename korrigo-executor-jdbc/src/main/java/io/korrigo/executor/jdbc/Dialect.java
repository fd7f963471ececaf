package io.korrigo.executor.jdbc;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * All that PostgreSQL and H2 do differently.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
interface Dialect {
    /** The dialect of the database that a connection leads to. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> new PostgresDialect();
            case "H2" -> new H2Dialect();
            default -> throw new IllegalArgumentException("Tasks are stored in PostgreSQL or H2, not in " + product);
        };
    }

    /** What the names of its scripts begin with. */
    String name();

    // ---- words

    /** A query of the database's time. */
    String selectTime();

    /** An INSERT that {@link #insertedIfAbsent} may run. */
    String insertIfAbsent(String insert);

    /** Whether the row was inserted; false when its key exists. Leaves the transaction usable either way. */
    boolean insertedIfAbsent(PreparedStatement insert) throws SQLException;

    /** A query of the rows that an UPDATE has changed. */
    String updateReturning(String update, String columns);

    /** Deletes the tickets that {@link Ticket#OF_QUEUED_CHILDREN} finds, unless a node has picked them. */
    String removeQueuedTickets();

    // ---- the ways of a task

    /**
     * How new tasks are stored.
     *
     * @param plain the way that takes several statements
     */
    NewTasks newTasks(Statements statements, NewTasks plain);

    /**
     * How a node picks tickets.
     *
     * @param claims gets the claims that come with tickets, where tasks are claimed by the statement that picks them
     * @param values how db-scheduler sets values
     */
    PickStatement pick(
            Statements statements,
            PayloadJson json,
            Duration lease,
            PickedClaims claims,
            DefaultJdbcCustomization values);

    /**
     * How attempts end.
     *
     * @param plain the way that takes several statements, and knows why a claim holds nothing any more
     */
    AttemptEnd attemptEnd(
            Transactions transactions, StoreTime time, PayloadJson json, Statements statements, AttemptEnd plain);

    // ---- transactions and threads

    /**
     * Makes the database undo the transaction when this process falls silent in the middle of it: a node that is suspended
     * there would keep its rows locked, and others from its tasks, until it wakes up.
     */
    void limitTransaction(Connection connection) throws SQLException;

    /** Waits until no other process upgrades the tables; nobody else does before the transaction ends. */
    void lockSchema(Connection connection) throws SQLException;

    /** Whether threads that use the database may be interrupted. */
    boolean bearsInterrupts(Connection connection) throws SQLException;

    // ---- calls between nodes

    /** Whether nodes can be told of what others commit. */
    boolean callsNodes();

    /** Whether this node can hear of it on connections like that one. */
    boolean canListen(Connection connection) throws SQLException;

    // ---- commits

    /**
     * Makes a commit mean that the data is on the disk.
     *
     * @throws TaskStoreException when that can't be had; says why
     */
    void makeCommitsDurable(Connection connection) throws SQLException;

    /** @throws TaskStoreException when the data source's connections take that away */
    void requireDurableCommits(DataSource dataSource);

    /** Takes back what a connection has changed of it since. */
    void keepCommitsDurable(DataSource dataSource);
}
