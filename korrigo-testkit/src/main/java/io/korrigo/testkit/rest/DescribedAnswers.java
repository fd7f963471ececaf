package io.korrigo.testkit.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds answers against an OpenAPI 3.1 description: status, media type, headers that are required, and each JSON body.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class DescribedAnswers {
    /** What was answered to what. {@code body} is null where there was none, or where it is no JSON. */
    public record Answer(
            String method,
            String path,
            int status,
            @Nullable String mediaType,
            @Nullable String body) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31());
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    /** @param document the description; its references stay within it */
    public DescribedAnswers(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with this answer, or empty. The path has no prefix and no query. */
    public Optional<String> fault(Answer answer) {
        return found(answer)
                .map(fault -> answer.method() + " " + answer.path() + " answered " + answer.status() + " "
                        + answer.mediaType() + ": " + fault);
    }

    private Optional<String> found(Answer answer) {
        String template = template(answer.path());
        if (template == null) {
            return answer.status() >= 400 ? problem(answer) : Optional.of("the path isn't described");
        }
        String method = answer.method().toLowerCase(Locale.ROOT);
        JsonNode operation = document.path("paths").path(template).path(method.equals("head") ? "get" : method);
        if (operation.isMissingNode()) {
            return answer.status() >= 400 ? problem(answer) : Optional.of("the method isn't described");
        }
        JsonNode response = resolved(operation.path("responses").path(Integer.toString(answer.status())));
        if (response.isMissingNode()) {
            return Optional.of("the status isn't described");
        }
        JsonNode content = response.path("content");
        String type = bare(answer.mediaType());
        if (content.isMissingNode()) {
            return type == null ? Optional.empty() : Optional.of("no body is described");
        }
        if (type == null || !content.has(type)) {
            return Optional.of("the media type isn't described");
        }
        JsonNode schema = content.path(type).path("schema");
        return schema.isMissingNode() || answer.body() == null || method.equals("head")
                ? Optional.empty()
                : mismatch(template + " " + method + " " + answer.status() + " " + type, schema, answer.body());
    }

    /** Errors of addresses that aren't described have the shape of all errors. */
    private Optional<String> problem(Answer answer) {
        JsonNode schema = document.path("components").path("schemas").path("Problem");
        return answer.body() == null ? Optional.empty() : mismatch("problem", schema, answer.body());
    }

    private Optional<String> mismatch(String name, JsonNode schema, String body) {
        JsonNode value;
        try {
            value = JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            return Optional.of("the body is no JSON: " + malformed.getOriginalMessage());
        }
        List<com.networknt.schema.Error> errors =
                known.computeIfAbsent(name, key -> schema(schema)).validate(value);
        return errors.isEmpty() ? Optional.empty() : Optional.of(errors + " in " + body);
    }

    private Schema schema(JsonNode schema) {
        // its references lead into the document's components, so these come along
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return schemas.getSchema(whole);
    }

    /** The described path that this one is, or null; one without variables goes before one with. */
    private @Nullable String template(String path) {
        String found = null;
        Iterator<String> templates = document.path("paths").fieldNames();
        while (templates.hasNext()) {
            String template = templates.next();
            if (pattern(template).matcher(path).matches() && (found == null || !template.contains("{"))) {
                found = template;
            }
        }
        return found;
    }

    private static Pattern pattern(String template) {
        String slashless = template.endsWith("/") ? template.substring(0, template.length() - 1) : template;
        StringBuilder pattern = new StringBuilder();
        for (String segment : slashless.substring(1).split("/")) {
            pattern.append('/').append(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment));
        }
        return Pattern.compile(pattern + "/?");
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private static @Nullable String bare(@Nullable String mediaType) {
        return mediaType == null ? null : mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
