package io.korrigo.bench.cluster;

import io.korrigo.task.TaskId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Every write to a stored task, noted by the database itself in the transaction that made it, with the node that it came
 * from: what no worker can keep to itself.
 */
final class WriteLog {
    private static final String TABLE = """
            CREATE TABLE kill_test_write (
                number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at TIMESTAMP WITH TIME ZONE NOT NULL,
                node TEXT NOT NULL, task UUID NOT NULL, kind TEXT NOT NULL, was_attempt INTEGER NOT NULL,
                attempt INTEGER NOT NULL, was_claimed BOOLEAN NOT NULL, claimed BOOLEAN NOT NULL, was_state TEXT NOT NULL, state TEXT NOT NULL,
                changed BOOLEAN NOT NULL)""";

    private final DataSource dataSource;

    private WriteLog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * One write.
     *
     * @param node name of the connection that made it
     * @param wasClaimed whether a worker had the task before
     * @param claimed whether one has it now
     * @param changed whether state, result, error or progress did
     */
    record Write(
            Instant at,
            String node,
            UUID task,
            String kind,
            int wasAttempt,
            int attempt,
            boolean wasClaimed,
            boolean claimed,
            String wasState,
            String state,
            boolean changed) {
        boolean isClaim() {
            return attempt > wasAttempt;
        }

        boolean isEnd() {
            return isEnded(state) && !isEnded(wasState);
        }

        boolean isAfterTheEnd() {
            return isEnded(wasState);
        }

        private static boolean isEnded(String state) {
            return state.equals("SUCCESS") || state.equals("FAILURE") || state.equals("REVOKED");
        }
    }

    /** Begins to note what is written to Korrigo's tasks, whose tables are there. */
    static WriteLog begin(SharedDatabase database) throws SQLException {
        DataSource dataSource = database.dataSource();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        database.noteWrites();
        return new WriteLog(dataSource);
    }

    /** Nodes that run a task which has lost two workers already: the third loss would be its failure, by design. */
    Set<String> holdersOfTasksAtTheirLastWorker() throws SQLException {
        Set<String> nodes = new HashSet<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT w.node FROM kill_test_write w JOIN korrigo_task t ON t.id = w.task AND t.attempt = w.attempt
                        WHERE t.claimed AND t.lost >= 2 AND w.attempt > w.was_attempt""")) {
            while (row.next()) {
                nodes.add(nodeOf(row));
            }
        }
        return nodes;
    }

    /** Whether somebody may be about to take a task that has lost two workers. */
    boolean anyTaskHasLostAWorker() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT 1 FROM korrigo_task WHERE lost >= 1 AND ended_at IS NULL")) {
            return row.next();
        }
    }

    /** The node that has the task now, or empty when none does. */
    Optional<String> holder(TaskId task) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT node, claimed FROM kill_test_write WHERE task = ? ORDER BY number DESC LIMIT 1")) {
            statement.setObject(1, UUID.fromString(task.toString()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean("claimed") ? Optional.of(nodeOf(row)) : Optional.empty();
            }
        }
    }

    private static String nodeOf(ResultSet row) throws SQLException {
        return row.getString("node").toLowerCase(Locale.ROOT);
    }

    /** What was written so far, in order. */
    List<Write> writes() throws SQLException {
        List<Write> writes = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM kill_test_write ORDER BY number")) {
            while (row.next()) {
                writes.add(new Write(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        nodeOf(row),
                        row.getObject("task", UUID.class),
                        row.getString("kind"),
                        row.getInt("was_attempt"),
                        row.getInt("attempt"),
                        row.getBoolean("was_claimed"),
                        row.getBoolean("claimed"),
                        row.getString("was_state"),
                        row.getString("state"),
                        row.getBoolean("changed")));
            }
        }
        return writes;
    }
}
