package io.korrigo.rest;

import io.korrigo.desk.DecisionStore;
import io.korrigo.desk.DecisionStore.Decision;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.Exam;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Copies of an exam and pictures of their pages, for the exam's teachers. */
final class CopyEndpoints {
    private final RestApi api;
    private final DecisionStore decisions;
    private final ExamAccess access;
    private final Clock clock;
    private final PagePictures pictures;

    CopyEndpoints(RestApi api, DecisionStore decisions, ExamAccess access, PagePictures pictures, Clock clock) {
        this.api = api;
        this.decisions = decisions;
        this.access = access;
        this.clock = clock;
        this.pictures = pictures;
    }

    void addTo(Router router) {
        router.add("GET", "api/exams/*/copies", this::list)
                .add("GET", "api/copies/*", this::show)
                .add("POST", "api/copies/*/release", this::release)
                .add("GET", "api/copies/*/pages/*/image", (request, ids) -> picture(request, ids, 1))
                .add(
                        "GET",
                        "api/copies/*/pages/*/header",
                        (request, ids) -> picture(request, ids, PagePictures.HEADER));
    }

    private Response list(Request request, List<String> ids) {
        Exam exam = access.exam(ids.get(0), Access.staff(request));
        Map<String, Decision> made = new HashMap<>();
        decisions.decisions(exam.id()).forEach(decision -> made.put(decision.copyId(), decision));
        return Response.json(
                200,
                Map.of(
                        "exam_id",
                        exam.id(),
                        "copies",
                        api.exams().copies(exam.id()).stream()
                                .map(copy -> ShownCopy.of(copy, made.get(copy.id())))
                                .toList()));
    }

    private Response show(Request request, List<String> ids) {
        Copy copy = access.copy(ids.get(0), Access.staff(request));
        return Response.json(
                        200, ShownCopy.of(copy, decisions.decision(copy.id()).orElse(null)))
                .withHeader("ETag", ShownCopy.etag(copy));
    }

    private Response release(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        IfMatch.require(request, ShownCopy.etag(copy));
        api.transactions().run(() -> {
            switch (api.exams().release(copy.id(), copy.version())) {
                case STORED -> {}
                case COPY_CHANGED -> throw Problem.preconditionFailed();
                default -> throw Problem.notSo("copy.not_to_release");
            }
            api.audit().record(AuditLog.Event.CORRECTION, caller.name(), copy.id(), "released");
        });
        Copy after = api.exams().copy(copy.id()).orElse(copy);
        return Response.json(
                        200, ShownCopy.of(after, decisions.decision(after.id()).orElse(null)))
                .withHeader("ETag", ShownCopy.etag(after));
    }

    /** @param part of the page's height, from its top */
    private Response picture(Request request, List<String> ids, double part) throws IOException {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        List<String> pages = copy.pages();
        String number = ids.get(1);
        if (!number.matches("[0-9]{1,6}") || Integer.parseInt(number) >= pages.size()) {
            throw Problem.notFound("copy.no_such_page");
        }
        int width = PagePictures.width(request.parameter("w"));
        String key = pages.get(Integer.parseInt(number));
        Response answer = pictures.answer(key, width, part, "page-" + number + ".jpg");
        if (!request.headersOnly()) {
            // Once a day: whoever turns pages at the desk looks at each of them often.
            LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            api.audit()
                    .recordOnce(
                            "pages/" + caller.name().hashCode() + "/" + copy.id() + "/" + day,
                            AuditLog.Event.DOWNLOAD,
                            caller.name(),
                            copy.id(),
                            "pages shown");
        }
        return answer;
    }
}
