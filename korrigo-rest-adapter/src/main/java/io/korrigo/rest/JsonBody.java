package io.korrigo.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Bodies that are JSON objects, read strictly: what can't be meant is a 400 that names the member. */
final class JsonBody {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBody() {}

    /**
     * The body, an object with some of these members and no other.
     *
     * @param limit most bytes
     */
    static JsonNode object(Request request, int limit, Set<String> members) throws IOException {
        JsonNode body;
        try {
            body = JSON.readTree(request.body(limit));
        } catch (JsonProcessingException malformed) {
            throw Problem.badRequest("body.no_object");
        }
        if (body == null || !body.isObject()) {
            throw Problem.badRequest("body.no_object");
        }
        checkMembers(body, "The body", members);
        return body;
    }

    /** @throws Problem 400 when the object has another member */
    static void checkMembers(JsonNode object, String what, Set<String> members) {
        object.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                throw Problem.badRequest("body.members", what, new TreeSet<>(members));
            }
        });
    }

    /** The member's text, or null where it is absent or null. */
    static @Nullable String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().indexOf('\0') >= 0) {
            throw Problem.badRequest("body.text", member);
        }
        return value.textValue();
    }

    /** The member's text, which must be there and have 1 to {@code longest} characters. */
    static String requiredText(JsonNode object, String member, int longest) {
        String text = text(object, member);
        if (text == null || text.isBlank() || text.length() > longest) {
            throw Problem.badRequest("body.text_length", member, longest);
        }
        return text;
    }
}
