package io.korrigo.executor.local;

import io.korrigo.task.Claim;
import io.korrigo.task.Progress;
import io.korrigo.task.StaleClaimException;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskCancelledException;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in this process's memory, gone when it ends: for tests, tools and hosts that can submit again.
 *
 * <p>Memory: about 1 KB per task beside its payloads and log, until {@link #purge}.
 *
 * <p><b>Threads:</b> safe for concurrent use; every call holds one monitor for a short time.
 */
public final class InMemoryTaskStore implements TaskStore {
    private final Clock clock;
    private final TaskIndexes tasks = new TaskIndexes();
    private long sequence;

    /** @param clock decides what is due */
    public InMemoryTaskStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized TaskSnapshot submit(Submission<?> submission) {
        StoredTask task = tasks.findRepeated(submission);
        return (task == null ? add(submission, submission.rank(tasks.backlog(submission.owner())), null) : task)
                .snapshot();
    }

    private StoredTask add(Submission<?> submission, int rank, @Nullable StoredTask parent) {
        StoredTask task = new StoredTask(sequence++, submission, rank, parent, clock.instant());
        tasks.add(task);
        return task;
    }

    @Override
    public synchronized Optional<TaskSnapshot> find(TaskId id) {
        return Optional.ofNullable(tasks.find(id)).map(StoredTask::snapshot);
    }

    @Override
    public synchronized Optional<TaskSnapshot> findRepeated(Submission<?> submission) {
        return Optional.ofNullable(tasks.findRepeated(submission)).map(StoredTask::snapshot);
    }

    @Override
    public synchronized List<TaskSnapshot> list(Filter filter, int limit) {
        return tasks.newestFirst(filter.before()).stream()
                .filter(task -> task.passes(filter))
                .limit(limit)
                .map(StoredTask::snapshot)
                .toList();
    }

    @Override
    public synchronized Standings standings(Watched watched) {
        return new Standings(
                clock.instant(),
                tasks.all()
                        .filter(task -> task.isWatched(watched))
                        .map(task -> task.snapshot().standing())
                        .toList());
    }

    @Override
    public synchronized List<TaskSnapshot> children(TaskId parent) {
        StoredTask task = tasks.find(parent);
        return task == null
                ? List.of()
                : task.children.stream().map(StoredTask::snapshot).toList();
    }

    @Override
    public synchronized List<TaskId> due(int limit, Set<String> without) {
        return tasks.due(clock.instant(), limit, without);
    }

    @Override
    public synchronized Optional<Claim> claim(TaskId id, String worker, Duration lease) {
        StoredTask task = tasks.find(id);
        Instant now = clock.instant();
        if (task == null || !task.dueAt(now)) {
            return Optional.empty();
        }
        tasks.takeOut(task);
        if (task.claimed) {
            task.lost++;
            task.addToLog(now, "attempt " + task.attempt + " lost its worker");
        }
        if (task.cancelRequested) {
            end(task, TaskState.REVOKED);
            return Optional.empty();
        }
        task.attempt++;
        task.claimed = true;
        task.dueAt = now.plus(lease);
        if (task.step == Claim.Step.RUN) {
            task.progress = null;
            task.state = TaskState.STARTED;
        } else {
            task.state = TaskState.PROGRESS;
        }
        task.addToLog(now, "attempt " + task.attempt + " on " + worker);
        tasks.putBack(task);
        return Optional.of(task.claim());
    }

    @Override
    public synchronized Renewal renew(Claim claim, Duration lease) {
        StoredTask task = current(claim);
        if (task == null) {
            return Renewal.LOST;
        }
        tasks.takeOut(task);
        task.dueAt = clock.instant().plus(lease);
        tasks.putBack(task);
        return task.cancelRequested ? Renewal.CANCEL_REQUESTED : Renewal.KEPT;
    }

    @Override
    public synchronized void progress(Claim claim, Progress progress) {
        StoredTask task = held(claim);
        if (task.progress == null || !progress.isBehind(task.progress)) {
            task.progress = progress;
        }
        task.state = TaskState.PROGRESS;
    }

    @Override
    public synchronized void log(Claim claim, String line) {
        held(claim).addToLog(clock.instant(), line);
    }

    @Override
    public synchronized List<String> log(TaskId id) {
        StoredTask task = tasks.find(id);
        return task == null ? List.of() : List.copyOf(task.log);
    }

    @Override
    public synchronized List<TaskId> awaitChildren(Claim claim, List<Submission<?>> children) {
        StoredTask task = heldAndWanted(claim);
        tasks.takeOut(task);
        giveUp(task);
        task.step = Claim.Step.FINISH;
        task.state = TaskState.PROGRESS;
        task.failures = 0;
        task.lost = 0;
        task.openChildren = children.size();
        task.progress = new Progress(0, children.size());
        List<StoredTask> added = new ArrayList<>();
        for (Submission<?> child : children) {
            added.add(add(child, child.rankAsChild(added.size()), task));
        }
        task.children = List.copyOf(added);
        tasks.putBack(task);
        return added.stream().map(child -> child.id).toList();
    }

    @Override
    public synchronized Optional<TaskId> succeed(Claim claim, Record result) {
        StoredTask task = held(claim);
        tasks.takeOut(task);
        task.result = Objects.requireNonNull(result, "result");
        return end(task, TaskState.SUCCESS);
    }

    @Override
    public synchronized Optional<TaskId> fail(Claim claim, String error) {
        StoredTask task = held(claim);
        tasks.takeOut(task);
        task.error = Objects.requireNonNull(error, "error");
        return end(task, TaskState.FAILURE);
    }

    @Override
    public synchronized Optional<TaskId> revoke(Claim claim) {
        StoredTask task = held(claim);
        tasks.takeOut(task);
        return end(task, TaskState.REVOKED);
    }

    @Override
    public synchronized void retry(Claim claim, Duration pause, String reason) {
        StoredTask task = heldAndWanted(claim);
        tasks.takeOut(task);
        giveUp(task);
        task.failures++;
        task.state = TaskState.RETRY;
        task.dueAt = clock.instant().plus(pause);
        task.addToLog(clock.instant(), reason);
        tasks.putBack(task);
    }

    @Override
    public synchronized void release(Claim claim) {
        StoredTask task = heldAndWanted(claim);
        tasks.takeOut(task);
        giveUp(task);
        task.state = task.step == Claim.Step.RUN ? TaskState.PENDING : TaskState.PROGRESS;
        task.addToLog(clock.instant(), "attempt " + task.attempt + " handed back");
        tasks.putBack(task);
    }

    @Override
    public synchronized boolean cancel(TaskId id) {
        StoredTask task = tasks.find(id);
        if (task == null || task.state.ready()) {
            return false;
        }
        Instant now = clock.instant();
        // The parent first: it has ended by the time its last child does, and isn't due again.
        for (StoredTask member : task.family()) {
            if (member.state.ready()) {
                continue;
            }
            member.cancelRequested = true;
            member.addToLog(now, "cancel requested");
            if (!member.claimed || member.dueAt(now)) {
                tasks.takeOut(member);
                end(member, TaskState.REVOKED);
            }
        }
        return true;
    }

    @Override
    public synchronized int backlog() {
        return tasks.backlog();
    }

    @Override
    public synchronized int backlog(String owner) {
        return tasks.backlog(owner);
    }

    @Override
    public synchronized List<Count> counts() {
        Map<String, Count> counts = new LinkedHashMap<>();
        tasks.all()
                .map(StoredTask::snapshot)
                .filter(task -> !task.ready() || task.state() == TaskState.FAILURE && task.parent() == null)
                .map(task -> new Count(task.kind(), task.state(), 1, task.submittedAt()))
                .forEach(one -> counts.merge(one.kind() + " " + one.state(), one, InMemoryTaskStore::together));
        return List.copyOf(counts.values());
    }

    private static Count together(Count some, Count more) {
        Instant oldest = some.oldest().isBefore(more.oldest()) ? some.oldest() : more.oldest();
        return new Count(some.kind(), some.state(), some.tasks() + more.tasks(), oldest);
    }

    @Override
    public synchronized int purge(Instant endedBefore, int limit) {
        return tasks.purge(endedBefore, limit);
    }

    @Override
    public synchronized boolean forget(TaskId id) {
        StoredTask task = tasks.find(id);
        return task != null && tasks.forgetEnded(task);
    }

    private @Nullable StoredTask current(Claim claim) {
        StoredTask task = tasks.find(claim.id());
        return task != null && task.claimed && task.attempt == claim.attempt() ? task : null;
    }

    private StoredTask held(Claim claim) {
        StoredTask task = current(claim);
        if (task == null) {
            throw new StaleClaimException(claim);
        }
        return task;
    }

    private StoredTask heldAndWanted(Claim claim) {
        StoredTask task = held(claim);
        if (task.cancelRequested) {
            throw new TaskCancelledException(task.id);
        }
        return task;
    }

    private static void giveUp(StoredTask task) {
        task.claimed = false;
        task.dueAt = null;
    }

    /** Ends a task that is in no index, and tells its parent. */
    private Optional<TaskId> end(StoredTask task, TaskState state) {
        giveUp(task);
        task.state = state;
        task.endedAt = clock.instant();
        StoredTask parent = task.parent;
        if (parent == null) {
            tasks.addEnded(task);
            return Optional.empty();
        }
        parent.openChildren--;
        if (parent.state.ready()) {
            return Optional.empty();
        }
        int total = parent.children.size();
        parent.progress = new Progress(total - parent.openChildren, total);
        tasks.putBack(parent);
        return parent.claimable() ? Optional.of(parent.id) : Optional.empty();
    }
}
