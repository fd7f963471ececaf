package io.korrigo.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The cookie of a session, and the token by which a page proves that it may read the session's answers. */
final class SessionCookie {
    /** What a page sends back where filters on the way take Sec-Fetch-Site and Origin away. */
    static final String TOKEN_HEADER = "X-CSRF-Token";

    private SessionCookie() {}

    /** Its value, or null where none came. */
    static @Nullable String secret(Request request) {
        String header = request.header("Cookie");
        if (header == null) {
            return null;
        }
        for (String each : header.split(";")) {
            String[] pair = each.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals(SignIn.COOKIE) && !pair[1].isEmpty()) {
                return pair[1];
            }
        }
        return null;
    }

    /** A Set-Cookie header for it. */
    static String set(Request request, String secret, long seconds) {
        return SignIn.COOKIE + "=" + secret + "; Path=" + request.prefix() + "/; Max-Age=" + seconds
                + "; HttpOnly; SameSite=Strict" + (request.secure() ? "; Secure" : "");
    }

    /** The token of a session: follows from its secret, which doesn't follow from it. */
    static String token(String secret) {
        return Sha256.of("korrigo page of " + secret);
    }

    /** Whether the call brings the token of the cookie that it brings. */
    static boolean provesPage(Request request) {
        String secret = secret(request);
        String token = request.header(TOKEN_HEADER);
        return secret != null
                && token != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), token(secret).getBytes(StandardCharsets.UTF_8));
    }
}
