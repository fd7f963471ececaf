package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The OpenAPI 3.1 description of all calls, put together from hand-written parts: {@code openapi/*.json} beside this class, one
 * for each class of endpoints. What any call may answer stands in {@code base.json} once, and is added to each.
 *
 * <p>A call without an entry, or an answer that its entry doesn't tell of, fails the tests.
 */
final class ApiDescription {
    private static final List<String> PARTS = List.of(
            "base",
            "sessions",
            "exams",
            "scans",
            "uploads",
            "desk",
            "markings",
            "students",
            "credentials",
            "tasks",
            "health");
    private static final String EVERYWHERE = "x-korrigo-everywhere";
    private static final String AUTHENTICATED = "x-korrigo-authenticated";

    private final ObjectNode document;

    ApiDescription() {
        ObjectMapper json = new ObjectMapper();
        ObjectNode whole = part(json, PARTS.get(0));
        PARTS.stream().skip(1).forEach(name -> merge(whole, part(json, name)));
        JsonNode everywhere = whole.remove(EVERYWHERE);
        JsonNode authenticated = whole.remove(AUTHENTICATED);
        for (JsonNode path : whole.path("paths")) {
            for (JsonNode operation : path) {
                if (operation.path("responses") instanceof ObjectNode responses) {
                    addMissing(responses, everywhere);
                    if (!operation.has("security")) {
                        addMissing(responses, authenticated);
                    }
                }
            }
        }
        document = whole;
    }

    void addTo(Router router) {
        router.add("GET", "api/openapi.json", (request, ids) -> Response.json(200, document(request.prefix())));
    }

    /** The document for an interface that lives below a prefix, such as "/korrigo" or "". */
    JsonNode document(String prefix) {
        ObjectNode copy = document.deepCopy();
        copy.putArray("servers").addObject().put("url", prefix.isEmpty() ? "/" : prefix);
        return copy;
    }

    private static void addMissing(ObjectNode responses, JsonNode more) {
        for (Map.Entry<String, JsonNode> each : more.properties()) {
            if (!responses.has(each.getKey())) {
                responses.set(each.getKey(), each.getValue());
            }
        }
    }

    private static void merge(ObjectNode into, JsonNode from) {
        for (Map.Entry<String, JsonNode> each : from.properties()) {
            JsonNode present = into.get(each.getKey());
            if (present instanceof ObjectNode object && each.getValue().isObject()) {
                merge(object, each.getValue());
            } else if (present == null) {
                into.set(each.getKey(), each.getValue());
            } else {
                throw new IllegalStateException("Two parts of the description have " + each.getKey());
            }
        }
    }

    private static ObjectNode part(ObjectMapper json, String name) {
        try (InputStream in = ApiDescription.class.getResourceAsStream("openapi/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("The jar has no openapi/" + name + ".json");
            }
            return (ObjectNode) json.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
