package io.korrigo.rest;

import io.korrigo.KorrigoException;
import io.korrigo.account.SealedPasswordException;
import io.korrigo.exam.AuditLog;
import io.korrigo.identify.evidence.EvidenceDocument;
import io.korrigo.task.Progress;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportAllCopies;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls on tasks; a task that isn't the caller's doesn't exist for them. */
final class TaskEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(TaskEndpoints.class);

    private final RestApi api;
    private final TaskFinder finder;
    private final CredentialEndpoints credentials;
    private final @Nullable CopyRevocations revocations;
    private final BlobFiles files;

    /** @param revocations null where the host takes nothing back */
    TaskEndpoints(
            RestApi api, TaskFinder finder, CredentialEndpoints credentials, @Nullable CopyRevocations revocations) {
        this.revocations = revocations;
        this.api = api;
        this.finder = finder;
        this.files = new BlobFiles(api.blobs());
        this.credentials = credentials;
    }

    void addTo(Router router) {
        router.add("GET", "api/tasks/*/status", this::status)
                .add("GET", "api/tasks/*/zip", this::zip)
                .add("GET", "api/tasks/*/evidence", this::evidence);
    }

    /** At once; or, with {@code Prefer: wait=N}, when the task has ended or N seconds are over (RFC 7240). */
    private Response status(Request request, List<String> ids) {
        TaskSnapshot task = task(request, ids.get(0));
        int seconds = PreferredWait.seconds(request.header("Prefer"));
        if (seconds == 0 || task.ready()) {
            return status(request, task);
        }
        return new Response(
                200,
                Map.of(),
                new Response.Later(task.id(), Duration.ofSeconds(seconds), () -> later(request, task, seconds)));
    }

    private Response later(Request request, TaskSnapshot before, int seconds) {
        Response answer;
        try {
            answer = status(request, task(request, before.id().toString()));
        } catch (Problem gone) {
            answer = gone.response();
        } catch (KorrigoException failure) {
            answer = Problem.unavailable("service.away").response();
        }
        return answer.withHeader("Preference-Applied", "wait=" + seconds);
    }

    private Response status(Request request, TaskSnapshot task) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("task_id", task.id().toString());
        body.put("status", task.state().name());
        body.put("ready", task.ready());
        Progress progress = task.progress();
        if (progress != null && !task.ready()) {
            body.put("progress", ShownTask.progress(progress));
        }
        Map<String, String> passwords = task.ready() ? passwords(task, request, body) : Map.of();
        if (task.state() == TaskState.SUCCESS && task.result() != null) {
            body.put(
                    "result",
                    ShownIdentification.of(
                            CredentialEndpoints.withPasswords(task.result(), passwords),
                            request.words().locale()));
        } else if (task.ready()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put(
                    "error",
                    task.error() != null
                            ? Failures.in(request.words().locale(), task.error())
                            : request.words().say("task.cancelled"));
            result.put("status", "error");
            if (!passwords.isEmpty()) {
                // Accounts that were made before it ended.
                result.put("passwords", passwords);
            }
            body.put("result", result);
        }
        Response response = Response.json(200, body);
        return task.ready() ? response : response.withHeader("Retry-After", "2");
    }

    /** Passwords that can't be opened must not hide the rest of the result. */
    private Map<String, String> passwords(TaskSnapshot task, Request request, Map<String, Object> body) {
        try {
            return credentials.passwords(task, Access.caller(request));
        } catch (SealedPasswordException sealed) {
            LOG.warn("The passwords of task {} stay sealed: {}", task.id(), sealed.getMessage());
            body.put("passwords_error", sealed.getMessage());
            return Map.of();
        }
    }

    private Response zip(Request request, List<String> ids) throws IOException {
        TaskSnapshot task = task(request, ids.get(0));
        if (task.result() instanceof ExportAllCopies.Result result && result.zip() != null) {
            if (revocations != null) {
                revocations.requireHolding(task);
            }
            Response.File zip = files.lasting(result.zip(), "application/zip");
            recordDownload(request, result.examId(), "ZIP of task " + task.id());
            return Response.download(zip, "export-" + task.id() + ".zip");
        }
        throw Problem.notFound("task.no_zip");
    }

    /** Shown in the browser, where it may run nothing, fetch nothing and be no part of the host's site. */
    private Response evidence(Request request, List<String> ids) throws IOException {
        TaskSnapshot task = task(request, ids.get(0));
        if (task.result() instanceof CmenOcr.Result result && result.evidence() != null) {
            Response.File evidence = files.changing(result.evidence(), EvidenceDocument.MEDIA_TYPE);
            recordDownload(request, result.copyId(), "evidence");
            return Response.shown(evidence, "evidence-" + task.id() + ".html")
                    .withHeader(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
        }
        throw Problem.notFound("task.no_evidence");
    }

    private void recordDownload(Request request, String subject, String detail) {
        if (!request.headersOnly()) {
            api.audit().record(AuditLog.Event.DOWNLOAD, Access.caller(request).name(), subject, detail);
        }
    }

    private TaskSnapshot task(Request request, String id) {
        return finder.task(id, Access.caller(request));
    }
}
