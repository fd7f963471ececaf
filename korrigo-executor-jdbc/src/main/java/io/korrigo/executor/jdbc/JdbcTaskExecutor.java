package io.korrigo.executor.jdbc;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks of a {@link JdbcTaskStore}, beside any number of other nodes on the same database; db-scheduler is its engine.
 *
 * <ol>
 *   <li>What makes a task due writes a ticket in the same transaction; db-scheduler gives each ticket to one node.
 *   <li>The task is claimed under a lease, on PostgreSQL by the statement that picks the ticket, and run by a worker; each
 *       write carries the attempt, and an older one's is refused.
 *   <li>The end of the attempt is committed before the ticket goes, so a crash in between costs a look, not a task.
 *   <li>Once a second, or in one and a half where it hears of commits, every node looks for leases that ran out and writes
 *       new tickets for them; once a minute for any due task without a ticket.
 * </ol>
 *
 * <p>H2 is made to write each commit to the disk at once, or refused with the reason. On a file it should be opened as {@code jdbc:h2:async:PATH}. As {@code jdbc:h2:file:PATH} it would be closed by an
 * interrupt during a write, so tasks are not interrupted then, and hear of a cancellation at their next check only.
 *
 * <p>An H2 file is for one process. On H2 behind a server a node that is suspended within a transaction keeps the rows
 * that it has locked until it wakes up, and others wait ten seconds at a time; PostgreSQL ends such a transaction
 * after three.
 *
 * <p><b>Threads:</b> safe for concurrent use; the workers are named {@code korrigo-worker-N}.<br>
 * <b>Connections:</b> in auto-commit mode; one for each worker while it reads or writes, and at most four more. A pool that
 * doesn't have one a worker and two more (one more on H2) is refused.<br>
 * <b>Transactions:</b> a connection of a host's transaction is never committed here, whoever passes it; see
 * {@link JdbcTaskStore}.
 */
public final class JdbcTaskExecutor implements TaskExecutor, TransactionalSubmission {
    private final JdbcTaskStore store;
    private final TaskRegistry registry;
    private final Admission admission;
    private final @Nullable Workers workers;
    private final AtomicBoolean open = new AtomicBoolean(true);

    JdbcTaskExecutor(JdbcTaskExecutorBuilder options) {
        this.registry = options.registry;
        Transactions transactions = new Transactions(options.dataSource);
        DatabaseTime time = transactions.run(
                connection -> new DatabaseTime(JdbcSchema.check(connection, options.prefix), connection));
        Dialect dialect = time.dialect();
        dialect.requireDurableCommits(options.dataSource);
        this.store = new JdbcTaskStore(options.dataSource, registry, options.prefix, dialect, time);
        this.admission = new Admission(options.queueLimit);
        this.workers = options.workers == 0 ? null : new Workers(options, store, time, transactions, open);
    }

    /**
     * Starts the description of an executor.
     *
     * @param dataSource to PostgreSQL or H2, with {@link JdbcSchema} applied; a pool is advised
     * @param registry the tasks that this node runs; tickets of other kinds are left to other nodes
     */
    public static JdbcTaskExecutorBuilder builder(DataSource dataSource, TaskRegistry registry) {
        return new JdbcTaskExecutorBuilder(dataSource, registry);
    }

    @Override
    public TaskSnapshot submit(Submission<?> submission) {
        requireRunnable(submission);
        if (!admission.admits(store::backlog)) {
            return store.findRepeated(submission).orElseThrow(admission::refusal);
        }
        TaskSnapshot task = store.submit(submission);
        if (workers != null) {
            workers.look();
        }
        return task;
    }

    @Override
    public TaskSnapshot submit(Connection connection, Submission<?> submission) {
        requireRunnable(submission);
        if (!admission.admits(() -> store.backlog(connection))) {
            return store.findRepeated(connection, submission).orElseThrow(admission::refusal);
        }
        TaskSnapshot task = store.submit(connection, submission);
        if (workers != null) {
            workers.lookForACommit();
        }
        return task;
    }

    private void requireRunnable(Submission<?> submission) {
        if (!open.get()) {
            throw new IllegalStateException("The executor is closed");
        }
        if (registry.find(submission.kind().name()).isEmpty()) {
            throw new IllegalArgumentException(
                    "No task of kind " + submission.kind().name() + " is registered");
        }
    }

    @Override
    public boolean cancel(TaskId id) {
        boolean asked = store.cancel(id);
        if (asked && workers != null) {
            workers.lookForACancellation();
        }
        return asked;
    }

    @Override
    public TaskStore store() {
        return store;
    }

    @Override
    public void close(Duration patience) {
        if (open.getAndSet(false) && workers != null) {
            workers.close(patience);
        }
    }
}
