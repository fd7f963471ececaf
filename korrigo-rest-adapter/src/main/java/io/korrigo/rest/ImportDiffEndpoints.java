package io.korrigo.rest;

import io.korrigo.exam.AuditLog;
import io.korrigo.roster.RosterProblem;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.tasks.ImportDiff;
import io.korrigo.tasks.ImportDiff.Kind;
import io.korrigo.tasks.ImportStudents;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a dry run of an import found, and doing that very thing. */
final class ImportDiffEndpoints {
    /** Lines of one answer, unless told. */
    private static final int USUAL = 200;

    private static final int MOST = 1_000;

    private final RestApi api;
    private final TaskFinder finder;
    private final AcceptedWork submissions;

    ImportDiffEndpoints(RestApi api, TaskFinder finder, AcceptedWork submissions) {
        this.api = api;
        this.finder = finder;
        this.submissions = submissions;
    }

    void addTo(Router router) {
        router.add("GET", "api/tasks/*/diff", this::show).add("POST", "api/tasks/*/apply", this::apply);
    }

    /** A dry run that has ended well. */
    private record DryRun(
            TaskSnapshot task, ImportStudents.Parameters parameters, ImportStudents.Result result, String diff) {}

    private DryRun dryRun(String id, Caller caller) {
        TaskSnapshot task = finder.task(id, caller);
        if (task.parameters() instanceof ImportStudents.Parameters parameters && parameters.dryRun()) {
            if (task.result() instanceof ImportStudents.Result result && result.diff() != null) {
                return new DryRun(task, parameters, result, result.diff());
            }
            throw Problem.notFound("diff.none");
        }
        throw Problem.notFound("diff.no_dry_run");
    }

    private Response show(Request request, List<String> ids) throws IOException {
        Caller caller = Access.admin(request);
        DryRun run = dryRun(ids.get(0), caller);
        Optional<Kind> kind = kind(request.parameter("kind"));
        long after = number(request, "after", 0, Integer.MAX_VALUE, 0);
        int limit = (int) number(request, "limit", 1, MOST, USUAL);
        String task = run.task().id().toString();
        ImportDiff.Part part;
        try {
            part = ImportDiff.read(api.blobs(), task, kind.orElse(null), after, limit);
        } catch (NoSuchFileException gone) {
            throw Problem.notFound("diff.gone");
        }
        api.audit()
                .recordOnce(
                        "diff/" + caller.name().hashCode() + "/" + task,
                        AuditLog.Event.DOWNLOAD,
                        caller.name(),
                        task,
                        "diff");
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("created", run.result().created());
        counts.put("updated", run.result().updated());
        counts.put("rejected", run.result().skipped());
        counts.put("left_out", run.result().leftOut());
        counts.put("missing", run.result().missing());
        counts.put("unchanged", run.result().unchanged());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("task_id", task);
        body.put("diff", run.diff());
        body.put("counts", counts);
        body.put(
                "rows",
                part.rows().stream().map(row -> shown(row, request.words())).toList());
        body.put(
                "next",
                part.next() < 0
                        ? null
                        : request.prefix() + "/api/tasks/" + task + "/diff/?after=" + part.next() + "&limit=" + limit
                                + kind.map(only -> "&kind=" + only.name().toLowerCase(Locale.ROOT))
                                        .orElse(""));
        return Response.json(200, body);
    }

    private static Optional<Kind> kind(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("diff.kind")));
    }

    private static long number(Request request, String name, int least, int most, int otherwise) {
        String value = request.parameter(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[0-9]{1,9}") || Long.parseLong(value) < least || Long.parseLong(value) > most) {
            throw Problem.badRequest("query.number", name, least, most);
        }
        return Long.parseLong(value);
    }

    private static Map<String, Object> shown(ImportDiff.Row row, Words words) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", row.kind().name().toLowerCase(Locale.ROOT));
        line.put("line", row.line() == 0 ? null : row.line());
        line.put("sheet", orNull(row.sheet()));
        ImportDiff.Person student = row.student();
        if (student != null) {
            line.put("student_id", orNull(student.id()));
            line.put("last_name", student.lastName());
            line.put("first_name", student.firstName());
            line.put("birth_date", orNull(student.birthDate()));
            line.put("class_name", orNull(student.className()));
        }
        switch (row.kind()) {
            case UPDATED ->
                line.put(
                        "changes",
                        row.notes().stream()
                                .map(note -> note(
                                        "field",
                                        note.code().toLowerCase(Locale.ROOT),
                                        "before",
                                        note.from(),
                                        "after",
                                        note.to()))
                                .toList());
            case REJECTED ->
                line.put(
                        "problems",
                        row.notes().stream()
                                .map(note -> note(
                                        "code",
                                        note.code(),
                                        "column",
                                        note.from(),
                                        "message",
                                        RosterProblem.Code.valueOf(note.code()).said(words.locale(), note.to())))
                                .toList());
            case LEFT_OUT -> line.put("reason", row.notes().get(0).code().toLowerCase(Locale.ROOT));
            case CREATED, MISSING -> {}
        }
        return line;
    }

    private static Map<String, Object> note(
            String what, String code, String from, String before, String to, String after) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put(what, code);
        note.put(from, orNull(before));
        note.put(to, after);
        return note;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private Response apply(Request request, List<String> ids) throws IOException {
        Caller caller = Access.admin(request);
        DryRun run = dryRun(ids.get(0), caller);
        ImportStudents.Parameters rehearsed = run.parameters();
        if (!api.blobs().touch(rehearsed.file())) {
            throw Problem.notFound("file.upload_gone");
        }
        return submissions.acceptOnce(
                request,
                caller,
                ImportStudents.KIND,
                new ImportStudents.Parameters(
                        rehearsed.file(),
                        rehearsed.filename(),
                        rehearsed.accounts(),
                        rehearsed.allOrNothing(),
                        false,
                        rehearsed.hints(),
                        run.diff()),
                new AcceptedWork.Said("work.import"),
                Map.of("filename", rehearsed.filename()));
    }
}
