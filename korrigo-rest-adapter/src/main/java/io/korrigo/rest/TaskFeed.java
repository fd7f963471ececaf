package io.korrigo.rest;

import io.korrigo.task.TaskId;
import io.korrigo.task.TaskStore;
import io.korrigo.task.TaskStore.Standing;
import io.korrigo.task.TaskStore.Standings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one listener is told of tasks: each standing once, the whole of it, so that the last event of a task says all.
 *
 * <p>An event's id is the store's time and a check value for each of the last standings that were told. Whoever comes back with
 * it, to whatever node, hears what was missed and nothing again: what stands as it was told is left out, and what ended meanwhile
 * is asked for from a little before that time, since the end of a task is seen only once it is committed.
 *
 * <p><b>Threads:</b> safe for concurrent use; guarded by this object.
 */
final class TaskFeed {
    /** By so much may a commit come after the time that it notes. */
    static final Duration LATE = Duration.ofSeconds(10);
    /** Whoever was away for longer than an hour looks at the list of tasks. */
    private static final Duration LONGEST_AWAY = Duration.ofHours(1);
    /** Standings that an id tells of: some 600 characters. */
    private static final int IN_AN_ID = 64;

    private static final String NOTHING_TOLD = "";

    /** One event to be sent: its id, and the standing that it tells. */
    record Event(String id, Standing task) {}

    private final @Nullable TaskId only;
    private final @Nullable String owner;
    private final Predicate<Standing> mayHear;
    private final Map<TaskId, Integer> told = new LinkedHashMap<>();
    private final Set<Integer> before = new LinkedHashSet<>();
    private @Nullable Instant resumedAt;
    private boolean ended;

    /** Milliseconds until the year 10,000: what is beyond, databases don't store. */
    private static final long LATEST = 253_402_300_799_999L;

    /**
     * @param only the one task to tell of, or null for all of the owner's
     * @param mayHear whether the listener may, asked for each event
     */
    private TaskFeed(
            @Nullable TaskId only, @Nullable String owner, @Nullable String lastId, Predicate<Standing> mayHear) {
        this.only = only;
        this.owner = owner;
        this.mayHear = mayHear;
        resume(lastId == null ? NOTHING_TOLD : lastId);
    }

    /** Of one task, until it has ended. */
    static TaskFeed ofTask(TaskId task, @Nullable String lastId, Predicate<Standing> mayHear) {
        return new TaskFeed(task, null, lastId, mayHear);
    }

    /** Of all tasks of an owner. */
    static TaskFeed ofOwner(String owner, @Nullable String lastId, Predicate<Standing> mayHear) {
        return new TaskFeed(null, owner, lastId, mayHear);
    }

    /** An id that isn't ours is none: then all is told that stands. */
    private void resume(String id) {
        String[] parts = id.split("\\.");
        try {
            long millis = parts.length == 0 ? -1 : Long.parseLong(parts[0]);
            if (millis < 0 || millis > LATEST) {
                return;
            }
            Instant at = Instant.ofEpochMilli(millis);
            Arrays.stream(parts).skip(1).forEach(part -> before.add(Integer.parseUnsignedInt(part, 36)));
            resumedAt = at;
        } catch (NumberFormatException notOurs) {
            before.clear();
        }
    }

    /** What has to be asked of the store before the first event, at the store's time {@code now} or somewhat before. */
    synchronized TaskStore.Watched beginning(Instant now) {
        Instant since = now;
        if (resumedAt != null) {
            Instant earliest = now.minus(LONGEST_AWAY);
            since = resumedAt.isBefore(earliest) ? earliest : resumedAt.minus(LATE);
        }
        return new TaskStore.Watched(tasks(), owners(), since);
    }

    Set<TaskId> tasks() {
        return only == null ? Set.of() : Set.of(only);
    }

    Set<String> owners() {
        return owner == null ? Set.of() : Set.of(owner);
    }

    /** Whether there is nothing more to tell, ever. */
    synchronized boolean ended() {
        return ended;
    }

    /** Those of these standings that are news, in the order in which tasks were submitted. */
    synchronized List<Event> news(Standings seen) {
        List<Event> news = new ArrayList<>();
        List<Standing> mine = seen.tasks().stream()
                .filter(this::isMine)
                .sorted(Comparator.comparing(Standing::submittedAt)
                        .thenComparing(task -> task.id().value()))
                .toList();
        for (Standing task : mine) {
            int check = check(task);
            Integer last = told.get(task.id());
            boolean known = last == null ? before.contains(check) : last == check;
            if (!known && !mayHear.test(task)) {
                // Once theirs, or never: a single one is no more to be waited for.
                ended |= only != null;
                continue;
            }
            told.remove(task.id());
            told.put(task.id(), check);
            if (!known) {
                news.add(new Event(id(seen.at()), task));
            }
            ended |= only != null && task.ready();
        }
        forget(seen, mine);
        if (only != null && mine.isEmpty()) {
            ended = true;
        }
        return news;
    }

    private boolean isMine(Standing task) {
        return only != null
                ? task.id().equals(only)
                : task.parent() == null && task.owner().equals(owner);
    }

    /** What is neither open nor just ended is asked for no more. */
    private void forget(Standings seen, List<Standing> mine) {
        Set<TaskId> present = new LinkedHashSet<>();
        mine.forEach(task -> present.add(task.id()));
        told.keySet().retainAll(present);
    }

    private String id(Instant at) {
        StringBuilder id = new StringBuilder(Long.toString(at.toEpochMilli()));
        told.values().stream()
                .skip(Math.max(0, told.size() - IN_AN_ID))
                .forEach(check -> id.append('.').append(Integer.toUnsignedString(check, 36)));
        return id.toString();
    }

    /** The same on every node: String.hashCode is defined. */
    private static int check(Standing task) {
        return (task.id() + " " + task.attempt() + " " + task.state() + " " + task.progress()).hashCode();
    }
}
