package io.korrigo.rest;

import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists of tasks: the caller's, and for administrators everybody's, the last submitted first; and what a task tells of itself. */
final class TaskListEndpoints {
    private static final int USUAL = 50;
    private static final int MOST = 100;
    private static final List<String> FILTERS = List.of("owner", "kind", "status", "exam", "since", "until");

    private final TaskStore store;
    private final TaskFinder finder;

    TaskListEndpoints(TaskStore store, TaskFinder finder) {
        this.store = store;
        this.finder = finder;
    }

    void addTo(Router router) {
        router.add("GET", "api/tasks", this::list)
                .add("GET", "api/tasks/*/children", this::children)
                .add("GET", "api/tasks/*/log", this::log);
    }

    private Response list(Request request, List<String> ids) {
        Caller caller = Access.caller(request);
        int limit = limit(request);
        TaskStore.Filter filter = TaskFinder.filter(request::parameter, caller).before(before(request));
        TaskFinder.Page page = finder.page(filter, limit, caller);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tasks", lines(page.tasks(), request));
        body.put("next", page.last() == null ? null : next(request, limit, page.last()));
        return Response.json(200, body);
    }

    private Response children(Request request, List<String> ids) {
        TaskSnapshot parent = finder.task(ids.get(0), Access.caller(request));
        return Response.json(
                200,
                Map.of("task_id", parent.id().toString(), "children", lines(store.children(parent.id()), request)));
    }

    private Response log(Request request, List<String> ids) {
        TaskSnapshot task = finder.task(ids.get(0), Access.caller(request));
        return Response.json(200, Map.of("task_id", task.id().toString(), "lines", store.log(task.id())));
    }

    private static List<Map<String, Object>> lines(List<TaskSnapshot> tasks, Request request) {
        return tasks.stream().map(task -> ShownTask.line(task, request)).toList();
    }

    private static int limit(Request request) {
        String text = request.parameter("limit");
        if (text == null) {
            return USUAL;
        }
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST) {
            throw Problem.badRequest("query.number", "limit", 1, MOST);
        }
        return Integer.parseInt(text);
    }

    private static @Nullable TaskId before(Request request) {
        String text = request.parameter("before");
        return text == null ? null : TaskId.parse(text).orElseThrow(() -> Problem.badRequest("tasks.before"));
    }

    /** The same list from where this page ends. */
    private static String next(Request request, int limit, TaskId last) {
        StringBuilder url = new StringBuilder(request.prefix() + "/api/tasks/?limit=" + limit + "&before=" + last);
        for (String name : FILTERS) {
            String value = request.parameter(name);
            if (value != null) {
                url.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        return url.toString();
    }
}
