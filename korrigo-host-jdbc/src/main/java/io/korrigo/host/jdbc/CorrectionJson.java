package io.korrigo.host.jdbc;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.paper.Correction;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A correction as JSON: its components beside {@code "act"}. Acts and components keep their names for good: logs outlive versions. */
final class CorrectionJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addMixIn(Correction.class, Acts.class)
            .build();

    private CorrectionJson() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "act")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Correction.Move.class, name = "move"),
        @JsonSubTypes.Type(value = Correction.Turn.class, name = "turn"),
        @JsonSubTypes.Type(value = Correction.Split.class, name = "split"),
        @JsonSubTypes.Type(value = Correction.Merge.class, name = "merge"),
        @JsonSubTypes.Type(value = Correction.Assign.class, name = "assign"),
        @JsonSubTypes.Type(value = Correction.Blank.class, name = "blank"),
        @JsonSubTypes.Type(value = Correction.Quarantine.class, name = "quarantine"),
        @JsonSubTypes.Type(value = Correction.Replace.class, name = "replace"),
        @JsonSubTypes.Type(value = Correction.Acknowledge.class, name = "acknowledge"),
        @JsonSubTypes.Type(value = Correction.Restore.class, name = "restore")
    })
    private interface Acts {}

    /** The correction with something else in place of a student's id; what noted that a copy was the student's notes nothing. */
    static Correction without(Correction correction, String studentId, String instead) {
        if (correction instanceof Correction.Assign assign) {
            CopyIdentification before = assign.before();
            boolean was = before != null && before.studentId().equals(studentId);
            String student = studentId.equals(assign.student()) ? instead : assign.student();
            return new Correction.Assign(assign.copy(), student, was ? null : before);
        }
        if (correction instanceof Correction.Restore restore) {
            Map<String, @Nullable String> students = new TreeMap<>(restore.students());
            students.replaceAll((copy, student) -> studentId.equals(student) ? instead : student);
            return new Correction.Restore(restore.copies(), restore.aside(), restore.pages(), students);
        }
        return correction;
    }

    static String write(Correction correction) {
        try {
            return JSON.writerFor(Correction.class).writeValueAsString(correction);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A correction is text and numbers", impossible);
        }
    }

    static Correction read(String json) {
        try {
            return JSON.readValue(json, Correction.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("The database holds a damaged correction", damaged);
        }
    }
}
