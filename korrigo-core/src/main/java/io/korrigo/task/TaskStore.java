package io.korrigo.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks and their state live.
 *
 * <p>A task is claimed by at most one worker at a time, however many call {@link #claim}. A claim lasts for its lease;
 * {@link #renew} prolongs it; one that ran out makes the task due again. A store never runs anything.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes where the storage is shared.<br>
 * <b>Time:</b> the store's clock decides what is due; workers' clocks may drift.<br>
 * <b>Errors:</b> {@link TaskStoreException} when storage fails; the call then had no effect. A write with a claim that is
 * no longer the current attempt, or whose task has ended, throws {@link StaleClaimException} and changes nothing.<br>
 * <b>Implementing:</b> pass {@code TaskStoreContract} of korrigo-testkit.
 */
public interface TaskStore {
    /** What a worker learns when it renews its claim. */
    enum Renewal {
        /** Still yours. */
        KEPT,
        /** Still yours, but somebody asked to cancel the task: stop and call {@link #revoke}. */
        CANCEL_REQUESTED,
        /** Not yours any more: stop and write nothing. */
        LOST
    }

    /**
     * Which tasks to list; null for any.
     *
     * @param kind name of a kind
     * @param before only tasks that were submitted before this one
     * @param subject what they are about, as {@link Submission#subject} says
     * @param since only tasks that were submitted at this instant or later
     * @param until only tasks that were submitted before this instant
     */
    record Filter(
            @Nullable String owner,
            @Nullable String kind,
            @Nullable TaskState state,
            @Nullable TaskId before,
            @Nullable String subject,
            @Nullable Instant since,
            @Nullable Instant until) {
        /** Every task. */
        public static final Filter ANY = new Filter(null, null, null, null);

        /** About anything, at any time. */
        public Filter(
                @Nullable String owner, @Nullable String kind, @Nullable TaskState state, @Nullable TaskId before) {
            this(owner, kind, state, before, null, null, null);
        }

        /** The same for those submitted before this one. */
        public Filter before(@Nullable TaskId task) {
            return new Filter(owner, kind, state, task, subject, since, until);
        }
    }

    /**
     * Tasks that somebody watches: these, and of these owners all without a parent that are open or ended at {@code endedSince} or
     * later.
     */
    record Watched(Set<TaskId> tasks, Set<String> owners, Instant endedSince) {
        public Watched {
            tasks = Set.copyOf(tasks);
            owners = Set.copyOf(owners);
        }
    }

    /**
     * How a task stands, without what went in and came out: what is asked for again and again while somebody watches. The
     * components are those of {@link TaskSnapshot}.
     */
    record Standing(
            TaskId id,
            String kind,
            String owner,
            @Nullable TaskId parent,
            @Nullable String subject,
            TaskState state,
            int attempt,
            @Nullable Progress progress,
            Instant submittedAt,
            @Nullable Instant endedAt) {

        /** Whether the task has ended. */
        public boolean ready() {
            return state.ready();
        }
    }

    /**
     * How watched tasks stand, in no particular order.
     *
     * @param at the store's time when they were looked at
     */
    record Standings(Instant at, List<Standing> tasks) {
        public Standings {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * How many tasks of a kind are in a state.
     *
     * @param tasks at least 1
     * @param oldest when the first of them was submitted
     */
    record Count(String kind, TaskState state, long tasks, Instant oldest) {}

    /**
     * Stores a task in PENDING and returns it; or the task that this owner has already submitted under the same
     * idempotency key, unchanged.
     */
    TaskSnapshot submit(Submission<?> submission);

    /** The task, or empty when it was never submitted here or is purged. */
    Optional<TaskSnapshot> find(TaskId id);

    /**
     * The task that {@link #submit} would return instead of storing a new one: submitted by the same owner under the same
     * idempotency key, and not purged. Empty without a key. A full queue asks it, so that a client whose answer was lost is not
     * refused; where there is room {@link #submit} looks the key up itself.
     */
    Optional<TaskSnapshot> findRepeated(Submission<?> submission);

    /**
     * Tasks without a parent, those submitted last first; nothing where {@link Filter#before} is unknown.
     *
     * @param limit at most so many, at least 1: to go on, list before the last of them
     */
    List<TaskSnapshot> list(Filter filter, int limit);

    /** How watched tasks stand, by one question to the storage however many they are; unknown ones are left out. */
    Standings standings(Watched watched);

    /** A parent's children in the order they were planned; empty for a task without. */
    List<TaskSnapshot> children(TaskId parent);

    /**
     * Tasks that can be claimed now, best first ({@link Submission#rank(int)}, then age): new ones, retries whose pause is over,
     * parents whose last child has ended, and tasks whose worker let its lease run out.
     *
     * @param limit at most so many, at least 1
     * @param without names of kinds that are left out
     */
    List<TaskId> due(int limit, Set<String> without);

    /** {@link #due(int, Set)} of all kinds. */
    default List<TaskId> due(int limit) {
        return due(limit, Set.of());
    }

    /**
     * Takes a due task for a worker, or returns empty when it isn't due (any more).
     *
     * <p>A task whose worker was lost after somebody asked to cancel it ends as REVOKED instead.
     *
     * @param worker names the worker in the task's log
     * @param lease how long the claim lasts unless renewed
     */
    Optional<Claim> claim(TaskId id, String worker, Duration lease);

    /** Prolongs the claim to {@code lease} from now, unless it was lost; never throws StaleClaimException. */
    Renewal renew(Claim claim, Duration lease);

    /**
     * {@link #renew(Claim, Duration)} for each claim, in one go where the storage can; the answers in the same order.
     */
    default List<Renewal> renew(List<Claim> claims, Duration lease) {
        return claims.stream().map(claim -> renew(claim, lease)).toList();
    }

    /** Stores how far the attempt is; a report that {@link Progress#isBehind} the last one is ignored. */
    void progress(Claim claim, Progress progress);

    /** Adds a {@link LogLine} to the task's log, which keeps the last {@link LogLine#KEPT}. */
    void log(Claim claim, String line);

    /** The task's log, oldest first, each line as {@link LogLine#toString} spells it; empty for an unknown task. */
    List<String> log(TaskId id);

    /**
     * Stores the children of a planned parent and gives up the claim, both or neither. The parent is in PROGRESS and due
     * again, for {@link Claim.Step#FINISH}, when the last child has ended (at once when there are none). The children's
     * idempotency keys are not used.
     *
     * @return the children's ids in the same order
     * @throws TaskCancelledException when somebody asked to cancel the task: call {@link #revoke}; nothing was stored
     */
    List<TaskId> awaitChildren(Claim claim, List<Submission<?>> children);

    /**
     * Ends the task with SUCCESS.
     *
     * @return the parent, if this was its last child and it is now due
     */
    Optional<TaskId> succeed(Claim claim, Record result);

    /**
     * Ends the task with FAILURE.
     *
     * @param error one line for the submitter
     * @return the parent, if this was its last child and it is now due
     */
    Optional<TaskId> fail(Claim claim, String error);

    /**
     * Ends a running task with REVOKED, after {@link Renewal#CANCEL_REQUESTED}.
     *
     * @return the parent, if this was its last child and it is now due
     */
    Optional<TaskId> revoke(Claim claim);

    /**
     * Gives up the claim with RETRY: due again after {@code pause}, with one failure more.
     *
     * @param reason one line for the task's log
     * @throws TaskCancelledException when somebody asked to cancel the task: call {@link #revoke}; nothing was stored
     */
    void retry(Claim claim, Duration pause, String reason);

    /**
     * Gives up the claim without a failure, as when a worker shuts down: the task is PENDING, or in PROGRESS before a
     * FINISH step, and due.
     *
     * @throws TaskCancelledException when somebody asked to cancel the task: call {@link #revoke}; nothing was stored
     */
    void release(Claim claim);

    /**
     * Asks that a task and its children, and theirs, end as REVOKED: at once where queued or waiting, at the worker's
     * next renewal where running. Work that ends before it notices ends as it would have.
     *
     * @return false when the task is unknown or has ended
     */
    boolean cancel(TaskId id);

    /** How many tasks without a parent wait for a worker: those in PENDING and RETRY. */
    int backlog();

    /** How many of them are this owner's. */
    int backlog(String owner);

    /**
     * Counts what is open, children included, and what has failed, children left out, by kind and state, in no particular order:
     * for whoever watches over the machine. The cost is that of a look at each of them.
     */
    List<Count> counts();

    /**
     * Forgets ended tasks without a parent, with their children and logs.
     *
     * @param endedBefore those that ended before this instant
     * @param limit at most so many parents or single tasks in this call
     * @return how many were forgotten, children not counted; 0 when there is nothing left to forget
     */
    int purge(Instant endedBefore, int limit);

    /**
     * Forgets one ended task without a parent, with its children and logs.
     *
     * @return false when the task is unknown, has not ended or is a child
     */
    boolean forget(TaskId id);
}
