package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Access tokens, for administrators. A token is told once, in the answer that made it. */
final class TokenEndpoints {
    private static final int MOST_BYTES = 1 << 12;
    private static final int LONGEST_NAME = 200;
    /** A hundred years: for ever. */
    private static final int MOST_DAYS = 36_500;

    private final SignIn.Tokens tokens;

    TokenEndpoints(SignIn.Tokens tokens) {
        this.tokens = tokens;
    }

    void addTo(Router router) {
        router.add("GET", "api/tokens", this::list)
                .add("POST", "api/tokens", this::issue)
                .add("DELETE", "api/tokens/*", this::revoke);
    }

    private Response list(Request request, List<String> ids) {
        Access.admin(request);
        return Response.json(
                200,
                Map.of(
                        "tokens",
                        tokens.list().stream().map(TokenEndpoints::shown).toList()));
    }

    private static Map<String, Object> shown(SignIn.Tokens.Issued token) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", token.id());
        line.put("name", token.name());
        line.put("role", token.role().name().toLowerCase(Locale.ROOT));
        line.put("issued_at", text(token.issuedAt()));
        line.put("expires_at", text(token.expiresAt()));
        return line;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private Response issue(Request request, List<String> ids) throws IOException {
        Caller caller = Access.admin(request);
        JsonNode body = JsonBody.object(request, MOST_BYTES, Set.of("name", "role", "days"));
        String name = JsonBody.requiredText(body, "name", LONGEST_NAME).strip();
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.badRequest("token.name");
        }
        String asked = JsonBody.text(body, "role");
        Role role = "monitor".equals(asked) ? Role.MONITOR : AccountEndpoints.role(asked);
        JsonNode days = body.path("days");
        boolean forEver = days.isMissingNode() || days.isNull();
        if (!forEver && (!days.isInt() || days.intValue() < 1 || days.intValue() > MOST_DAYS)) {
            throw Problem.badRequest("token.days", MOST_DAYS);
        }
        String token = tokens.issue(name, role, forEver ? null : Duration.ofDays(days.intValue()), caller.name());
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("token", token);
        made.put("name", name);
        made.put("role", role.name().toLowerCase(Locale.ROOT));
        return Response.json(201, made);
    }

    private Response revoke(Request request, List<String> ids) {
        Caller caller = Access.admin(request);
        if (!tokens.revoke(ids.get(0), caller.name())) {
            throw Problem.notFound("token.unknown");
        }
        return Response.json(200, Map.of("id", ids.get(0), "revoked", true));
    }
}
