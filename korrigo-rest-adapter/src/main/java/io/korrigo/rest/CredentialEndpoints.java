package io.korrigo.rest;

import io.korrigo.account.Credential;
import io.korrigo.account.CredentialCsv;
import io.korrigo.account.CredentialSheet;
import io.korrigo.account.Credentials;
import io.korrigo.account.SealedPasswordException;
import io.korrigo.exam.AuditLog;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.tasks.BulkCreateUsers;
import io.korrigo.tasks.ImportStudents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** First passwords of the accounts that a task made, for whoever submitted it and nobody else, administrators included. */
final class CredentialEndpoints {
    private static final Set<String> KINDS = Set.of(ImportStudents.KIND.name(), BulkCreateUsers.KIND.name());

    private final RestApi api;
    private final @Nullable Credentials credentials;

    CredentialEndpoints(RestApi api) {
        this.api = api;
        this.credentials = api.credentials();
    }

    void addTo(Router router) {
        if (credentials != null) {
            router.add("GET", "api/tasks/*/credentials/pdf", (request, ids) -> pdf(request, ids, credentials))
                    .add("GET", "api/tasks/*/credentials/csv", (request, ids) -> csv(request, ids, credentials))
                    .add(
                            "POST",
                            "api/tasks/*/credentials/acknowledge",
                            (request, ids) -> acknowledge(request, ids, credentials));
        }
    }

    /** Passwords by user name that a task's status shows to this caller. */
    Map<String, String> passwords(TaskSnapshot task, Caller caller) {
        Map<String, String> passwords = new LinkedHashMap<>();
        if (credentials != null && KINDS.contains(task.kind()) && task.owner().equals(caller.name())) {
            credentials.of(task.id().toString()).forEach(each -> passwords.put(each.username(), each.password()));
        }
        return passwords;
    }

    /** The stored result with the passwords in their place. */
    static Record withPasswords(Record result, Map<String, String> passwords) {
        if (result instanceof ImportStudents.Result r) {
            return new ImportStudents.Result(
                    r.status(),
                    r.created(),
                    r.updated(),
                    r.unchanged(),
                    r.skipped(),
                    r.errors(),
                    r.totalErrors(),
                    r.missing(),
                    r.leftOut(),
                    r.remarks(),
                    r.accounts(),
                    passwords,
                    r.diff());
        } else if (result instanceof BulkCreateUsers.Result r) {
            return new BulkCreateUsers.Result(r.status(), r.created(), r.skipped(), r.errors(), passwords);
        }
        return result;
    }

    private Response pdf(Request request, List<String> ids, Credentials kept) throws IOException {
        TaskSnapshot task = own(request, ids.get(0));
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        CredentialSheet.write(some(task, kept), "Mot de passe provisoire", pdf);
        return download(request, task, pdf, "application/pdf", "pdf");
    }

    private Response csv(Request request, List<String> ids, Credentials kept) throws IOException {
        TaskSnapshot task = own(request, ids.get(0));
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        CredentialCsv.write(some(task, kept), csv);
        return download(request, task, csv, "text/csv; charset=utf-8", "csv");
    }

    private Response download(
            Request request, TaskSnapshot task, ByteArrayOutputStream file, String mediaType, String suffix) {
        if (!request.headersOnly()) {
            api.audit()
                    .record(
                            AuditLog.Event.DOWNLOAD,
                            Access.caller(request).name(),
                            task.id().toString(),
                            "credentials");
        }
        byte[] bytes = file.toByteArray();
        return Response.download(
                new Response.File(from -> new ByteArrayInputStream(bytes), mediaType, bytes.length, null),
                "credentials-" + task.id() + "." + suffix);
    }

    private Response acknowledge(Request request, List<String> ids, Credentials kept) {
        TaskSnapshot task = own(request, ids.get(0));
        if (!task.ready()) {
            throw Problem.unprocessable("credentials.not_ended");
        }
        String id = task.id().toString();
        int[] forgotten = {0};
        api.transactions().run(() -> {
            forgotten[0] = kept.acknowledge(id);
            api.audit()
                    .record(
                            AuditLog.Event.ACKNOWLEDGEMENT,
                            task.owner(),
                            id,
                            forgotten[0] + " first passwords forgotten");
        });
        return Response.json(200, Map.of("task_id", id, "forgotten", forgotten[0]));
    }

    private static List<Credential> some(TaskSnapshot task, Credentials kept) {
        List<Credential> credentials;
        try {
            credentials = kept.of(task.id().toString());
        } catch (SealedPasswordException otherKey) {
            throw Problem.unprocessable("credentials.sealed", String.valueOf(otherKey.getMessage()));
        }
        if (credentials.isEmpty()) {
            throw Problem.notFound("credentials.none");
        }
        return credentials;
    }

    /** The caller's own task: who may read it as an administrator has no right to its passwords. */
    private TaskSnapshot own(Request request, String id) {
        Caller caller = Access.caller(request);
        return TaskId.parse(id)
                .flatMap(api.executor().store()::find)
                .filter(task -> task.owner().equals(caller.name()) && KINDS.contains(task.kind()))
                .orElseThrow(() -> Problem.notFound("task.unknown"));
    }
}
