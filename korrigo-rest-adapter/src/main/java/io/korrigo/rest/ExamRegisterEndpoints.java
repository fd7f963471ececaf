package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.desk.ExamRegister;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Exam;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Exams made, changed and removed: by administrators, and by teachers those that name them. */
final class ExamRegisterEndpoints {
    /** A marking scheme of a thousand questions has room. */
    private static final int MOST_BYTES = 1 << 18;

    private final RestApi api;
    private final ExamRegister register;
    private final ExamAccess access;
    private final Clock clock;

    ExamRegisterEndpoints(RestApi api, ExamRegister register, ExamAccess access, Clock clock) {
        this.api = api;
        this.register = register;
        this.access = access;
        this.clock = clock;
    }

    void addTo(Router router) {
        router.add("GET", "api/exams", this::list)
                .add("POST", "api/exams", this::create)
                .add("GET", "api/exams/*", this::show)
                .add("PUT", "api/exams/*", this::change)
                .add("DELETE", "api/exams/*", this::remove);
    }

    private Response list(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        List<Exam> exams = register.exams(caller.admin() ? null : caller.name());
        return Response.json(
                200, Map.of("exams", exams.stream().map(ExamJson::shown).toList()));
    }

    private Response create(Request request, List<String> ids) throws IOException {
        Caller caller = Access.staff(request);
        JsonNode body = JsonBody.object(request, MOST_BYTES, ExamJson.MEMBERS);
        String id = body.has("exam_id")
                ? JsonBody.requiredText(body, "exam_id", 64)
                : UUID.randomUUID().toString();
        if (!id.matches("[A-Za-z0-9._-]+") || id.matches("\\.+")) {
            throw Problem.badRequest("exam.id_malformed");
        }
        Exam exam = ExamJson.read(body, id, null);
        requireOwn(exam, caller);
        if (!register.add(exam)) {
            throw Problem.notSo("exam.id_taken");
        }
        audit(caller, exam, "created");
        return shown(201, exam).withHeader("Location", request.prefix() + "/api/exams/" + id + "/");
    }

    private Response show(Request request, List<String> ids) {
        return shown(200, access.exam(ids.get(0), Access.staff(request)));
    }

    /** Members that the body leaves out stay. */
    private Response change(Request request, List<String> ids) throws IOException {
        Caller caller = Access.staff(request);
        Exam before = access.exam(ids.get(0), caller);
        JsonNode body = JsonBody.object(request, MOST_BYTES, ExamJson.MEMBERS);
        IfMatch.require(request, ExamJson.etag(before));
        if (body.has("exam_id") && !before.id().equals(JsonBody.text(body, "exam_id"))) {
            throw Problem.badRequest("exam.id_kept");
        }
        Exam after = ExamJson.read(body, before.id(), before);
        requireOwn(after, caller);
        if (!register.replace(before, after)) {
            throw Problem.preconditionFailed();
        }
        audit(caller, after, "changed");
        return shown(200, after);
    }

    /** A teacher who made an exam without their name could never see it again. */
    private static void requireOwn(Exam exam, Caller caller) {
        if (!caller.admin() && !exam.teachers().contains(caller.name())) {
            throw Problem.forbidden("exam.own_teacher");
        }
    }

    private Response remove(Request request, List<String> ids) {
        Caller caller = Access.admin(request);
        Exam exam = access.exam(ids.get(0), caller);
        boolean busy = Arrays.stream(TaskState.values())
                .filter(state -> !state.ready())
                .anyMatch(state -> !api.executor()
                        .store()
                        .list(new TaskStore.Filter(null, null, state, null, exam.id(), null, null), 1)
                        .isEmpty());
        if (busy) {
            throw Problem.conflict("exam.tasks_open");
        }
        ExamRegister.Removal removal = register.remove(exam.id()).orElseThrow(() -> Problem.notFound("exam.unknown"));
        audit(caller, exam, "removed with " + removal.copies() + " copies");
        Map<String, Object> receipt = new LinkedHashMap<>();
        receipt.put("exam_id", removal.examId());
        receipt.put("removed_at", clock.instant().toString());
        receipt.put("copies", removal.copies());
        receipt.put("files", removal.files());
        receipt.put("remains", "The files themselves go with a clean-up, results of tasks with their time");
        return Response.json(200, receipt);
    }

    private void audit(Caller caller, Exam exam, String what) {
        api.audit().record(AuditLog.Event.EXAM, caller.name(), exam.id(), what);
    }

    private static Response shown(int status, Exam exam) {
        return Response.json(status, ExamJson.shown(exam)).withHeader("ETag", ExamJson.etag(exam));
    }
}
