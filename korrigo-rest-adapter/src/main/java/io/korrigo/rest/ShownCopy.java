package io.korrigo.rest;

import io.korrigo.desk.DecisionStore.Decision;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A copy as JSON. It has no probability: whoever decides shall not lean on it. */
final class ShownCopy {
    private ShownCopy() {}

    static Map<String, Object> of(Copy copy, @Nullable Decision decision) {
        CopyIdentification identification = copy.identification();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("copy_id", copy.id());
        body.put("exam_id", copy.examId());
        body.put("anonymous_id", copy.anonymousId());
        body.put("status", copy.status().name());
        body.put("pages", copy.pages().size());
        body.put("student_id", identification == null ? null : identification.studentId());
        body.put("identified_by", identification == null ? null : lower(identification.source()));
        body.put("decided", decision == null ? null : lower(decision.verdict()));
        body.put("final_pdf", copy.finalPdf() != null);
        body.put("version", copy.version());
        return body;
    }

    /** What people call a copy, as the pages do: its number in the pile, and four signs of the scan that it came with. */
    static String name(Copy copy) {
        return copy.anonymousId().replaceFirst("^([0-9a-f]{4})[0-9a-f]{8}-(\\d+)$", "$2-$1");
    }

    static String etag(Copy copy) {
        return "\"" + copy.version() + "\"";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
