package io.korrigo.rest;

import io.korrigo.desk.RevocationStore;
import io.korrigo.desk.RevocationStore.Revocation;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.AuditLog.DatedEntry;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.ExportAllCopies;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What was built on a copy and turns out wrong: its final PDF, its mark, archives that hold it. Says what there is and who took it
 * away, and takes it back; {@link CopyRebuilding} has it made anew.
 *
 * <p>Archives are refused by the task that made them, not by their content: what is made anew may be the same again.
 */
final class CopyRevocations {
    /** Exports that are looked through; results are kept for a week. */
    private static final int MOST_EXPORTS = 1_000;

    private final RestApi api;
    private final RevocationStore store;
    private final Clock clock;
    private final CopyRebuilding rebuilding;

    CopyRevocations(RestApi api, RevocationStore store, Clock clock) {
        this.api = api;
        this.store = store;
        this.clock = clock;
        this.rebuilding = new CopyRebuilding(api, store, this);
    }

    /** What makes anew what was taken back here. */
    CopyRebuilding rebuilding() {
        return rebuilding;
    }

    /**
     * What stands on a copy as it is.
     *
     * @param exports those whose archives hold it, and those that are under way and may
     * @param downloads of its PDF or of an archive with it, oldest first
     * @param wrong whether it is wrong once the copy is changed
     */
    record Built(Copy copy, List<TaskSnapshot> exports, List<DatedEntry> downloads, boolean wrong) {
        /** For a change that makes nothing wrong. */
        static Built nothingOn(Copy copy) {
            return new Built(copy, List.of(), List.of(), false);
        }

        /** Whether there is anything to be taken back. */
        boolean any() {
            return wrong && (copy.finalPdf() != null || ended() || !exports.isEmpty());
        }

        boolean ended() {
            return wrong && (copy.status() == CopyStatus.GRADED || copy.status() == CopyStatus.GRADING_FAILED);
        }

        Set<String> exportIds() {
            Set<String> ids = new HashSet<>();
            exports.forEach(export -> ids.add(export.id().toString()));
            return ids;
        }

        Map<String, Object> body() {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("copy_id", copy.id());
            body.put("graded", copy.status() == CopyStatus.GRADED);
            body.put("final_pdf", copy.finalPdf() != null);
            body.put(
                    "exports",
                    exports.stream().map(task -> task.id().toString()).toList());
            body.put("downloads", downloads.stream().map(Built::download).toList());
            return body;
        }

        private static Map<String, Object> download(DatedEntry entry) {
            Map<String, Object> download = new LinkedHashMap<>();
            download.put("at", entry.at().toString());
            download.put("actor", entry.actor());
            download.put("what", entry.detail());
            return download;
        }
    }

    /**
     * Takes back what was built on a copy, if anything was, and does what changes the copy, both or neither.
     *
     * @param change takes the copy's version, and tells whether it is done
     */
    void revokeAnd(Built built, String actor, String reason, LongPredicate change) {
        try {
            api.transactions().run(() -> {
                long version = built.any()
                        ? revoke(built, actor, reason).version()
                        : built.copy().version();
                if (!change.test(version)) {
                    throw new Undone();
                }
            });
        } catch (Undone refused) {
            // whoever asked knows why; nothing may be asked of a database whose transaction has failed
        }
    }

