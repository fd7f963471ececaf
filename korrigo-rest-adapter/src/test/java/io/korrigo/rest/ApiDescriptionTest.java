package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every answer of the other tests is held against the description by {@link AnswerCheck}; here it is looked at itself. */
class ApiDescriptionTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private final JsonNode document = new ApiDescription().document("/korrigo");

    @Test
    void hasEveryCallThatIsAnsweredAndNoOther(@TempDir Path temporary) throws Exception {
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        described.add(method.toUpperCase(Locale.ROOT) + " "
                                + path.getKey().replaceAll("\\{[^}]*}", "*").replaceAll("^/|/$", ""));
                    }
                }));

        try (RunningApi api = new RunningApi(temporary, "")) {
            assertThat(described).containsExactlyInAnyOrderElementsOf(new TreeSet<>(api.calls()));
        }
    }

    @Test
    void namesEachCallOnceAndAllItsVariables() {
        Set<String> names = new HashSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(entry -> {
                    if (METHODS.contains(entry.getKey())) {
                        JsonNode call = entry.getValue();
                        assertThat(names.add(call.path("operationId").asText()))
                                .as(path.getKey())
                                .isTrue();
                        assertThat(call.path("summary").asText())
                                .as(path.getKey())
                                .isNotEmpty();
                        assertThat(call.path("responses").size())
                                .as(path.getKey())
                                .isGreaterThan(1);
                        Set<String> variables = new HashSet<>();
                        List.of(path.getValue().path("parameters"), call.path("parameters"))
                                .forEach(list -> list.forEach(each -> variables.add(
                                        resolved(each).path("name").asText())));
                        java.util.regex.Pattern.compile("\\{([^}]*)}")
                                .matcher(path.getKey())
                                .results()
                                .forEach(variable -> assertThat(variables).contains(variable.group(1)));
                    }
                }));
    }

    @Test
    void refersToNothingThatIsNotThere() {
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void isServedToAnybodyBelowThePrefix(@TempDir Path temporary) throws Exception {
        try (RunningApi api = new RunningApi(temporary, "/korrigo")) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(api.url("/korrigo/api/openapi.json")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode served = new ObjectMapper().readTree(answer.body());
            assertThat(served).isEqualTo(document);
            assertThat(served.path("servers").get(0).path("url").asText()).isEqualTo("/korrigo");
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
