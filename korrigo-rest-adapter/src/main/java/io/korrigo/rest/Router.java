package io.korrigo.rest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a call by its method and path. */
final class Router {
    /** Answers one sort of call; {@code ids} are the path's variable segments in order. */
    @FunctionalInterface
    interface Handler {
        Response handle(Request request, List<String> ids) throws IOException;
    }

    private record Route(String method, List<String> pattern, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    /** @param pattern segments joined by "/", a variable one as "*" */
    Router add(String method, String pattern, Handler handler) {
        routes.add(new Route(method, List.of(pattern.split("/")), handler));
        return this;
    }

    /** Every call there is, as method and pattern. */
    List<String> calls() {
        return routes.stream()
                .map(route -> route.method() + " " + String.join("/", route.pattern()))
                .toList();
    }

    Response handle(Request request) throws IOException {
        List<String> allowed = new ArrayList<>();
        for (Route route : routes) {
            List<String> ids = match(route.pattern(), request.path());
            if (ids == null) {
                continue;
            }
            if (route.method().equals(request.method())) {
                return route.handler().handle(request, ids);
            }
            allowed.add(route.method());
        }
        if (!allowed.isEmpty()) {
            throw Problem.methodNotAllowed(String.join(", ", allowed));
        }
        throw Problem.notFound("address.unknown");
    }

    private static @Nullable List<String> match(List<String> pattern, List<String> path) {
        if (pattern.size() != path.size()) {
            return null;
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).equals("*")) {
                ids.add(path.get(i));
            } else if (!pattern.get(i).equals(path.get(i))) {
                return null;
            }
        }
        return ids;
    }
}
