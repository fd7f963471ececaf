package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.account.Credentials;
import io.korrigo.exam.AuditLog;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.BatchOcr;
import io.korrigo.tasks.BulkCreateUsers;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.FinalizeCopy;
import io.korrigo.tasks.FlattenCopy;
import io.korrigo.tasks.ImportPdf;
import io.korrigo.tasks.ImportStudents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to a task, and to all tasks of a filter: these are counted first, and touched only when the caller says the
 * number that was told.
 */
final class TaskActEndpoints {
    /** Tasks that one call touches at most. */
    private static final int MOST = 1_000;

    private static final int PIECE = 100;
    private static final int MOST_BYTES = 1 << 14;
    private static final Set<String> FIELDS =
            Set.of("act", "owner", "kind", "status", "exam", "since", "until", "expected");

    /** What anybody can ask for by REST, and so again. */
    private static final Map<String, TaskKind<?, ?>> KINDS = Stream.<TaskKind<?, ?>>of(
                    ExportAllCopies.KIND,
                    CmenOcr.KIND,
                    BatchOcr.KIND,
                    ImportStudents.KIND,
                    BulkCreateUsers.KIND,
                    ImportPdf.KIND,
                    FinalizeCopy.KIND,
                    FlattenCopy.KIND)
            .collect(Collectors.toUnmodifiableMap(TaskKind::name, Function.identity()));

    private static final Set<String> FOR_ADMINISTRATORS =
            Set.of(ImportStudents.KIND.name(), BulkCreateUsers.KIND.name());

    private enum Act {
        CANCEL,
        RETRY,
        DELETE
    }

    private final RestApi api;
    private final TaskStore store;
    private final TaskFinder finder;

    TaskActEndpoints(RestApi api, TaskFinder finder) {
        this.api = api;
        this.store = api.executor().store();
        this.finder = finder;
    }

    void addTo(Router router) {
        router.add("POST", "api/tasks/*/cancel", this::cancel)
                .add("POST", "api/tasks/*/retry", this::retry)
                .add("DELETE", "api/tasks/*", this::delete)
                .add("POST", "api/tasks/acts", this::actOnFilter);
    }

    private Response cancel(Request request, List<String> ids) {
        Caller caller = Access.caller(request);
        TaskSnapshot task = finder.task(ids.get(0), caller);
        perform(Act.CANCEL, task, caller);
        return Response.json(202, Map.of("task", ShownTask.line(found(task), request)));
    }

    private Response retry(Request request, List<String> ids) {
        Caller caller = Access.caller(request);
        TaskSnapshot again = perform(Act.RETRY, finder.task(ids.get(0), caller), caller);
        String statusUrl = ShownTask.statusUrl(again.id().toString(), request.prefix());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("task_id", again.id().toString());
        body.put("message", request.words().say("work.again"));
        body.put("status_url", statusUrl);
        return Response.json(202, body).withHeader("Location", statusUrl).withHeader("Retry-After", "2");
    }

    private Response delete(Request request, List<String> ids) {
        Caller caller = Access.caller(request);
        TaskSnapshot task = finder.task(ids.get(0), caller);
        perform(Act.DELETE, task, caller);
        return Response.json(200, Map.of("task_id", task.id().toString(), "forgotten", true));
    }

