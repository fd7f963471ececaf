package io.korrigo.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.korrigo.exam.Exam;
import io.korrigo.exam.Question;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Exams as JSON, in both directions. */
final class ExamJson {
    static final Set<String> MEMBERS =
            Set.of("exam_id", "name", "date", "pages_per_booklet", "marking_scheme", "teachers");

    private static final Set<String> OF_A_QUESTION = Set.of("id", "label", "points", "children");
    /** As tables keep it. */
    private static final int LONGEST_NAME = 500;

    private static final int LONGEST_USER = 200;
    private static final int LONGEST_QUESTION = 100;
    /** Sides of paper in one sheet set: nobody folds more. */
    private static final int MOST_PAGES = 64;
    /** Nested deeper than this, a scheme is a mistake. */
    private static final int DEEPEST = 8;
    /** A mark has four digits at most, and few behind the point. */
    private static final BigDecimal MOST_POINTS = new BigDecimal(10_000);

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ExamJson() {}

    static Map<String, Object> shown(Exam exam) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("exam_id", exam.id());
        body.put("name", exam.name());
        body.put("date", exam.date() == null ? null : exam.date().toString());
        body.put("pages_per_booklet", exam.pagesPerBooklet());
        body.put(
                "marking_scheme",
                exam.markingScheme().stream().map(ExamJson::shown).toList());
        body.put("teachers", new TreeSet<>(exam.teachers()));
        return body;
    }

    private static Map<String, Object> shown(Question question) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", question.id());
        body.put("label", question.label());
        body.put("points", question.points());
        body.put("children", question.children().stream().map(ExamJson::shown).toList());
        return body;
    }

    /** What stands for the exam as it is. */
    static String etag(Exam exam) {
        try {
            byte[] bytes = JSON.writeValueAsString(shown(exam)).getBytes(StandardCharsets.UTF_8);
            return "\"" + UUID.nameUUIDFromBytes(bytes) + "\"";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An exam is text and numbers", impossible);
        }
    }

    /**
     * The exam that a body spells; what it leaves out is as {@code before} has it.
     *
     * @param before the exam that is changed, or null for a new one
     */
    static Exam read(JsonNode body, String id, @Nullable Exam before) {
        return new Exam(
                id,
                before != null && !body.has("name")
                        ? before.name()
                        : JsonBody.requiredText(body, "name", LONGEST_NAME).strip(),
                before != null && !body.has("date") ? before.date() : date(JsonBody.text(body, "date")),
                body.has("pages_per_booklet") ? pages(body) : before == null ? 4 : before.pagesPerBooklet(),
                body.has("marking_scheme")
                        ? questions(body.path("marking_scheme"), new HashSet<>(), 1)
                        : before == null ? List.of() : before.markingScheme(),
                body.has("teachers") ? teachers(body.path("teachers")) : before == null ? Set.of() : before.teachers());
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw Problem.badRequest("exam.date");
        }
    }

    private static int pages(JsonNode body) {
        JsonNode pages = body.path("pages_per_booklet");
        if (!pages.isInt() || pages.intValue() < 1 || pages.intValue() > MOST_PAGES) {
            throw Problem.badRequest("exam.pages_per_booklet", MOST_PAGES);
        }
        return pages.intValue();
    }

    private static Set<String> teachers(JsonNode names) {
        Set<String> teachers = new TreeSet<>();
        if (!names.isArray()) {
            throw Problem.badRequest("exam.teachers_list");
        }
        for (JsonNode name : names) {
            String text = name.isTextual() ? name.textValue().strip() : "";
            if (text.isEmpty() || text.length() > LONGEST_USER || text.indexOf('\0') >= 0) {
                throw Problem.badRequest("exam.teachers_names", LONGEST_USER);
            }
            teachers.add(text);
        }
        return teachers;
    }

    private static List<Question> questions(JsonNode list, Set<String> ids, int depth) {
        if (!list.isArray() || depth > DEEPEST) {
            throw Problem.badRequest("exam.marking_scheme", DEEPEST);
        }
        List<Question> questions = new ArrayList<>();
        for (JsonNode each : list) {
            if (!each.isObject()) {
                throw Problem.badRequest("exam.question_members", new TreeSet<>(OF_A_QUESTION));
            }
            JsonBody.checkMembers(each, "A question", OF_A_QUESTION);
            String id = JsonBody.requiredText(each, "id", LONGEST_QUESTION);
            if (!ids.add(id)) {
                throw Problem.badRequest("exam.question_twice", id);
            }
            String label = JsonBody.text(each, "label");
            questions.add(new Question(
                    id,
                    label == null ? id : label,
                    points(each.path("points")),
                    each.has("children") ? questions(each.path("children"), ids, depth + 1) : List.of()));
        }
        return questions;
    }

    private static BigDecimal points(JsonNode points) {
        if (points.isMissingNode()) {
            return BigDecimal.ZERO;
        }
        if (!points.isNumber()
                || points.decimalValue().signum() < 0
                || points.decimalValue().compareTo(MOST_POINTS) > 0
                || points.decimalValue().scale() > 4) {
            throw Problem.badRequest("exam.points", MOST_POINTS);
        }
        return points.decimalValue();
    }
}
