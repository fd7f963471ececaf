package io.korrigo.rest;

import io.korrigo.desk.MarkingStore;
import io.korrigo.desk.MarkingStore.Lock;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a corrector hold a copy, so that nobody else writes on it meanwhile: a token, told once, that expires. The copy's version alone
 * keeps two people from overwriting each other; a lock tells the second one before the work is done.
 */
final class LockEndpoints {
    private final RestApi api;
    private final MarkingStore markings;
    private final ExamAccess access;

    LockEndpoints(RestApi api, MarkingStore markings, ExamAccess access) {
        this.api = api;
        this.markings = markings;
        this.access = access;
    }

    void addTo(Router router) {
        router.add("GET", "api/copies/*/lock", this::show)
                .add("POST", "api/copies/*/lock", this::lock)
                .add("PUT", "api/copies/*/lock", this::renew)
                .add("DELETE", "api/copies/*/lock", this::unlock);
    }

    private Response show(Request request, List<String> ids) {
        return shown(200, access.copy(ids.get(0), Access.staff(request)), null);
    }

    private Response lock(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        Duration lasts = lasts(request);
        IfMatch.require(request, ShownCopy.etag(copy));
        String token = LockToken.generate();
        api.transactions().run(() -> {
            switch (markings.lock(copy.id(), copy.version(), caller.name(), LockToken.sha256(token), lasts)) {
                case STORED -> {}
                case COPY_CHANGED -> throw Problem.preconditionFailed();
                case NOT_ALLOWED ->
                    throw LockToken.refusal(markings, copy.id()).orElseGet(() -> Problem.notSo("lock.not_ready"));
            }
            api.audit().record(AuditLog.Event.LOCK, caller.name(), copy.id(), lasts.toSeconds() + " s");
        });
        return shown(201, copy, token);
    }

    private Response renew(Request request, List<String> ids) {
        Copy copy = access.copy(ids.get(0), Access.staff(request));
        Duration lasts = lasts(request);
        if (!markings.renewLock(copy.id(), LockToken.sent(request), lasts)) {
            throw Problem.notSo("lock.lost");
        }
        return shown(200, copy, null);
    }

    /** By its token; an administrator's hand is enough, for a browser that is gone takes its token along. */
    private Response unlock(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        String token =
                caller.admin() ? markings.lock(copy.id()).map(Lock::tokenSha256).orElse("") : LockToken.sent(request);
        api.transactions().run(() -> {
            if (!markings.unlock(copy.id(), token)) {
                throw Problem.notSo("lock.lost");
            }
            api.audit().record(AuditLog.Event.UNLOCK, caller.name(), copy.id(), "");
        });
        return shown(200, copy, null);
    }

    /** @param token one that was made just now, or null */
    private Response shown(int status, Copy copy, @Nullable String token) {
        Optional<Lock> lock = markings.lock(copy.id());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("copy_id", copy.id());
        body.put("locked", lock.isPresent());
        body.put("holder", lock.map(Lock::holder).orElse(null));
        body.put("expires_at", lock.map(held -> held.expires().toString()).orElse(null));
        if (token != null) {
            body.put("token", token);
        }
        Copy now = api.exams().copy(copy.id()).orElse(copy);
        return Response.json(status, body).withHeader("ETag", ShownCopy.etag(now));
    }

    private static Duration lasts(Request request) {
        String value = request.parameter("seconds");
        if (value == null) {
            return MarkingStore.USUAL_LOCK;
        }
        long most = MarkingStore.LONGEST_LOCK.toSeconds();
        if (!value.matches("[1-9][0-9]{0,4}") || Long.parseLong(value) > most) {
            throw Problem.badRequest("query.number", "seconds", 1, most);
        }
        return Duration.ofSeconds(Long.parseLong(value));
    }
}
