package io.korrigo.rest;

import io.korrigo.task.TaskSnapshot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tasks as they go on, as server-sent events: one of them, or all of the caller's. */
final class EventEndpoints {
    private final TaskFinder finder;
    private final ExamAccess access;

    EventEndpoints(TaskFinder finder, ExamAccess access) {
        this.finder = finder;
        this.access = access;
    }

    void addTo(Router router) {
        router.add("GET", "api/events", this::all).add("GET", "api/tasks/*/events", this::one);
    }

    private Response all(Request request, List<String> ids) {
        Caller caller = Access.caller(request);
        return live(TaskFeed.ofOwner(caller.name(), lastId(request), task -> access.mayHear(task, caller)));
    }

    private Response one(Request request, List<String> ids) {
        Caller caller = Access.caller(request);
        TaskSnapshot task = finder.task(ids.get(0), caller);
        return live(TaskFeed.ofTask(task.id(), lastId(request), standing -> access.mayHear(standing, caller)));
    }

    private static Response live(TaskFeed feed) {
        return new Response(200, Map.of("Cache-Control", "no-store"), new Response.Live(feed));
    }

    /** A browser sends the header by itself when it comes back; whoever begins anew elsewhere can't, and says it in the query. */
    private static @Nullable String lastId(Request request) {
        String header = request.header("Last-Event-ID");
        return header != null ? header : request.parameter("last_event_id");
    }
}
