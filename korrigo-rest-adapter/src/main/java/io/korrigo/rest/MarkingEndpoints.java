package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.desk.MarkingStore;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.PageRegion;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a corrector writes on a copy: annotations, marks, remarks and an appreciation, read and replaced as a whole. */
final class MarkingEndpoints {
    /** Some ten thousand annotations. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int LONGEST_QUESTION = 100;
    private static final BigDecimal MOST_POINTS = new BigDecimal(10_000);
    private static final Set<String> MEMBERS = Set.of("annotations", "scores", "remarks", "appreciation");
    private static final Set<String> OF_AN_ANNOTATION =
            Set.of("page_index", "x", "y", "w", "h", "type", "content", "score_delta");
    /** Width and height of an annotation that has none, as the original drew it. */
    private static final double USUAL_SIZE = 0.1;

    private final RestApi api;
    private final MarkingStore markings;
    private final ExamAccess access;

    MarkingEndpoints(RestApi api, MarkingStore markings, ExamAccess access) {
        this.api = api;
        this.markings = markings;
        this.access = access;
    }

    void addTo(Router router) {
        router.add("GET", "api/copies/*/marking", this::show).add("PUT", "api/copies/*/marking", this::replace);
    }

    private Response show(Request request, List<String> ids) {
        return shown(access.copy(ids.get(0), Access.staff(request)));
    }

    private Response shown(Copy copy) {
        CopyMarks marks = api.exams().marks(copy.id());
        List<Annotation> annotations = api.exams().annotations(copy.id());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("copy_id", copy.id());
        body.put(
                "annotations", annotations.stream().map(MarkingEndpoints::shown).toList());
        body.put("scores", marks.scores());
        body.put("remarks", marks.remarks());
        body.put("appreciation", marks.appreciation());
        body.put("mark", marks.finalMark(annotations).orElse(null));
        return Response.json(200, body).withHeader("ETag", ShownCopy.etag(copy));
    }

    private static Map<String, Object> shown(Annotation annotation) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("page_index", annotation.pageIndex());
        body.put("x", annotation.region().x());
        body.put("y", annotation.region().y());
        body.put("w", annotation.region().w());
        body.put("h", annotation.region().h());
        body.put("type", annotation.type().name());
        body.put("content", annotation.content());
        body.put("score_delta", annotation.scoreDelta());
        return body;
    }

    private Response replace(Request request, List<String> ids) throws IOException {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        JsonNode body = JsonBody.object(request, MOST_BYTES, MEMBERS);
        IfMatch.require(request, ShownCopy.etag(copy));
        LockToken.require(request, markings, copy.id());
        List<Annotation> annotations =
                annotations(body.path("annotations"), copy.pages().size());
        CopyMarks marks = marks(body);
        switch (markings.mark(copy.id(), copy.version(), annotations, marks)) {
            case STORED -> {}
            case COPY_CHANGED -> throw Problem.preconditionFailed();
            case NOT_ALLOWED -> throw Problem.notSo("marking.graded");
        }
        api.audit()
                .record(
                        AuditLog.Event.ANNOTATION,
                        caller.name(),
                        copy.id(),
                        annotations.size() + " annotations, " + marks.scores().size() + " scores");
        return shown(api.exams().copy(copy.id()).orElse(copy));
    }

    private static List<Annotation> annotations(JsonNode list, int pages) {
        List<Annotation> annotations = new ArrayList<>();
        if (!list.isMissingNode() && !list.isArray()) {
            throw Problem.badRequest("marking.annotations_list");
        }
        for (JsonNode each : list) {
            if (!each.isObject()) {
                throw Problem.badRequest("marking.annotation_object");
            }
            JsonBody.checkMembers(each, "An annotation", OF_AN_ANNOTATION);
            JsonNode page = each.path("page_index");
            if (!page.isInt() || page.intValue() < 0 || page.intValue() >= pages) {
                throw Problem.badRequest("marking.page_index", pages);
            }
            String content = JsonBody.text(each, "content");
            annotations.add(new Annotation(
                    page.intValue(),
                    region(each),
                    type(JsonBody.text(each, "type")),
                    content == null ? "" : content,
                    points(each, "score_delta")));
        }
        return annotations;
    }

    private static PageRegion region(JsonNode annotation) {
        double w = annotation.has("w") ? number(annotation, "w") : USUAL_SIZE;
        double h = annotation.has("h") ? number(annotation, "h") : USUAL_SIZE;
        try {
            return new PageRegion(number(annotation, "x"), number(annotation, "y"), w, h);
        } catch (IllegalArgumentException outside) {
            throw Problem.badRequest("marking.outside_page");
        }
    }

    private static double number(JsonNode annotation, String member) {
        if (!annotation.path(member).isNumber()) {
            throw Problem.badRequest("marking.outside_page");
        }
        return annotation.path(member).doubleValue();
    }

    private static AnnotationType type(@Nullable String name) {
        return Arrays.stream(AnnotationType.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("marking.type", Arrays.toString(AnnotationType.values())));
    }

    private static CopyMarks marks(JsonNode body) {
        Map<String, BigDecimal> scores = new LinkedHashMap<>();
        for (String question : questions(body, "scores")) {
            BigDecimal points = points(body.path("scores"), question);
            if (points == null) {
                throw Problem.badRequest("marking.score");
            }
            scores.put(question, points);
        }
        Map<String, String> remarks = new LinkedHashMap<>();
        for (String question : questions(body, "remarks")) {
            String remark = JsonBody.text(body.path("remarks"), question);
            remarks.put(question, remark == null ? "" : remark);
        }
        String appreciation = JsonBody.text(body, "appreciation");
        return new CopyMarks(scores, remarks, appreciation == null ? "" : appreciation);
    }

    private static List<String> questions(JsonNode body, String member) {
        JsonNode byQuestion = body.path(member);
        if (!byQuestion.isMissingNode() && !byQuestion.isObject()) {
            throw Problem.badRequest("marking.by_question", member);
        }
        List<String> questions = new ArrayList<>();
        byQuestion.fieldNames().forEachRemaining(questions::add);
        if (questions.stream()
                .anyMatch(id -> id.isBlank() || id.length() > LONGEST_QUESTION || id.indexOf('\0') >= 0)) {
            throw Problem.badRequest("marking.question_id", LONGEST_QUESTION);
        }
        return questions;
    }

    /** Null where there are none. */
    private static @Nullable BigDecimal points(JsonNode object, String member) {
        JsonNode points = object.path(member);
        if (points.isMissingNode() || points.isNull()) {
            return null;
        }
        if (!points.isNumber()
                || points.decimalValue().abs().compareTo(MOST_POINTS) > 0
                || points.decimalValue().scale() > 4) {
            throw Problem.badRequest("marking.points", MOST_POINTS);
        }
        return points.decimalValue();
    }
}
