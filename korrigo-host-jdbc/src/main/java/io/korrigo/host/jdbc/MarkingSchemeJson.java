package io.korrigo.host.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.korrigo.exam.Question;
import java.util.List;

/** A marking scheme as JSON: a list of {@code {"id", "label", "points", "children"}}. */
final class MarkingSchemeJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private MarkingSchemeJson() {}

    static String write(List<Question> scheme) {
        try {
            return JSON.writeValueAsString(scheme);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A marking scheme is text and numbers", impossible);
        }
    }

    static List<Question> read(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("The database holds a damaged marking scheme", damaged);
        }
    }
}
