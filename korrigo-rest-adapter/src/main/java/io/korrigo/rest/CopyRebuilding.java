package io.korrigo.rest;

import io.korrigo.desk.RevocationStore;
import io.korrigo.desk.RevocationStore.Revocation;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.rest.CopyRevocations.Built;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.FinalizeCopy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Has made anew what was taken back of copies: gradings and archives. */
final class CopyRebuilding {
    private final RestApi api;
    private final RevocationStore store;
    private final CopyRevocations revocations;

    CopyRebuilding(RestApi api, RevocationStore store, CopyRevocations revocations) {
        this.api = api;
        this.store = store;
        this.revocations = revocations;
    }

    /**
     * Has what was taken back of one exam made anew: the gradings of copies that were graded, and one archive where there were any;
     * exports that are under way are cancelled. After the change is stored.
     *
     * @return what was taken back of each, with ids of the tasks that make it anew
     */
    List<Map<String, Object>> rebuilt(List<Built> all, Caller caller) throws IOException {
        for (Built built : all) {
            revocations.refuseBegunMeanwhile(built);
        }
        String export = null;
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (Built built : all) {
            Copy copy = built.copy();
            List<String> tasks = new ArrayList<>();
            if (copy.status() == CopyStatus.GRADED) {
                tasks.add(submitted(
                        Submission.of(FinalizeCopy.KIND, new FinalizeCopy.Parameters(copy.id()), caller.name())
                                .about(copy.examId())));
            }
            if (!built.exports().isEmpty()) {
                export = export == null ? exportedAnew(all, caller) : export;
                tasks.add(export);
            }
            store.rebuilt(copy.id());
            Map<String, Object> body = new LinkedHashMap<>(built.body());
            body.put("rebuild", tasks);
            bodies.add(body);
        }
        return bodies;
    }

    /**
     * Has made anew what a node took back that died before it got to that; what is asked for twice comes to the same. Archives are
     * made once an exam.
     */
    void resume() throws IOException {
        Set<String> exported = new HashSet<>();
        for (Revocation revocation : store.toRebuild()) {
            Copy copy = api.exams().copy(revocation.copyId()).orElse(null);
            if (copy != null) {
                revocations.refuseBegunMeanwhile(new Built(copy, List.of(), List.of(), true));
                if (revocation.graded()) {
                    submitted(
                            Submission.of(FinalizeCopy.KIND, new FinalizeCopy.Parameters(copy.id()), revocation.actor())
                                    .about(copy.examId()));
                }
                if (!revocation.exports().isEmpty() && exported.add(copy.examId())) {
                    submitted(Submission.of(
                                    ExportAllCopies.KIND,
                                    new ExportAllCopies.Parameters(copy.examId()),
                                    revocation.actor())
                            .about(copy.examId()));
                }
            }
            store.rebuilt(revocation.copyId());
        }
    }

    private String exportedAnew(List<Built> all, Caller caller) {
        for (Built built : all) {
            for (TaskSnapshot export : built.exports()) {
                if (!export.ready()) {
                    api.executor().cancel(export.id());
                }
            }
        }
        String examId = all.get(0).copy().examId();
        return submitted(Submission.of(ExportAllCopies.KIND, new ExportAllCopies.Parameters(examId), caller.name())
                .about(examId));
    }

    private String submitted(Submission<?> submission) {
        return api.executor().submit(submission).id().toString();
    }
}
