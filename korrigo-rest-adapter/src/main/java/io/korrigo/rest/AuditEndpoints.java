package io.korrigo.rest;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.Exam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who did what to an exam and its copies, for its teachers. */
final class AuditEndpoints {
    private static final int USUAL = 200;
    private static final int MOST = 1_000;
    /** Days: a school year. */
    private static final int LONGEST = 366;

    private final RestApi api;
    private final ExamAccess access;
    private final Clock clock;

    AuditEndpoints(RestApi api, ExamAccess access, Clock clock) {
        this.api = api;
        this.access = access;
        this.clock = clock;
    }

    void addTo(Router router) {
        router.add("GET", "api/exams/*/audit", this::show);
    }

    private Response show(Request request, List<String> ids) {
        Exam exam = access.exam(ids.get(0), Access.staff(request));
        Instant since = clock.instant().minus(Duration.ofDays(number(request, "days", LONGEST, 7)));
        int limit = number(request, "limit", MOST, USUAL);
        List<String> subjects = new ArrayList<>();
        subjects.add(exam.id());
        api.exams().copies(exam.id()).stream().map(Copy::id).forEach(subjects::add);
        List<Map<String, Object>> entries = api.audit().latest(subjects, since, limit).stream()
                .map(AuditEndpoints::shown)
                .toList();
        return Response.json(200, Map.of("exam_id", exam.id(), "entries", entries));
    }

    private static int number(Request request, String name, int most, int otherwise) {
        @Nullable String value = request.parameter(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw Problem.badRequest("query.number", name, 1, most);
        }
        return Integer.parseInt(value);
    }

    private static Map<String, Object> shown(AuditLog.DatedEntry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", entry.at().toString());
        line.put("event", entry.event().name().toLowerCase(Locale.ROOT));
        line.put("actor", entry.actor());
        line.put("subject", entry.subject());
        line.put("detail", entry.detail());
        return line;
    }
}
