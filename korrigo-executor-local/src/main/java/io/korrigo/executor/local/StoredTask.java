package io.korrigo.executor.local;

import io.korrigo.task.Claim;
import io.korrigo.task.LogLine;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore.Filter;
import io.korrigo.task.TaskStore.Watched;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One task of an {@link InMemoryTaskStore}, guarded by the store's monitor. */
final class StoredTask {
    final TaskId id = TaskId.random();
    final long sequence;
    final Submission<?> submission;
    final int rank;
    final @Nullable StoredTask parent;
    final Instant submittedAt;
    final Deque<String> log = new ArrayDeque<>();

    List<StoredTask> children = List.of();
    int openChildren;
    TaskState state = TaskState.PENDING;
    Claim.Step step = Claim.Step.RUN;
    int attempt;
    int failures;
    int lost;
    boolean claimed;
    boolean cancelRequested;
    /** When a claim runs out or a retry's pause ends; null when no time has to pass. */
    @Nullable
    Instant dueAt;

    @Nullable
    Progress progress;

    @Nullable
    Record result;

    @Nullable
    String error;

    @Nullable
    Instant endedAt;

    StoredTask(long sequence, Submission<?> submission, int rank, @Nullable StoredTask parent, Instant submittedAt) {
        this.sequence = sequence;
        this.submission = submission;
        this.rank = rank;
        this.parent = parent;
        this.submittedAt = submittedAt;
    }

    /** Whether a list with this filter shows it, but for its place. */
    boolean passes(Filter filter) {
        return (filter.owner() == null || filter.owner().equals(submission.owner()))
                && (filter.kind() == null
                        || filter.kind().equals(submission.kind().name()))
                && (filter.state() == null || filter.state() == state)
                && (filter.subject() == null || filter.subject().equals(submission.subject()))
                && (filter.since() == null || !submittedAt.isBefore(filter.since()))
                && (filter.until() == null || submittedAt.isBefore(filter.until()));
    }

    boolean isWatched(Watched watched) {
        return watched.tasks().contains(id)
                || parent == null
                        && watched.owners().contains(submission.owner())
                        && (endedAt == null || !endedAt.isBefore(watched.endedSince()));
    }

    /** Whether a worker could claim it now or, with {@link #dueAt}, later. */
    boolean claimable() {
        return !state.ready() && openChildren == 0;
    }

    boolean dueAt(Instant now) {
        return claimable() && (dueAt == null || !dueAt.isAfter(now));
    }

    void addToLog(Instant now, String line) {
        if (log.size() == LogLine.KEPT) {
            log.removeFirst();
        }
        log.addLast(new LogLine(now, line).toString());
    }

    Claim claim() {
        return new Claim(
                id,
                submission.kind().name(),
                submission.parameters(),
                submission.owner(),
                attempt,
                failures,
                lost,
                step);
    }

    TaskSnapshot snapshot() {
        return new TaskSnapshot(
                id,
                submission.kind().name(),
                submission.parameters(),
                submission.owner(),
                parent == null ? null : parent.id,
                submission.subject(),
                state,
                attempt,
                progress,
                result,
                error,
                submittedAt,
                endedAt);
    }

    /** This task and all below it. */
    List<StoredTask> family() {
        List<StoredTask> family = new ArrayList<>(List.of(this));
        for (int i = 0; i < family.size(); i++) {
            family.addAll(family.get(i).children);
        }
        return family;
    }
}
