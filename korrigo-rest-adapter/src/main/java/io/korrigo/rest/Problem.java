package io.korrigo.rest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call that is refused or failed, answered as RFC 9457 {@code application/problem+json} with a stable {@code code}, and an {@code
 * error} member beside it for clients of the original API. It has its words when it is sent, in the caller's language.
 */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Object[] about;
    private final transient Map<String, String> headers;
    private boolean refusal;

    private Problem(int status, Map<String, String> headers, String code, Object... about) {
        super(Words.ENGLISH.say(code, about), null, false, false);
        this.status = status;
        this.code = code;
        this.about = about;
        this.headers = headers;
        this.refusal = status == 401 || status == 403;
    }

    private Problem(int status, String code, Object... about) {
        this(status, Map.of(), code, about);
    }

    /** @param code of the words, which {@link Words} has */
    static Problem badRequest(String code, Object... about) {
        return new Problem(400, code, about);
    }

    static Problem unauthenticated() {
        return new Problem(401, Map.of("WWW-Authenticate", "Bearer"), "login.required");
    }

    static Problem wrongLogin() {
        return new Problem(401, Map.of("WWW-Authenticate", "Bearer"), "login.wrong");
    }

    static Problem forbidden(String code, Object... about) {
        return new Problem(403, code, about);
    }

    static Problem notFound(String code, Object... about) {
        return new Problem(404, code, about);
    }

    static Problem methodNotAllowed(String allowed) {
        return new Problem(405, Map.of("Allow", allowed), "address.method", allowed);
    }

    static Problem conflict(String code, Object... about) {
        return new Problem(409, Map.of("Retry-After", "30"), code, about);
    }

    /** As things stand it can't be done, and waiting doesn't change that. */
    static Problem notSo(String code, Object... about) {
        return new Problem(409, code, about);
    }

    /** It was there and was taken back. */
    static Problem gone(String code, Object... about) {
        return new Problem(410, code, about);
    }

    static Problem preconditionFailed() {
        return new Problem(412, "version.changed");
    }

    static Problem preconditionRequired() {
        return new Problem(428, "version.required");
    }

    static Problem tooLarge(String code, Object... about) {
        return new Problem(413, code, about);
    }

    static Problem notSatisfiable(long length) {
        return new Problem(416, Map.of("Content-Range", "bytes */" + length), "file.range", length);
    }

    static Problem unsupported(String code) {
        return new Problem(415, code);
    }

    /** @param seconds after which it may work */
    static Problem tooMany(int seconds, String code, Object... about) {
        return new Problem(429, Map.of("Retry-After", Integer.toString(seconds)), code, about);
    }

    static Problem busy() {
        return new Problem(503, Map.of("Retry-After", "1"), "service.busy");
    }

    /** Somebody else has it at the moment (RFC 4918, 11.3). */
    static Problem locked(String code, Object... about) {
        return new Problem(423, code, about);
    }

    static Problem unprocessable(String code, Object... about) {
        return new Problem(422, code, about);
    }

    static Problem unavailable(String code, Object... about) {
        return new Problem(503, Map.of("Retry-After", "5"), code, about);
    }

    static Problem internal(String incident) {
        return new Problem(500, "service.incident", incident);
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

    /** The body in these words. */
    Map<String, Object> in(Words words) {
        // Among what it is about may be a sentence of the core.
        Object[] told = Arrays.stream(about)
                .map(each -> each instanceof String said ? Failures.in(words.locale(), said) : each)
                .toArray();
        String detail = words.say(code, told);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", words.say("title." + status));
        body.put("status", status);
        body.put("detail", detail);
        body.put("error", detail);
        body.put("code", code);
        return body;
    }

    /** An answer whose words are found when it is sent. */
    Response response() {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Cache-Control", "no-store");
        return new Response(status, all, new Response.Json(this, "application/problem+json"));
    }
}
