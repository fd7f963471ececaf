package io.korrigo.executor.jdbc;

import io.korrigo.task.Claim;
import io.korrigo.task.Progress;
import io.korrigo.task.StaleClaimException;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import io.korrigo.task.TaskStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in a database that several processes share: PostgreSQL, or H2 for one process.
 *
 * <p>Each call is one transaction, which locks the task's row first, then its parent's. A task that becomes due gets a
 * ticket in the same transaction, which leads the workers of every {@link JdbcTaskExecutor} on these tables to it; a
 * process that only submits and reads needs no executor.
 *
 * <p>The data source hands out connections in auto-commit mode. One that isn't is taken for a transaction of the host's, as
 * of a data source that follows its transaction manager: it is never committed, rolled back or given other settings here.
 * {@link #submit(Submission)} and the queries join it; everything else is done on another connection and thread,
 * since it must not wait for the host's commit.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.<br>
 * <b>Time:</b> the database's, so nodes whose clocks differ agree.<br>
 * <b>Errors:</b> {@link TaskStoreException} when the database failed. {@link IllegalArgumentException} for a payload that
 * is no JSON or has more than a million characters of it.
 */
public final class JdbcTaskStore implements TaskStore {
    private final Transactions transactions;
    private final PayloadJson json;
    private final StoreTime time;
    private final TaskTable tasks;
    private final WaitingTasks waiting;
    private final TaskListing listing;
    private final TaskWatching watching;
    private final TaskCounting counting;
    private final TaskLogTable logs;
    private final TaskPurge purge;
    private final TaskEndings endings;
    private final TaskClaims claims;
    private final LostTasks lost;
    private final Submissions submissions;
    private final ClaimedTasks claimed;
    private final AttemptEnd attemptEnd;
    private final NodeCall nodes;

    JdbcTaskStore(DataSource dataSource, TaskRegistry registry, String prefix, Dialect dialect, StoreTime time) {
        this.transactions = new Transactions(dataSource);
        this.json = new PayloadJson(registry);
        this.time = time;
        Statements statements = new Statements(prefix);
        Tables tables = Tables.of(statements, dialect);
        this.tasks = tables.tasks();
        this.waiting = tables.waiting();
        this.listing = new TaskListing(statements);
        this.watching = new TaskWatching(statements);
        this.counting = new TaskCounting(statements);
        this.logs = tables.logs();
        this.purge = new TaskPurge(statements);
        this.endings = new TaskEndings(time, tables);
        this.nodes = new NodeCall(transactions, statements, dialect);
        this.claims = new TaskClaims(transactions, time, json, tables, endings);
        this.lost = new LostTasks(transactions, time, tables, nodes);
        NewTasks newTasks = dialect.newTasks(statements, new PlainNewTasks(tasks, tables.tickets()));
        this.submissions = new Submissions(transactions, time, json, tables, nodes, newTasks);
        this.claimed = new ClaimedTasks(transactions, time, json, tables);
        this.attemptEnd = dialect.attemptEnd(transactions, time, json, statements, this::endPlainly);
    }

    /**
     * The store in the tables that {@link JdbcSchema} made with its prefix of choice, {@code korrigo_}.
     *
     * @param registry gives payloads their types; those of other kinds are read as {@link UnreadPayload}
     */
    public static JdbcTaskStore of(DataSource dataSource, TaskRegistry registry) {
        return of(dataSource, registry, JdbcSchema.PREFIX);
    }

    /** The store in the tables with that prefix. */
    public static JdbcTaskStore of(DataSource dataSource, TaskRegistry registry, String prefix) {
        // Made outside of the transaction, which the database ends when a process is slow, as one is that loads
        // classes.
        DatabaseTime time = new Transactions(dataSource)
                .run(connection -> new DatabaseTime(JdbcSchema.check(connection, prefix), connection));
        return new JdbcTaskStore(dataSource, registry, prefix, time.dialect(), time);
    }

    /** A store whose time is a test's. */
    static JdbcTaskStore withClock(DataSource dataSource, TaskRegistry registry, String prefix, Clock clock) {
        StoreTime time = connection -> clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Transactions(dataSource).run(connection -> {
            Dialect dialect = JdbcSchema.check(connection, prefix);
            return new JdbcTaskStore(dataSource, registry, prefix, dialect, time);
        });
    }

    @Override
    public TaskSnapshot submit(Submission<?> submission) {
        return submissions.submit(submission);
    }

    /**
     * Stores a task as part of the caller's transaction: it exists, and runs, if and when that commits. A repeated
     * idempotency key leaves the transaction usable. No other connection is taken.
     *
     * @param connection neither committed nor closed here
     */
    public TaskSnapshot submit(Connection connection, Submission<?> submission) {
        try {
            return submissions.submit(connection, submission);
        } catch (SQLException failed) {
            throw new TaskStoreException("The database of the tasks failed", failed);
        }
    }

    @Override
    public Optional<TaskSnapshot> findRepeated(Submission<?> submission) {
        return transactions.joinOne(connection -> submissions.findRepeated(connection, submission));
    }

    /** {@link #findRepeated(Submission)} as part of the caller's transaction, with what that has submitted. */
    Optional<TaskSnapshot> findRepeated(Connection connection, Submission<?> submission) {
        try {
            return submissions.findRepeated(connection, submission);
        } catch (SQLException failed) {
            throw new TaskStoreException("The database of the tasks failed", failed);
        }
    }

    @Override
    public Optional<TaskSnapshot> find(TaskId id) {
        return transactions.joinOne(connection -> tasks.find(connection, id).map(row -> row.snapshot(json)));
    }

    @Override
    public List<TaskSnapshot> list(Filter filter, int limit) {
        return transactions.joinOne(connection -> listing.list(connection, filter, limit).stream()
                .map(row -> row.snapshot(json))
                .toList());
    }

    @Override
    public Standings standings(Watched watched) {
        return transactions.joinOne(connection -> {
            // before the question: what ends meanwhile is found by the next one
            Instant at = time.now(connection);
            return new Standings(at, watching.standings(connection, watched));
        });
    }

    @Override
    public List<TaskSnapshot> children(TaskId parent) {
        return transactions.joinOne(connection -> tasks.children(connection, parent).stream()
                .map(row -> row.snapshot(json))
                .toList());
    }

    @Override
    public List<TaskId> due(int limit, Set<String> without) {
        return transactions.run(connection -> waiting.due(connection, time.now(connection), limit, json, without));
    }

    @Override
    public Optional<Claim> claim(TaskId id, String worker, Duration lease) {
        return claims.claim(id, worker, lease);
    }

    @Override
    public Renewal renew(Claim claim, Duration lease) {
        return renew(List.of(claim), lease).get(0);
    }

    @Override
    public List<Renewal> renew(List<Claim> claims, Duration lease) {
        if (claims.isEmpty()) {
            return List.of();
        }
        Map<TaskId, Boolean> held = transactions.runOne(connection ->
                tasks.prolong(connection, claims, time.now(connection).plus(lease)));
        return claims.stream().map(claim -> renewal(held.get(claim.id()))).toList();
    }

    private static Renewal renewal(@Nullable Boolean cancelRequested) {
        if (cancelRequested == null) {
            return Renewal.LOST;
        }
        return cancelRequested ? Renewal.CANCEL_REQUESTED : Renewal.KEPT;
    }

    @Override
    public void progress(Claim claim, Progress progress) {
        if (!transactions.runOne(connection -> tasks.progress(connection, claim, progress))) {
            throw new StaleClaimException(claim);
        }
    }

    @Override
    public void log(Claim claim, String line) {
        claimed.log(claim, line);
    }

    @Override
    public List<String> log(TaskId id) {
        return transactions.joinOne(connection -> logs.last(connection, id));
    }

    @Override
    public List<TaskId> awaitChildren(Claim claim, List<Submission<?>> children) {
        List<TaskId> ids = claimed.awaitChildren(claim, children);
        nodes.soon();
        return ids;
    }

    @Override
    public Optional<TaskId> succeed(Claim claim, Record result) {
        return end(claim, TaskState.SUCCESS, json.write(result), null);
    }

    @Override
    public Optional<TaskId> fail(Claim claim, String error) {
        return end(claim, TaskState.FAILURE, null, error);
    }

    @Override
    public Optional<TaskId> revoke(Claim claim) {
        return end(claim, TaskState.REVOKED, null, null);
    }

    private Optional<TaskId> end(Claim claim, TaskState how, @Nullable String result, @Nullable String error) {
        Optional<TaskId> parent = attemptEnd.end(claim, how, result, error);
        if (parent.isPresent()) {
            nodes.soon();
        }
        return parent;
    }

    private Optional<TaskId> endPlainly(Claim claim, TaskState how, @Nullable String result, @Nullable String error) {
        return transactions.run(connection -> endings.end(connection, claim, how, result, error));
    }

    @Override
    public void retry(Claim claim, Duration pause, String reason) {
        claimed.retry(claim, pause, reason);
    }

    @Override
    public void release(Claim claim) {
        claimed.release(claim);
        nodes.soon();
    }

    @Override
    public boolean cancel(TaskId id) {
        boolean asked = transactions.run(connection -> {
            boolean open = endings.cancel(connection, id);
            if (open) {
                nodes.cancelled(connection);
            }
            return open;
        });
        if (asked) {
            // A parent may be due.
            nodes.soon();
        }
        return asked;
    }

    @Override
    public int backlog() {
        return transactions.joinOne(waiting::backlog);
    }

    @Override
    public int backlog(String owner) {
        return transactions.joinOne(connection -> waiting.backlog(connection, owner));
    }

    @Override
    public List<Count> counts() {
        return transactions.joinOne(counting::counts);
    }

    /** {@link #backlog()} on the caller's connection. */
    int backlog(Connection connection) {
        try {
            return waiting.backlog(connection);
        } catch (SQLException failed) {
            throw new TaskStoreException("The database of the tasks failed", failed);
        }
    }

    @Override
    public int purge(Instant endedBefore, int limit) {
        return transactions.run(connection -> purge.delete(connection, endedBefore, limit));
    }

    @Override
    public boolean forget(TaskId id) {
        return transactions.runOne(connection -> purge.delete(connection, id));
    }

    /** Finds tasks that no worker is led to any more. */
    LostTasks lost() {
        return lost;
    }

    /** Whether the task was lost by all workers but one that it may lose; it can't run before it is claimed again. */
    boolean isAtItsLastWorker(TaskId id) {
        return claims.isAtItsLastWorker(id);
    }

    /** {@link #purge} by the store's own time. */
    int purgeOlderThan(Duration retention, int limit) {
        return transactions.run(
                connection -> purge.delete(connection, time.now(connection).minus(retention), limit));
    }
}
