package io.korrigo.rest;

import io.korrigo.task.Progress;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task as a line of a list and as an event: how it stands, without what went in and came out. */
final class ShownTask {
    private ShownTask() {}

    static Map<String, Object> line(TaskSnapshot task, Request request) {
        Map<String, Object> line = line(task.standing(), request.prefix());
        if (task.error() != null) {
            line.put("error", Failures.in(request.words().locale(), task.error()));
        }
        return line;
    }

    static Map<String, Object> line(TaskStore.Standing task, String prefix) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("task_id", task.id().toString());
        line.put("kind", task.kind());
        line.put("owner", task.owner());
        line.put("exam_id", task.subject());
        line.put("status", task.state().name());
        line.put("ready", task.ready());
        line.put("attempt", task.attempt());
        Progress progress = task.progress();
        if (progress != null && !task.ready()) {
            line.put("progress", progress(progress));
        }
        line.put("submitted_at", task.submittedAt().toString());
        line.put("ended_at", text(task.endedAt()));
        line.put("status_url", statusUrl(task.id().toString(), prefix));
        return line;
    }

    static Map<String, Object> progress(Progress progress) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("current", progress.current());
        numbers.put("total", progress.total());
        numbers.put("percent", progress.percent());
        return numbers;
    }

    static String statusUrl(String taskId, String prefix) {
        return prefix + "/api/tasks/" + taskId + "/status/";
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
