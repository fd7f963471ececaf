package io.korrigo.executor.local;

import io.korrigo.task.Claim;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import io.korrigo.task.TaskStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that can be put out of order, and counts what reaches it. */
final class FaultyStore implements TaskStore {
    final TaskStore store;
    final AtomicInteger renewals = new AtomicInteger();
    final AtomicInteger progressWrites = new AtomicInteger();
    volatile boolean down;

    FaultyStore(TaskStore store) {
        this.store = store;
    }

    private TaskStore up() {
        if (down) {
            throw new TaskStoreException("The store is out of order", null);
        }
        return store;
    }

    @Override
    public TaskSnapshot submit(Submission<?> submission) {
        return up().submit(submission);
    }

    @Override
    public Optional<TaskSnapshot> find(TaskId id) {
        return up().find(id);
    }

    @Override
    public Optional<TaskSnapshot> findRepeated(Submission<?> submission) {
        return up().findRepeated(submission);
    }

    @Override
    public List<TaskSnapshot> list(Filter filter, int limit) {
        return up().list(filter, limit);
    }

    @Override
    public List<TaskSnapshot> children(TaskId parent) {
        return up().children(parent);
    }

    @Override
    public List<TaskId> due(int limit, Set<String> without) {
        return up().due(limit, without);
    }

    @Override
    public Optional<Claim> claim(TaskId id, String worker, Duration lease) {
        return up().claim(id, worker, lease);
    }

    @Override
    public Renewal renew(Claim claim, Duration lease) {
        Renewal renewal = up().renew(claim, lease);
        renewals.incrementAndGet();
        return renewal;
    }

    @Override
    public void progress(Claim claim, Progress progress) {
        progressWrites.incrementAndGet();
        up().progress(claim, progress);
    }

    @Override
    public void log(Claim claim, String line) {
        up().log(claim, line);
    }

    @Override
    public List<String> log(TaskId id) {
        return up().log(id);
    }

    @Override
    public List<TaskId> awaitChildren(Claim claim, List<Submission<?>> children) {
        return up().awaitChildren(claim, children);
    }

    @Override
    public Optional<TaskId> succeed(Claim claim, Record result) {
        return up().succeed(claim, result);
    }

    @Override
    public Optional<TaskId> fail(Claim claim, String error) {
        return up().fail(claim, error);
    }

    @Override
    public Optional<TaskId> revoke(Claim claim) {
        return up().revoke(claim);
    }

    @Override
    public void retry(Claim claim, Duration pause, String reason) {
        up().retry(claim, pause, reason);
    }

    @Override
    public void release(Claim claim) {
        up().release(claim);
    }

    @Override
    public boolean cancel(TaskId id) {
        return up().cancel(id);
    }

    @Override
    public List<Count> counts() {
        return up().counts();
    }

    @Override
    public int backlog() {
        return up().backlog();
    }

    @Override
    public int backlog(String owner) {
        return up().backlog(owner);
    }

    @Override
    public int purge(Instant endedBefore, int limit) {
        return up().purge(endedBefore, limit);
    }

    @Override
    public boolean forget(TaskId id) {
        return up().forget(id);
    }

    @Override
    public Standings standings(Watched watched) {
        return up().standings(watched);
    }
}
