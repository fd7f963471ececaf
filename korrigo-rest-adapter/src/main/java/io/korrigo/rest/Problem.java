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

    private Problem(int status, String title, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.headers = headers;
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

    static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail, Map.of());
    }

    static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail, Map.of());
    }

    static Problem methodNotAllowed(String allowed) {
        return new Problem(405, "Method not allowed", "Use " + allowed, Map.of("Allow", allowed));
    }

    static Problem tooLarge(String detail) {
        return new Problem(413, "Content too large", detail, Map.of());
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
