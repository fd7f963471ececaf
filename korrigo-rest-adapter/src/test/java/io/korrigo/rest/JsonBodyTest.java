package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that could be meant in more ways than one are refused. */
class JsonBodyTest {
    private static JsonNode read(String body) throws IOException {
        Request call = new MadeUpRequest() {
            @Override
            public byte[] body(int limit) {
                return body.getBytes(StandardCharsets.UTF_8);
            }
        };
        return JsonBody.object(call, 1_000, Set.of("name", "points"));
    }

    @Test
    void isAnObjectOfMembersThatAreKnown() throws IOException {
        JsonNode body = read("{\"name\": \"Zoé\", \"points\": 2.3}");

        assertThat(JsonBody.text(body, "name")).isEqualTo("Zoé");
        assertThat(body.path("points").decimalValue()).hasToString("2.3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"name\"",
                "{\"name\": 1",
                "{'name': 1}",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "{} {}",
                "{\"name\": NaN}",
                "{\"name\": \"a\",}"
            })
    void isNothingElse(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400))
                .hasMessageContaining("JSON object");
    }

    @Test
    void hasNoMemberThatNobodyKnows() {
        assertThatThrownBy(() -> read("{\"nmae\": 1}"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("[name, points]");
    }

    @ParameterizedTest
    @CsvSource({"1", "true", "{}", "[]", "'\"a\\u0000b\"'"})
    void hasTextWhereTextIsDue(String value) throws IOException {
        JsonNode body = read("{\"name\": " + value + "}");

        assertThatThrownBy(() -> JsonBody.text(body, "name"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("name");
    }

    @Test
    void hasTextThatIsNoLongerThanItMayBe() throws IOException {
        assertThat(JsonBody.requiredText(read("{\"name\": \"abc\"}"), "name", 3))
                .isEqualTo("abc");
        for (String body : List.of("{\"name\": \"abcd\"}", "{\"name\": \" \"}", "{}", "{\"name\": null}")) {
            assertThatThrownBy(() -> JsonBody.requiredText(read(body), "name", 3))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("name");
        }
    }
}
