package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.Copy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what was built on a copy, and takes it back. */
final class RevocationEndpoints {
    private static final int MOST_BYTES = 1 << 13;
    private static final int LONGEST_REASON = 500;

    private final RestApi api;
    private final ExamAccess access;
    private final CopyRevocations revocations;

    RevocationEndpoints(RestApi api, ExamAccess access, CopyRevocations revocations) {
        this.api = api;
        this.access = access;
        this.revocations = revocations;
    }

    void addTo(Router router) {
        router.add("GET", "api/copies/*/revocation", this::show).add("POST", "api/copies/*/revocation", this::revoke);
    }

    private Response show(Request request, List<String> ids) throws IOException {
        Copy copy = access.copy(ids.get(0), Access.staff(request));
        Map<String, Object> body = new LinkedHashMap<>(revocations.built(copy).body());
        body.put("past", revocations.past(copy.id()));
        return Response.json(200, body).withHeader("ETag", ShownCopy.etag(copy));
    }

    private Response revoke(Request request, List<String> ids) throws IOException {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        JsonNode sent = JsonBody.object(request, MOST_BYTES, Set.of("reason"));
        String reason = JsonBody.text(sent, "reason");
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw Problem.badRequest("revocation.reason", LONGEST_REASON);
        }
        IfMatch.require(request, ShownCopy.etag(copy));
        CopyRevocations.Built built = revocations.built(copy);
        if (!built.any()) {
            throw Problem.notSo("revocation.nothing");
        }
        api.transactions().run(() -> {
            revocations.revoke(built, caller.name(), reason == null ? "" : reason);
            revocations.leaveAsTakenBack(built);
        });
        revocations.refuseBegunMeanwhile(built);
        Copy after = api.exams().copy(copy.id()).orElse(copy);
        Map<String, Object> body = new LinkedHashMap<>(built.body());
        // nobody has put the copy right yet: what is made anew now would be as wrong
        body.put("rebuild", List.of());
        return Response.json(200, body).withHeader("ETag", ShownCopy.etag(after));
    }
}
