package io.korrigo.executor.jdbc;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** New tasks without a parent, each with its ticket, once for each idempotency key of an owner. */
final class Submissions {
    private final Transactions transactions;
    private final StoreTime time;
    private final PayloadJson json;
    private final TaskTable tasks;
    private final TicketTable tickets;
    private final NodeCall nodes;
    private final @Nullable PostgresSubmission atOnce;

    /** @param atOnce null where the database has no such statement */
    Submissions(
            Transactions transactions,
            StoreTime time,
            PayloadJson json,
            Tables tables,
            NodeCall nodes,
            @Nullable PostgresSubmission atOnce) {
        this.transactions = transactions;
        this.time = time;
        this.json = json;
        this.tasks = tables.tasks();
        this.tickets = tables.tickets();
        this.nodes = nodes;
        this.atOnce = atOnce;
    }

    /** Stores a task in the transaction that the calling thread is in, or one of its own, and tells the nodes. */
    TaskSnapshot submit(Submission<?> submission) {
        if (atOnce == null) {
            return transactions.join(connection -> insert(connection, submission, false));
        }
        boolean notifies = nodes.turn();
        // A transaction that isn't ours may commit long after the nodes were told.
        TaskSnapshot task = transactions.joinOne(
                connection -> insert(connection, submission, notifies || !connection.getAutoCommit()));
        if (!notifies) {
            nodes.soon();
        }
        return task;
    }

    /** Stores a task in a transaction that wakes the nodes by its commit, and stays usable if the key is repeated. */
    TaskSnapshot submit(Connection connection, Submission<?> submission) throws SQLException {
        return insert(connection, submission, true);
    }

    /** @param notifies whether the transaction wakes other nodes by its commit, where they listen */
    private TaskSnapshot insert(Connection connection, Submission<?> submission, boolean notifies) throws SQLException {
        TaskRow row = new TaskRow(
                submission, submission.rank(), json.write(submission.parameters()), null, time.now(connection));
        String key = submission.idempotencyKey();
        if (atOnce != null ? atOnce.submit(connection, row, key, notifies) : insert(connection, row, key)) {
            return row.submitted(submission);
        }
        return findRepeated(connection, submission)
                .orElseThrow(() -> new TaskStoreException(
                        "The task with this idempotency key is not visible yet; submit again", null));
    }

    private boolean insert(Connection connection, TaskRow row, @Nullable String key) throws SQLException {
        boolean absent = tasks.insertIfAbsent(connection, row, key);
        if (absent) {
            tickets.add(connection, row);
        }
        return absent;
    }

    /** The task that was submitted with this key before; empty without a key. */
    Optional<TaskSnapshot> findRepeated(Connection connection, Submission<?> submission) throws SQLException {
        String key = submission.idempotencyKey();
        return key == null
                ? Optional.empty()
                : tasks.findByKey(connection, submission.owner(), key).map(row -> row.snapshot(json));
    }
}
