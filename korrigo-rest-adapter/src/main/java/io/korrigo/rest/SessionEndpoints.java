package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and who somebody is. Each login gets a new secret, and ends the session that came with it. */
final class SessionEndpoints {
    private static final int MOST_BYTES = 1 << 12;
    private static final Set<String> MEMBERS = Set.of("username", "password", "token");

    private final SignIn signIn;
    private final Clock clock;

    SessionEndpoints(SignIn signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    void addTo(Router router) {
        router.add("GET", "api/session", SessionEndpoints::show)
                .add("POST", "api/session", this::open)
                .add("DELETE", "api/session", this::end);
    }

    private static Response show(Request request, List<String> ids) {
        return Response.json(200, shown(Access.caller(request)));
    }

    private static Map<String, Object> shown(Caller caller) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", caller.name());
        body.put(
                "roles",
                caller.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
        return body;
    }

    private Response open(Request request, List<String> ids) throws IOException {
        Access.requireSameSite(request);
        JsonNode body = JsonBody.object(request, MOST_BYTES, MEMBERS);
        String token = JsonBody.text(body, "token");
        String username = JsonBody.text(body, "username");
        String password = JsonBody.text(body, "password");
        if ((token == null) == (username == null || password == null)) {
            throw Problem.badRequest("Sign in with a username and a password, or with a token");
        }
        Optional<SignIn.Session> opened;
        try {
            opened = token != null
                    ? signIn.byToken(token)
                    : signIn.byPassword(Objects.requireNonNull(username), Objects.requireNonNull(password));
        } catch (SignIn.TooOften tooOften) {
            throw Problem.tooMany("Too many attempts; wait before the next one", tooOften.seconds());
        }
        SignIn.Session session = opened.orElseThrow(Problem::wrongLogin);
        String before = cookie(request);
        if (before != null) {
            signIn.end(before);
        }
        long seconds = Math.max(
                0, Duration.between(clock.instant(), session.expiresAt()).toSeconds());
        return Response.json(200, shown(session.caller()))
                .withHeader("Set-Cookie", cookie(request, session.secret(), seconds));
    }

    private Response end(Request request, List<String> ids) {
        Access.caller(request);
        String secret = cookie(request);
        if (secret != null) {
            signIn.end(secret);
        }
        return Response.json(200, Map.of("signed_out", secret != null))
                .withHeader("Set-Cookie", cookie(request, "", 0));
    }

    private static String cookie(Request request, String value, long seconds) {
        return SignIn.COOKIE + "=" + value + "; Path=" + request.prefix() + "/; Max-Age=" + seconds
                + "; HttpOnly; SameSite=Strict" + (request.secure() ? "; Secure" : "");
    }

    private static @Nullable String cookie(Request request) {
        String header = request.header("Cookie");
        if (header == null) {
            return null;
        }
        for (String each : header.split(";")) {
            String[] pair = each.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals(SignIn.COOKIE)) {
                return pair[1];
            }
        }
        return null;
    }
}
