package io.korrigo.rest;

import io.korrigo.identify.Reason;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.BatchOcr;
import io.korrigo.tasks.CmenOcr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What machines last said of an exam's copies, from the results of the tasks that read them: as long as those are kept.
 *
 * <p><b>Threads:</b> safe for concurrent use; guarded by this object.
 */
final class Proposals {
    private static final int PIECE = 100;
    /** Single readings looked through, and batches: later ones have overtaken what lies further back. */
    private static final int MOST = 2_000;

    private static final int BATCHES = 5;
    /** Batches whose results are kept at hand: they don't change any more. */
    private static final int KEPT = 8;

    /** @param reason why the copy came to the desk, as whoever decided last said */
    record Proposal(CmenOcr.Result result, Reason reason, Instant at) {}

    private final TaskStore store;
    private final Map<TaskId, List<Proposal>> batches = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskId, List<Proposal>> eldest) {
            return size() > KEPT;
        }
    };

    Proposals(TaskStore store) {
        this.store = store;
    }

    /** By copy id; copies that no task has read are left out. */
    synchronized Map<String, Proposal> of(String examId) {
        Map<String, Proposal> latest = new HashMap<>();
        store.list(filter(BatchOcr.KIND.name(), examId), BATCHES)
                .forEach(batch -> batches.computeIfAbsent(batch.id(), id -> read(batch))
                        .forEach(proposal -> keepLater(latest, proposal)));
        TaskStore.Filter singles = filter(CmenOcr.KIND.name(), examId);
        for (int looked = 0; looked < MOST; looked += PIECE) {
            List<TaskSnapshot> tasks = store.list(singles, PIECE);
            tasks.forEach(task -> {
                if (task.result() instanceof CmenOcr.Result result) {
                    keepLater(latest, new Proposal(result, result.reason(), ended(task)));
                }
            });
            if (tasks.size() < PIECE) {
                break;
            }
            singles = singles.before(tasks.get(PIECE - 1).id());
        }
        return latest;
    }

    private static TaskStore.Filter filter(String kind, String examId) {
        return new TaskStore.Filter(null, kind, TaskState.SUCCESS, null, examId, null, null);
    }

    private List<Proposal> read(TaskSnapshot batch) {
        Map<String, Reason> left = new HashMap<>();
        if (batch.result() instanceof BatchOcr.Result result) {
            result.left().forEach(each -> left.put(each.copyId(), each.reason()));
        }
        List<Proposal> proposals = new ArrayList<>();
        store.children(batch.id()).forEach(child -> {
            if (child.result() instanceof CmenOcr.Result result) {
                proposals.add(new Proposal(result, left.getOrDefault(result.copyId(), result.reason()), ended(batch)));
            }
        });
        return proposals;
    }

    private static Instant ended(TaskSnapshot task) {
        return Objects.requireNonNullElse(task.endedAt(), task.submittedAt());
    }

    private static void keepLater(Map<String, Proposal> latest, Proposal proposal) {
        latest.merge(proposal.result().copyId(), proposal, (a, b) -> b.at().isAfter(a.at()) ? b : a);
    }
}
