package io.korrigo.executor.jdbc;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** H2: a step of a task takes several statements, nobody listens, and commits are written late unless it is told. */
final class H2Dialect implements Dialect {
    private static final String DUPLICATE = "23505";

    // PostgreSQL's way would look for all children again for each ticket.
    private static final String REMOVE_QUEUED = """
            MERGE INTO ${prefix}ticket k USING (%s) q ON k.task_name = q.name AND k.task_instance = q.instance
            WHEN MATCHED AND NOT k.picked THEN DELETE""".formatted(Ticket.OF_QUEUED_CHILDREN);

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public String selectTime() {
        return "SELECT CURRENT_TIMESTAMP";
    }

    @Override
    public String insertIfAbsent(String insert) {
        return insert;
    }

    @Override
    public boolean insertedIfAbsent(PreparedStatement insert) throws SQLException {
        try {
            return insert.executeUpdate() == 1;
        } catch (SQLException failed) {
            // H2 undoes the statement only, where PostgreSQL would undo the transaction.
            if (DUPLICATE.equals(failed.getSQLState())) {
                return false;
            }
            throw failed;
        }
    }

    @Override
    public String updateReturning(String update, String columns) {
        return "SELECT " + columns + " FROM FINAL TABLE (" + update + ")";
    }

    @Override
    public String removeQueuedTickets() {
        return REMOVE_QUEUED;
    }

    @Override
    public NewTasks newTasks(Statements statements, NewTasks plain) {
        return plain;
    }

    @Override
    public PickStatement pick(
            Statements statements,
            PayloadJson json,
            Duration lease,
            PickedClaims claims,
            DefaultJdbcCustomization values) {
        return new PlainPick(statements, values);
    }

    @Override
    public AttemptEnd attemptEnd(
            Transactions transactions, StoreTime time, PayloadJson json, Statements statements, AttemptEnd plain) {
        return plain;
    }

    @Override
    public void limitTransaction(Connection connection) {
        // All of its nodes are one process: one that is suspended keeps nobody waiting.
    }

    @Override
    public void lockSchema(Connection connection) {
        // JdbcSchema lets one thread in at a time, and there is one process.
    }

    /**
     * H2 writes files through an interruptible channel unless the URL says otherwise, and an interrupt in the middle of a
     * write closes the channel, and with it the database for everybody.
     */
    @Override
    public boolean bearsInterrupts(Connection connection) throws SQLException {
        String path = H2Durability.pathOf(connection);
        return path == null || path.startsWith("async:") || path.startsWith("retry:");
    }

    @Override
    public boolean callsNodes() {
        return false;
    }

    @Override
    public boolean canListen(Connection connection) {
        return false;
    }

    @Override
    public void makeCommitsDurable(Connection connection) throws SQLException {
        H2Durability.requireNoKnownLoss(connection);
        H2Durability.make(connection);
    }

    @Override
    public void requireDurableCommits(DataSource dataSource) {
        H2Durability.require(dataSource);
    }

    @Override
    public void keepCommitsDurable(DataSource dataSource) {
        H2Durability.keep(dataSource);
    }
}
