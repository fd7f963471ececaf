package io.korrigo.executor.jdbc;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** New tasks without a parent, each with its ticket, once for each idempotency key of an owner. */
final class Submissions {
    private final Transactions transactions;
    private final StoreTime time;
    private final PayloadJson json;
    private final TaskTable tasks;
    private final WaitingTasks waiting;
    private final NodeCall nodes;
    private final NewTasks newTasks;
    private final OwnerTurns turns = new OwnerTurns();

    Submissions(
            Transactions transactions,
            StoreTime time,
            PayloadJson json,
            Tables tables,
            NodeCall nodes,
            NewTasks newTasks) {
        this.transactions = transactions;
        this.time = time;
        this.json = json;
        this.tasks = tables.tasks();
        this.waiting = tables.waiting();
        this.nodes = nodes;
        this.newTasks = newTasks;
    }

    /** Stores a task in the transaction that the calling thread is in, or one of its own, and tells the nodes. */
    TaskSnapshot submit(Submission<?> submission) {
        boolean notifies = nodes.turn();
        // A transaction that isn't ours may commit long after the nodes were told.
        Transactions.Work<TaskSnapshot> insertion =
                connection -> insert(connection, submission, notifies || !connection.getAutoCommit());
        TaskSnapshot task = newTasks.isOneStatement() ? transactions.joinOne(insertion) : transactions.join(insertion);
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
        int before = turns.before(submission.owner(), owner -> waiting.backlog(connection, owner));
        TaskRow row = new TaskRow(
                submission, submission.rank(before), json.write(submission.parameters()), null, time.now(connection));
        String key = submission.idempotencyKey();
        if (newTasks.insert(connection, row, key, notifies)) {
            return row.submitted(submission);
        }
        return findRepeated(connection, submission)
                .orElseThrow(() -> new TaskStoreException(
                        "The task with this idempotency key is not visible yet; submit again", null));
    }

    /** The task that was submitted with this key before; empty without a key. */
    Optional<TaskSnapshot> findRepeated(Connection connection, Submission<?> submission) throws SQLException {
        String key = submission.idempotencyKey();
        return key == null
                ? Optional.empty()
                : tasks.findByKey(connection, submission.owner(), key).map(row -> row.snapshot(json));
    }
}
