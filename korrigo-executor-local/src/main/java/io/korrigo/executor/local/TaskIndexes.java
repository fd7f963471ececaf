package io.korrigo.executor.local;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a store by all that they are looked for by.
 *
 * <p>They are sorted by fields that change: a task is taken out before, and put back after.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class TaskIndexes {
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

    private final Map<TaskId, StoredTask> byId = new HashMap<>();
    private final Map<Key, StoredTask> byKey = new HashMap<>();
    // Those without a parent by their sequence.
    private final NavigableMap<Long, StoredTask> single = new TreeMap<>();
    // A claimable task is in one of the first two: `timed` while its dueAt lies ahead, as far as we have looked.
    private final TreeSet<StoredTask> ready = new TreeSet<>(BEST_FIRST);
    private final TreeSet<StoredTask> timed = new TreeSet<>(SOONEST_FIRST);
    private final TreeSet<StoredTask> ended = new TreeSet<>(ENDED_FIRST);
    private int backlog;
    private final Map<String, Integer> backlogs = new HashMap<>();

    /** Adds a new task. */
    void add(StoredTask task) {
        byId.put(task.id, task);
        if (task.parent == null) {
            single.put(task.sequence, task);
            Key key = Key.of(task.submission);
            if (key != null) {
                byKey.put(key, task);
            }
        }
        putBack(task);
    }

    /** Every task, in no particular order. */
    Stream<StoredTask> all() {
        return byId.values().stream();
    }

    @Nullable
    StoredTask find(TaskId id) {
        return byId.get(id);
    }

    /** The task that the owner submitted with the same key, or null. */
    @Nullable
    StoredTask findRepeated(Submission<?> submission) {
        Key key = Key.of(submission);
        return key == null ? null : byKey.get(key);
    }

    /**
     * Those without a parent, the newest first.
     *
     * @param before only those that are older than this one, of which there is none when it is unknown; null for all
     */
    Collection<StoredTask> newestFirst(@Nullable TaskId before) {
        if (before == null) {
            return single.descendingMap().values();
        }
        StoredTask task = byId.get(before);
        return task == null
                ? List.of()
                : single.headMap(task.sequence, false).descendingMap().values();
    }

    /** The best of those that may be claimed, of all kinds but some. */
    List<TaskId> due(Instant now, int limit, Set<String> without) {
        while (!timed.isEmpty() && timed.first().dueAt(now)) {
            ready.add(Objects.requireNonNull(timed.pollFirst()));
        }
        return ready.stream()
                .filter(task -> !without.contains(task.submission.kind().name()))
                .limit(limit)
                .map(task -> task.id)
                .toList();
    }

    /** How many tasks without a parent wait for a worker. */
    int backlog() {
        return backlog;
    }

    /** How many of them are this owner's. */
    int backlog(String owner) {
        return backlogs.getOrDefault(owner, 0);
    }

    private void count(StoredTask task, int more) {
        backlog += more;
        backlogs.merge(
                task.submission.owner(), more, (before, change) -> before + change == 0 ? null : before + change);
    }

    void takeOut(StoredTask task) {
        ready.remove(task);
        timed.remove(task);
        if (waitsForAWorker(task)) {
            count(task, -1);
        }
    }

    void putBack(StoredTask task) {
        if (task.claimable()) {
            (task.dueAt == null ? ready : timed).add(task);
        }
        if (waitsForAWorker(task)) {
            count(task, 1);
        }
    }

    private static boolean waitsForAWorker(StoredTask task) {
        return task.parent == null && (task.state == TaskState.PENDING || task.state == TaskState.RETRY);
    }

    /** Notes the end of a task without a parent. */
    void addEnded(StoredTask task) {
        ended.add(task);
    }

    /** Forgets the oldest ended families; how many. */
    int purge(Instant endedBefore, int limit) {
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

    /** Forgets an ended family by its head; false when it is none. */
    boolean forgetEnded(StoredTask task) {
        boolean found = ended.remove(task);
        if (found) {
            task.family().forEach(this::forget);
        }
        return found;
    }

    private void forget(StoredTask task) {
        takeOut(task);
        byId.remove(task.id);
        single.remove(task.sequence);
        Key key = task.parent == null ? Key.of(task.submission) : null;
        if (key != null) {
            byKey.remove(key);
        }
    }
}