    /** The body is {@code {"act": "cancel", "status": ..., "expected": 3}}; without {@code expected} it only counts. */
    private Response actOnFilter(Request request, List<String> ids) throws IOException {
        Caller caller = Access.caller(request);
        JsonNode body = JsonBody.object(request, MOST_BYTES, FIELDS);
        Act act = act(body);
        TaskStore.Filter filter = TaskFinder.filter(name -> JsonBody.text(body, name), caller);
        List<TaskSnapshot> tasks = fitting(act, filter, caller);
        int done = 0;
        if (body.has("expected")) {
            if (!body.path("expected").isInt() || body.path("expected").intValue() != tasks.size()) {
                throw Problem.notSo("tasks.count_changed", tasks.size());
            }
            for (TaskSnapshot task : tasks) {
                try {
                    perform(act, task, caller);
                    done++;
                } catch (Problem changedMeanwhile) {
                    // Counted as not done.
                }
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("act", act.name().toLowerCase(Locale.ROOT));
        answer.put("count", tasks.size());
        answer.put("done", done);
        return Response.json(200, answer);
    }

    private static Act act(JsonNode body) {
        return switch (String.valueOf(JsonBody.text(body, "act"))) {
            case "cancel" -> Act.CANCEL;
            case "retry" -> Act.RETRY;
            case "delete" -> Act.DELETE;
            default -> throw Problem.badRequest("tasks.act");
        };
    }

    /** Those of the filter that the act is for, {@link #MOST} at most. */
    private List<TaskSnapshot> fitting(Act act, TaskStore.Filter filter, Caller caller) {
        List<TaskSnapshot> fitting = new ArrayList<>();
        TaskFinder.Page page = finder.page(filter, PIECE, caller);
        while (true) {
            for (TaskSnapshot task : page.tasks()) {
                if (refusal(act, task, caller) == null && fitting.size() < MOST) {
                    fitting.add(task);
                }
            }
            if (page.last() == null || fitting.size() == MOST) {
                return fitting;
            }
            page = finder.page(filter.before(page.last()), PIECE, caller);
        }
    }

    /** Does it, and gives the task that it is now. */
    private TaskSnapshot perform(Act act, TaskSnapshot task, Caller caller) {
        Problem refusal = refusal(act, task, caller);
        if (refusal != null) {
            throw refusal;
        }
        TaskSnapshot[] after = {task};
        // The tasks may be in another database than the log; the entry stands first, for what was tried.
        api.audit()
                .record(
                        AuditLog.Event.TASK,
                        caller.name(),
                        task.id().toString(),
                        act.name().toLowerCase(Locale.ROOT));
        switch (act) {
            case CANCEL -> api.executor().cancel(task.id());
            case RETRY -> after[0] = submitAgain(task, KINDS.get(task.kind()));
            case DELETE -> store.forget(task.id());
        }
        return after[0];
    }

    private @Nullable Problem refusal(Act act, TaskSnapshot task, Caller caller) {
        return switch (act) {
            case CANCEL -> task.ready() ? Problem.notSo("task.ended") : null;
            case RETRY -> {
                if (task.state() != TaskState.FAILURE && task.state() != TaskState.REVOKED) {
                    yield Problem.notSo("task.not_failed");
                }
                TaskKind<?, ?> kind = KINDS.get(task.kind());
                if (kind == null || !kind.parameters().isInstance(task.parameters()) || task.parent() != null) {
                    yield Problem.notSo("task.no_retry");
                }
                yield FOR_ADMINISTRATORS.contains(task.kind()) && !caller.admin()
                        ? Problem.forbidden("access.admin")
                        : null;
            }
            case DELETE -> {
                if (!task.ready() || task.parent() != null) {
                    yield Problem.notSo("task.not_ended");
                }
                Credentials credentials = api.credentials();
                yield credentials != null && !credentials.areForgotten(task.id().toString())
                        ? Problem.notSo("task.holds_passwords")
                        : null;
            }
        };
    }

    /** The same work for the same person; asked twice, it is one task. */
    private <P extends Record> TaskSnapshot submitAgain(TaskSnapshot task, TaskKind<P, ?> kind) {
        return api.executor()
                .submit(Submission.of(kind, kind.parameters().cast(task.parameters()), task.owner())
                        .withIdempotencyKey("korrigo:retry:" + task.id())
                        .about(task.subject()));
    }

    private TaskSnapshot found(TaskSnapshot task) {
        return store.find(task.id()).orElse(task);
    }
}
