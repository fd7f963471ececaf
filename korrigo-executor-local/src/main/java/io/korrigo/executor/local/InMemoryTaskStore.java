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
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in this process's memory, gone when it ends: for tests, tools and hosts that can submit again.
 *
 * <p>Memory: about 1 KB per task beside its payloads and log, until {@link #purge}.
 *
 * <p><b>Threads:</b> safe for concurrent use; every call holds one monitor for a short time.
 */
public final class InMemoryTaskStore implements TaskStore {
    private record Key(String owner, String key) {
        static @Nullable Key of(Submission<?> submission) {
            String key = submission.idempotencyKey();
            return key == null ? null : new Key(submission.owner(), key);
        }
    }

    private static final Comparator<StoredTask> BEST_FIRST =
            Comparator.<StoredTask>comparingInt(task -> task.rank).reversed().thenComparingLong(task -> task.sequence);
    private static final Comparator<StoredTask> SOONEST_FIRST = Comparator.<StoredTask, Instant>comparing(
                    task -> Objects.requireNonNullElse(task.dueAt, Instant.MIN))
            .thenComparingLong(task -> task.sequence);
    private static final Comparator<StoredTask> ENDED_FIRST = Comparator.<StoredTask, Instant>comparing(
                    task -> Objects.requireNonNullElse(task.endedAt, Instant.MAX))
            .thenComparingLong(task -> task.sequence);

    private final Clock clock;
    private final Map<TaskId, StoredTask> tasks = new HashMap<>();
    private final Map<Key, StoredTask> byKey = new HashMap<>();
    // Those without a parent by their sequence.
    private final NavigableMap<Long, StoredTask> single = new TreeMap<>();
    // A claimable task is in one of the first two: `timed` while its dueAt lies ahead, as far as we have looked.
    private final TreeSet<StoredTask> ready = new TreeSet<>(BEST_FIRST);
    private final TreeSet<StoredTask> timed = new TreeSet<>(SOONEST_FIRST);
    private final TreeSet<StoredTask> ended = new TreeSet<>(ENDED_FIRST);
    private long sequence;
    private int backlog;

    /** @param clock decides what is due */
    public InMemoryTaskStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized TaskSnapshot submit(Submission<?> submission) {
        Key key = Key.of(submission);
        StoredTask task = key == null ? null : byKey.get(key);
        if (task == null) {
            task = add(submission, submission.rank(), null);
            if (key != null) {
                byKey.put(key, task);
            }
        }
        return task.snapshot();
    }

    private StoredTask add(Submission<?> submission, int rank, @Nullable StoredTask parent) {
        StoredTask task = new StoredTask(sequence++, submission, rank, parent, clock.instant());
        tasks.put(task.id, task);
        if (parent == null) {
            single.put(task.sequence, task);
        }
        index(task);
        return task;
    }

    @Override
    public synchronized Optional<TaskSnapshot> find(TaskId id) {
        return Optional.ofNullable(tasks.get(id)).map(StoredTask::snapshot);
    }

    @Override
    public synchronized Optional<TaskSnapshot> findRepeated(Submission<?> submission) {
        Key key = Key.of(submission);
        return key == null
                ? Optional.empty()
                : Optional.ofNullable(byKey.get(key)).map(StoredTask::snapshot);
    }

    @Override
    public synchronized List<TaskSnapshot> list(Filter filter, int limit) {
        NavigableMap<Long, StoredTask> earlier = single;
        if (filter.before() != null) {
            StoredTask before = tasks.get(filter.before());
            earlier = before == null ? Collections.emptyNavigableMap() : single.headMap(before.sequence, false);
        }
        return earlier.descendingMap().values().stream()
                .filter(task -> task.passes(filter))
                .limit(limit)
                .map(StoredTask::snapshot)
                .toList();
    }

    @Override
    public synchronized List<TaskSnapshot> children(TaskId parent) {
        StoredTask task = tasks.get(parent);
        return task == null
                ? List.of()
                : task.children.stream().map(StoredTask::snapshot).toList();
    }

    @Override
    public synchronized List<TaskId> due(int limit, Set<String> without) {
        Instant now = clock.instant();
        while (!timed.isEmpty() && timed.first().dueAt(now)) {
            ready.add(Objects.requireNonNull(timed.pollFirst()));
        }
        return ready.stream()
                .filter(task -> !without.contains(task.submission.kind().name()))
                .limit(limit)
                .map(task -> task.id)
                .toList();
    }

    @Override
    public synchronized Optional<Claim> claim(TaskId id, String worker, Duration lease) {
        StoredTask task = tasks.get(id);
        Instant now = clock.instant();
        if (task == null || !task.dueAt(now)) {
            return Optional.empty();
        }
        unindex(task);
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
        index(task);
        return Optional.of(task.claim());
    }

    @Override
    public synchronized Renewal renew(Claim claim, Duration lease) {
        StoredTask task = current(claim);
        if (task == null) {
            return Renewal.LOST;
        }
        unindex(task);
        task.dueAt = clock.instant().plus(lease);
        index(task);
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
        StoredTask task = tasks.get(id);
        return task == null ? List.of() : List.copyOf(task.log);
    }

    @Override
    public synchronized List<TaskId> awaitChildren(Claim claim, List<Submission<?>> children) {
        StoredTask task = heldAndWanted(claim);
        unindex(task);
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
        index(task);
        return added.stream().map(child -> child.id).toList();
    }

    @Override
    public synchronized Optional<TaskId> succeed(Claim claim, Record result) {
        StoredTask task = held(claim);
        unindex(task);
        task.result = Objects.requireNonNull(result, "result");
        return end(task, TaskState.SUCCESS);
    }

    @Override
    public synchronized Optional<TaskId> fail(Claim claim, String error) {
        StoredTask task = held(claim);
        unindex(task);
        task.error = Objects.requireNonNull(error, "error");
        return end(task, TaskState.FAILURE);
    }

    @Override
    public synchronized Optional<TaskId> revoke(Claim claim) {
        StoredTask task = held(claim);
        unindex(task);
        return end(task, TaskState.REVOKED);
    }

    @Override
    public synchronized void retry(Claim claim, Duration pause, String reason) {
        StoredTask task = heldAndWanted(claim);
        unindex(task);
        giveUp(task);
        task.failures++;
        task.state = TaskState.RETRY;
        task.dueAt = clock.instant().plus(pause);
        task.addToLog(clock.instant(), reason);
        index(task);
    }

    @Override
    public synchronized void release(Claim claim) {
        StoredTask task = heldAndWanted(claim);
        unindex(task);
        giveUp(task);
        task.state = task.step == Claim.Step.RUN ? TaskState.PENDING : TaskState.PROGRESS;
        task.addToLog(clock.instant(), "attempt " + task.attempt + " handed back");
        index(task);
    }

    @Override
    public synchronized boolean cancel(TaskId id) {
        StoredTask task = tasks.get(id);
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
                unindex(member);
                end(member, TaskState.REVOKED);
            }
        }
        return true;
    }

    @Override
    public synchronized int backlog() {
        return backlog;
    }

    @Override
    public synchronized int purge(Instant endedBefore, int limit) {
        int purged = 0;
        Iterator<StoredTask> oldest = ended.iterator();
        while (purged < limit && oldest.hasNext()) {
            StoredTask task = oldest.next();
            if (!Objects.requireNonNull(task.endedAt).isBefore(endedBefore)) {
                break;
            }
            oldest.remove();
            task.family().forEach(this::forget);
            purged++;
        }
        return purged;
    }

    private void forget(StoredTask task) {
        unindex(task);
        tasks.remove(task.id);
        single.remove(task.sequence);
        Key key = task.parent == null ? Key.of(task.submission) : null;
        if (key != null) {
            byKey.remove(key);
        }
    }

    private @Nullable StoredTask current(Claim claim) {
        StoredTask task = tasks.get(claim.id());
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
            ended.add(task);
            return Optional.empty();
        }
        parent.openChildren--;
        if (parent.state.ready()) {
            return Optional.empty();
        }
        int total = parent.children.size();
        parent.progress = new Progress(total - parent.openChildren, total);
        index(parent);
        return parent.claimable() ? Optional.of(parent.id) : Optional.empty();
    }

    // The indexes are sorted by fields of the task: take it out before they change, put it back after.

    private void unindex(StoredTask task) {
        ready.remove(task);
        timed.remove(task);
        if (waitsForAWorker(task)) {
            backlog--;
        }
    }

    private void index(StoredTask task) {
        if (task.claimable()) {
            (task.dueAt == null ? ready : timed).add(task);
        }
        if (waitsForAWorker(task)) {
            backlog++;
        }
    }

    private static boolean waitsForAWorker(StoredTask task) {
        return task.parent == null && (task.state == TaskState.PENDING || task.state == TaskState.RETRY);
    }
}
