package io.korrigo.rest;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts work into the queue and answers 202. */
final class AcceptedWork {
    private static final int KEY_LENGTH = 200;
    /** Keys that callers choose don't begin so. */
    private static final String SAME_WORK = "korrigo:same:";
    /** Among how many tasks of the owner the last one of the same work is looked for. */
    private static final int LOOKED_THROUGH = 20;

    private final TaskExecutor executor;
    private final ExamAccess access;
    private final int waitingOfOne;

    /** @param waitingOfOne tasks of one owner that may wait */
    AcceptedWork(TaskExecutor executor, ExamAccess access, int waitingOfOne) {
        this.waitingOfOne = waitingOfOne;
        this.executor = executor;
        this.access = access;
    }

    /** What the answer says: a code of {@link Words}, and what it is about. */
    record Said(String code, Object... about) {}

    /**
     * Submits under the call's {@code Idempotency-Key}, if any: a repeated call answers with the first task.
     *
     * @param more members of the answer after {@code task_id}, {@code message} and {@code status_url}
     */
    <P extends Record> Response accept(
            Request request, Caller caller, TaskKind<P, ?> kind, P parameters, Said message, Map<String, Object> more) {
        return submit(request, caller, kind, parameters, idempotencyKey(request), message, more);
    }

    /** The same for work that one task does as well as two: while one of the caller's is open, that is the answer. */
    <P extends Record> Response acceptOnce(
            Request request, Caller caller, TaskKind<P, ?> kind, P parameters, Said message, Map<String, Object> more) {
        String key = idempotencyKey(request);
        return submit(
                request,
                caller,
                kind,
                parameters,
                key == null ? keyOfSameWork(caller, kind, parameters) : key,
                message,
                more);
    }

    private <P extends Record> Response submit(
            Request request,
            Caller caller,
            TaskKind<P, ?> kind,
            P parameters,
            @Nullable String key,
            Said message,
            Map<String, Object> more) {
        Submission<P> submission = Submission.of(kind, parameters, caller.name())
                .withIdempotencyKey(key)
                .about(access.examOf(parameters));
        if (executor.store().backlog(caller.name()) >= waitingOfOne
                && executor.store().findRepeated(submission).isEmpty()) {
            throw Problem.tooMany(30, "tasks.too_many_wait", waitingOfOne);
        }
        TaskSnapshot task = executor.submit(submission);
        if (!task.kind().equals(kind.name()) || !task.parameters().equals(parameters)) {
            throw Problem.unprocessable("idempotency.used");
        }
        String statusUrl = request.prefix() + "/api/tasks/" + task.id() + "/status/";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("task_id", task.id().toString());
        body.put("message", request.words().say(message.code(), message.about()));
        body.put("status_url", statusUrl);
        body.putAll(more);
        return Response.json(202, body).withHeader("Location", statusUrl).withHeader("Retry-After", "2");
    }

    /**
     * One key for all that ask while a task is open, and another once it has ended: it names the one that ended before. Those who
     * ask at the same moment find the same one, and so have the same key.
     */
    private <P extends Record> String keyOfSameWork(Caller caller, TaskKind<P, ?> kind, P parameters) {
        String work = SAME_WORK
                + UUID.nameUUIDFromBytes((kind.name() + " " + parameters).getBytes(StandardCharsets.UTF_8)) + ":";
        TaskStore store = executor.store();
        TaskStore.Filter mine = new TaskStore.Filter(caller.name(), kind.name(), null, null);
        String key = store.list(mine, LOOKED_THROUGH).stream()
                .filter(task -> task.ready() && task.parameters().equals(parameters))
                .findFirst()
                .map(last -> work + last.id())
                .orElse(work);
        while (true) {
            TaskSnapshot present = store.findRepeated(
                            Submission.of(kind, parameters, caller.name()).withIdempotencyKey(key))
                    .orElse(null);
            if (present == null || !present.ready()) {
                return key;
            }
            key = work + present.id();
        }
    }

    private static @Nullable String idempotencyKey(Request request) {
        String key = request.header("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > KEY_LENGTH || key.startsWith(SAME_WORK))) {
            throw Problem.badRequest("idempotency.malformed", KEY_LENGTH, SAME_WORK);
        }
        return key;
    }
}
