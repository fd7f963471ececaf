package io.korrigo.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call that is refused or failed, answered as RFC 9457 {@code application/problem+json} with an {@code error} member
 * beside it for clients of the original API.
 */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient Map<String, String> headers;
    private boolean refusal;

    private Problem(int status, String title, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.headers = headers;
        this.refusal = status == 401 || status == 403;
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "Bad request", detail, Map.of());
    }

    static Problem unauthenticated() {
        return new Problem(
                401,
                "Authentication required",
                "Send a valid access token as 'Authorization: Bearer TOKEN'",
                Map.of("WWW-Authenticate", "Bearer"));
    }

    static Problem wrongLogin() {
        return new Problem(
                401,
                "Authentication required",
                "Name and password, or the token, are not right",
                Map.of("WWW-Authenticate", "Bearer"));
    }

    static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail, Map.of());
    }

    static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail, Map.of());
    }

    static Problem methodNotAllowed(String allowed) {
        return new Problem(405, "Method not allowed", "Use " + allowed, Map.of("Allow", allowed));
    }

    static Problem conflict(String detail) {
        return new Problem(409, "Conflict", detail, Map.of("Retry-After", "30"));
    }

    /** As things stand it can't be done, and waiting doesn't change that. */
    static Problem notSo(String detail) {
        return new Problem(409, "Conflict", detail, Map.of());
    }

    /** It was there and was taken back. */
    static Problem gone(String detail) {
        return new Problem(410, "Gone", detail, Map.of());
    }

    static Problem preconditionFailed() {
        return new Problem(412, "Precondition failed", "It has changed since you read it; read it again", Map.of());
    }

    static Problem preconditionRequired() {
        return new Problem(
                428, "Precondition required", "Send If-Match with the ETag of what your change is based on", Map.of());
    }

    static Problem tooLarge(String detail) {
        return new Problem(413, "Content too large", detail, Map.of());
    }

    static Problem notSatisfiable(long length) {
        return new Problem(
                416,
                "Range not satisfiable",
                "The file has " + length + " bytes",
                Map.of("Content-Range", "bytes */" + length));
    }

    static Problem unsupported(String detail) {
        return new Problem(415, "Unsupported media type", detail, Map.of());
    }

    /** @param seconds after which it may work */
    static Problem tooMany(String detail, int seconds) {
        return new Problem(429, "Too many requests", detail, Map.of("Retry-After", Integer.toString(seconds)));
    }

    static Problem busy() {
        return new Problem(
                503,
                "Service unavailable",
                "As many calls are being answered as can be; try again soon",
                Map.of("Retry-After", "1"));
    }

    static Problem unprocessable(String detail) {
        return new Problem(422, "Unprocessable content", detail, Map.of());
    }

    static Problem unavailable(String detail) {
        return new Problem(503, "Service unavailable", detail, Map.of("Retry-After", "5"));
    }

    static Problem internal(String incident) {
        return new Problem(
                500, "Internal error", "Something failed here; the log has it as incident " + incident, Map.of());
    }

    /** Says that the caller may not have what is there, though the answer doesn't tell. */
    Problem hidingRefusal() {
        refusal = true;
        return this;
    }

    /** Whether somebody was kept from something, which the audit log tells. */
    boolean isRefusal() {
        return refusal;
    }

    int status() {
        return status;
    }

    Response response() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", getMessage());
        body.put("error", getMessage());
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Cache-Control", "no-store");
        return new Response(status, all, new Response.Json(body, "application/problem+json"));
    }
}
