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

/** Signing in and out, who somebody is, and their password. Each login gets a new secret, and ends the session that came with it. */
final class SessionEndpoints {
    private static final int MOST_BYTES = 1 << 12;
    private static final int LONGEST = 1_000;

    private final SignIn signIn;
    private final Clock clock;

    SessionEndpoints(SignIn signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    void addTo(Router router) {
        router.add("GET", "api/session", this::show)
                .add("POST", "api/session", this::open)
                .add("PUT", "api/session/password", this::changePassword)
                .add("DELETE", "api/session", this::end);
    }

    private Response show(Request request, List<String> ids) {
        Caller caller = Access.anybody(request);
        String secret = caller.byCookie() ? SessionCookie.secret(request) : null;
        return Response.json(200, shown(caller, secret));
    }

    private Map<String, Object> shown(Caller caller, @Nullable String secret) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", caller.name());
        body.put(
                "roles",
                caller.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
        if (secret != null) {
            body.put("password_provisional", caller.roles().isEmpty() && signIn.isProvisional(caller.name()));
            body.put("csrf_token", SessionCookie.token(secret));
        }
        return body;
    }

    private Response open(Request request, List<String> ids) throws IOException {
        Access.requireSameSite(request);
        JsonNode body = JsonBody.object(request, MOST_BYTES, Set.of("username", "password", "token"));
        String token = JsonBody.text(body, "token");
        String username = JsonBody.text(body, "username");
        String password = JsonBody.text(body, "password");
        if ((token == null) == (username == null || password == null)) {
            throw Problem.badRequest("login.one_of");
        }
        if (username != null && username.isBlank()) {
            // Nobody is called so, and no host has to think of it.
            throw Problem.wrongLogin();
        }
        Optional<SignIn.Session> opened;
        try {
            opened = token != null
                    ? signIn.byToken(token)
                    : signIn.byPassword(
                            Objects.requireNonNull(username), Objects.requireNonNull(password), request.address());
        } catch (SignIn.TooOften tooOften) {
            throw tooMany(tooOften);
        }
        SignIn.Session session = opened.orElseThrow(Problem::wrongLogin);
        String before = SessionCookie.secret(request);
        if (before != null) {
            signIn.end(before);
        }
        return opened(request, session);
    }

    private static Problem tooMany(SignIn.TooOften tooOften) {
        return Problem.tooMany(tooOften.seconds(), "login.too_often");
    }

    private Response opened(Request request, SignIn.Session session) {
        long seconds = Math.max(
                0, Duration.between(clock.instant(), session.expiresAt()).toSeconds());
        return Response.json(200, shown(session.caller(), session.secret()))
                .withHeader("Set-Cookie", SessionCookie.set(request, session.secret(), seconds));
    }

    private Response changePassword(Request request, List<String> ids) throws IOException {
        Caller caller = Access.anybody(request);
        JsonNode body = JsonBody.object(request, MOST_BYTES, Set.of("password", "new_password"));
        String current = JsonBody.requiredText(body, "password", LONGEST);
        String next = JsonBody.requiredText(body, "new_password", LONGEST);
        try {
            return opened(
                    request,
                    signIn.changePassword(caller, current, next, request.address())
                            .orElseThrow(() -> Problem.forbidden("login.current_password")));
        } catch (SignIn.TooOften tooOften) {
            throw tooMany(tooOften);
        }
    }

    private Response end(Request request, List<String> ids) {
        Access.anybody(request);
        String secret = SessionCookie.secret(request);
        if (secret != null) {
            signIn.end(secret);
        }
        return Response.json(200, Map.of("signed_out", secret != null))
                .withHeader("Set-Cookie", SessionCookie.set(request, "", 0));
    }
}