    /** Takes a transaction back. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undone() {
            super(null, null, false, false);
        }
    }

    /** What was built on a copy since the last time that it was taken back. */
    Built built(Copy copy) throws IOException {
        List<Revocation> before = store.revocations(copy.id());
        Instant since =
                before.isEmpty() ? Instant.EPOCH : before.get(before.size() - 1).at();
        List<TaskSnapshot> exports = new ArrayList<>();
        TaskStore.Filter filter =
                new TaskStore.Filter(null, ExportAllCopies.KIND.name(), null, null, copy.examId(), null, null);
        for (TaskSnapshot task : api.executor().store().list(filter, MOST_EXPORTS)) {
            if (mayHold(task, copy.id())
                    && before.stream()
                            .noneMatch(each -> each.exports().contains(task.id().toString()))) {
                exports.add(task);
            }
        }
        List<DatedEntry> downloads = new ArrayList<>();
        for (DatedEntry entry : api.audit().entries(AuditLog.Event.DOWNLOAD, copy.id())) {
            if (entry.detail().equals("final PDF") && entry.at().isAfter(since)) {
                downloads.add(entry);
            }
        }
        for (DatedEntry entry : api.audit().entries(AuditLog.Event.DOWNLOAD, copy.examId())) {
            if (exports.stream().anyMatch(task -> entry.detail().equals("ZIP of task " + task.id()))) {
                downloads.add(entry);
            }
        }
        downloads.sort(Comparator.comparing(DatedEntry::at));
        return new Built(copy, exports, downloads, true);
    }

    private boolean mayHold(TaskSnapshot export, String copyId) throws IOException {
        if (!export.ready()) {
            return true;
        }
        return export.result() instanceof ExportAllCopies.Result result
                && result.zip() != null
                && ExportAllCopies.copiesIn(api.blobs(), result.zip())
                        .map(copies -> copies.contains(copyId))
                        .orElse(true);
    }

    /**
     * Takes back what was built. What changes the copy with it belongs into the same transaction.
     *
     * @return the copy as it is then
     * @throws Problem 412 when it has changed, 409 while it is graded
     */
    Copy revoke(Built built, String actor, String reason) {
        Copy copy = built.copy();
        switch (store.revoke(copy.id(), copy.version(), actor, reason, clock.instant(), built.exportIds())) {
            case STORED -> {}
            case COPY_CHANGED -> throw Problem.preconditionFailed();
            case NOT_ALLOWED -> throw Problem.conflict("revocation.being_graded");
        }
        api.audit()
                .record(
                        AuditLog.Event.REVOCATION,
                        actor,
                        copy.id(),
                        (copy.finalPdf() == null ? "no PDF, " : "final PDF, ")
                                + built.exports().size() + " exports, "
                                + built.downloads().size()
                                + " downloads");
        return api.exams().copy(copy.id()).orElse(copy);
    }

    /** For what is taken back before anybody has put the copy right: made anew, it would be as wrong. */
    void leaveAsTakenBack(Built built) {
        store.rebuilt(built.copy().id());
    }

    /** Exports that were begun while the change was made may have seen the copy as it was. After the change is stored. */
    void refuseBegunMeanwhile(Built built) throws IOException {
        Copy copy = built.copy();
        Set<String> more = built(api.exams().copy(copy.id()).orElse(copy)).exportIds();
        if (!more.isEmpty()) {
            store.addExports(copy.id(), more);
        }
    }

    /** @throws Problem 410 when the export's archive holds a copy as it no longer is */
    void requireHolding(TaskSnapshot export) {
        store.revokedExport(export.id().toString()).ifPresent(revocation -> {
            String copy =
                    api.exams().copy(revocation.copyId()).map(ShownCopy::name).orElse("?");
            throw Problem.gone("revocation.archive", revocation.at(), copy);
        });
    }

    /** @throws Problem 410 when the copy had a final PDF and has none any more */
    void requireNotRevoked(Copy copy) {
        List<Revocation> all = store.revocations(copy.id());
        if (!all.isEmpty() && all.get(all.size() - 1).finalPdf() != null) {
            throw Problem.gone(
                    "revocation.final_pdf",
                    ShownCopy.name(copy),
                    all.get(all.size() - 1).at());
        }
    }

    List<Map<String, Object>> past(String copyId) {
        return store.revocations(copyId).stream()
                .map(revocation -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("at", revocation.at().toString());
                    body.put("actor", revocation.actor());
                    body.put("reason", revocation.reason());
                    body.put("graded", revocation.graded());
                    body.put("final_pdf", revocation.finalPdf() != null);
                    body.put("exports", revocation.exports().stream().sorted().toList());
                    return body;
                })
                .toList();
    }
}
