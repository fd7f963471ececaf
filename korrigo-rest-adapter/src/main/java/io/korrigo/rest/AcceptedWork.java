package io.korrigo.rest;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts work into the queue and answers 202. */
final class AcceptedWork {
    private static final int KEY_LENGTH = 200;

    private final TaskExecutor executor;

    AcceptedWork(TaskExecutor executor) {
        this.executor = executor;
    }

    /**
     * Submits under the call's {@code Idempotency-Key}, if any: a repeated call answers with the first task.
     *
     * @param more members of the answer after {@code task_id}, {@code message} and {@code status_url}
     */
    <P extends Record> Response accept(
            Request request,
            Caller caller,
            TaskKind<P, ?> kind,
            P parameters,
            String message,
            Map<String, Object> more) {
        TaskSnapshot task = executor.submit(
                Submission.of(kind, parameters, caller.name()).withIdempotencyKey(idempotencyKey(request)));
        if (!task.kind().equals(kind.name()) || !task.parameters().equals(parameters)) {
            throw Problem.unprocessable("This Idempotency-Key was used for another request; choose a new one");
        }
        String statusUrl = request.prefix() + "/api/tasks/" + task.id() + "/status/";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("task_id", task.id().toString());
        body.put("message", message);
        body.put("status_url", statusUrl);
        body.putAll(more);
        return Response.json(202, body).withHeader("Location", statusUrl).withHeader("Retry-After", "2");
    }

    private static @Nullable String idempotencyKey(Request request) {
        String key = request.header("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > KEY_LENGTH)) {
            throw Problem.badRequest("An Idempotency-Key has 1 to " + KEY_LENGTH + " characters");
        }
        return key;
    }
}
