package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everybody's accounts, for administrators. A password is told once, in the answer that made it. */
final class AccountEndpoints {
    private static final int MOST_BYTES = 1 << 12;
    private static final int LONGEST_NAME = 150;

    private final SignIn.Accounts accounts;

    AccountEndpoints(SignIn.Accounts accounts) {
        this.accounts = accounts;
    }

    void addTo(Router router) {
        router.add("GET", "api/accounts", this::list)
                .add("POST", "api/accounts", this::create)
                .add("POST", "api/accounts/*/password", this::reset)
                .add("DELETE", "api/accounts/*", this::remove);
    }

    private Response list(Request request, List<String> ids) {
        Access.admin(request);
        String query = request.parameter("q");
        if (query != null && query.length() > LONGEST_NAME) {
            throw Problem.badRequest("query.too_long", LONGEST_NAME);
        }
        String beginning = query == null ? "" : query.strip().toLowerCase(Locale.ROOT);
        return Response.json(
                200,
                Map.of(
                        "total",
                        accounts.count(beginning),
                        "accounts",
                        accounts.list(beginning).stream()
                                .map(AccountEndpoints::shown)
                                .toList()));
    }

    private static Map<String, Object> shown(SignIn.Accounts.Entry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("username", entry.username());
        line.put("role", entry.role().name().toLowerCase(Locale.ROOT));
        line.put("student_id", entry.studentId());
        line.put("password_provisional", entry.provisional());
        return line;
    }

    private Response create(Request request, List<String> ids) throws IOException {
        Caller caller = Access.admin(request);
        JsonNode body = JsonBody.object(request, MOST_BYTES, Set.of("username", "role"));
        String username = JsonBody.requiredText(body, "username", LONGEST_NAME);
        Role role = role(JsonBody.text(body, "role"));
        String password =
                accounts.create(username, role, caller.name()).orElseThrow(() -> Problem.notSo("account.name_taken"));
        Map<String, Object> made = told(username.strip().toLowerCase(Locale.ROOT), password);
        made.put("role", role.name().toLowerCase(Locale.ROOT));
        return Response.json(201, made);
    }

    /** Of somebody who is no student. */
    static Role role(@Nullable String name) {
        if ("teacher".equals(name)) {
            return Role.TEACHER;
        } else if ("admin".equals(name)) {
            return Role.ADMIN;
        }
        throw Problem.badRequest("account.role");
    }

    private Response reset(Request request, List<String> ids) {
        Caller caller = Access.admin(request);
        String password = accounts.reset(ids.get(0), caller.name()).orElseThrow(AccountEndpoints::none);
        return Response.json(200, told(ids.get(0), password));
    }

    private static Map<String, Object> told(String username, String password) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("username", username);
        body.put("password", password);
        return body;
    }

    private Response remove(Request request, List<String> ids) {
        Caller caller = Access.admin(request);
        if (!accounts.remove(ids.get(0), caller.name())) {
            throw none();
        }
        return Response.json(200, Map.of("username", ids.get(0), "removed", true));
    }

    private static Problem none() {
        return Problem.notFound("account.unknown");
    }
}
