package io.korrigo.executor.jdbc;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * PostgreSQL: a step of a task is one statement, nodes hear of each other, and what is committed is on the disk.
 *
 * <p>Submitting, ending, and picking with claiming are one statement each (CTEs that write), in auto-commit mode and fenced by
 * its WHERE: in steps of their own a task that did nothing took fourteen round trips and four commits beside db-scheduler's.
 * What a statement doesn't apply to (lost, cancelled, of an older kind) goes the plain way, the only one on H2; the contract
 * suites keep both alike.
 *
 * <p>A transaction that is silent for three seconds is undone: a node suspended between two statements would keep its
 * task's row locked, and its successor waiting, until it woke up. Renewals are single statements; transactions of the
 * host are left alone.
 */
final class PostgresDialect implements Dialect {
    // Any number that nobody else takes: the letters "korrigo" in hexadecimal, and one more.
    private static final long SCHEMA_LOCK = 0x6b6f727269676f2eL;

    // Not those that somebody is picking, who may hold a task that we wait for next.
    // As an array of places, each found by the key: joined freely, the tickets were searched again for each child.
    private static final String REMOVE_QUEUED = """
            DELETE FROM ${prefix}ticket WHERE ctid = ANY (ARRAY(
                SELECT found.ctid FROM (%s OFFSET 0) q CROSS JOIN LATERAL (
                    SELECT k.ctid FROM ${prefix}ticket k
                    WHERE k.task_name = q.name AND k.task_instance = q.instance AND NOT k.picked
                    FOR UPDATE SKIP LOCKED) found))""".formatted(Ticket.OF_QUEUED_CHILDREN);

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public String selectTime() {
        return "SELECT clock_timestamp()";
    }

    @Override
    public String insertIfAbsent(String insert) {
        return insert + " ON CONFLICT DO NOTHING";
    }

    @Override
    public boolean insertedIfAbsent(PreparedStatement insert) throws SQLException {
        return insert.executeUpdate() == 1;
    }

    @Override
    public String updateReturning(String update, String columns) {
        return update + " RETURNING " + columns;
    }

    @Override
    public String removeQueuedTickets() {
        return REMOVE_QUEUED;
    }

    @Override
    public NewTasks newTasks(Statements statements, NewTasks plain) {
        return new PostgresNewTasks(statements);
    }

    @Override
    public PickStatement pick(
            Statements statements,
            PayloadJson json,
            Duration lease,
            PickedClaims claims,
            DefaultJdbcCustomization values) {
        return new PostgresPick(statements, json, lease, claims);
    }

    @Override
    public AttemptEnd attemptEnd(
            Transactions transactions, StoreTime time, PayloadJson json, Statements statements, AttemptEnd plain) {
        return new PostgresAttemptEnd(transactions, time, json, statements, plain);
    }

    @Override
    public void limitTransaction(Connection connection) throws SQLException {
        execute(connection, "SET LOCAL idle_in_transaction_session_timeout = 3000");
    }

    @Override
    public void lockSchema(Connection connection) throws SQLException {
        execute(connection, "SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public boolean bearsInterrupts(Connection connection) {
        return true;
    }

    @Override
    public boolean callsNodes() {
        return true;
    }

    @Override
    public boolean canListen(Connection connection) throws SQLException {
        return CommitListener.canListen(connection);
    }

    @Override
    public void makeCommitsDurable(Connection connection) {
        // They are.
    }

    @Override
    public void requireDurableCommits(DataSource dataSource) {
        // They are.
    }

    @Override
    public void keepCommitsDurable(DataSource dataSource) {
        // They are.
    }
}
