package io.korrigo.testkit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.testkit.rest.DescribedAnswers.Answer;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DescribedAnswersTest {
    private static final String JSON = "application/json; charset=utf-8";

    private DescribedAnswers described;

    @BeforeEach
    void read() throws Exception {
        described = new DescribedAnswers(new ObjectMapper().readTree("""
                {"paths": {
                  "/things/{id}/": {"get": {"responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                    "204": {"description": "nothing"},
                    "404": {"$ref": "#/components/responses/Gone"}}}},
                  "/things/first/": {"get": {"responses": {"200": {"content": {"text/plain": {}}}}}}},
                 "components": {
                  "schemas": {
                    "Thing": {"type": "object", "required": ["size"], "additionalProperties": false,
                              "properties": {"size": {"$ref": "#/components/schemas/Size"}}},
                    "Size": {"type": "integer", "minimum": 1},
                    "Problem": {"type": "object", "required": ["title"]}},
                  "responses": {"Gone": {"content": {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}}}}
                """));
    }

    private Optional<String> fault(String method, String path, int status, String mediaType, String body) {
        return described.fault(new Answer(method, path, status, mediaType, body));
    }

    @Test
    void takesWhatIsDescribedWithAndWithoutTheLastSlash() {
        assertThat(fault("GET", "/things/7/", 200, JSON, "{\"size\": 1}")).isEmpty();
        assertThat(fault("GET", "/things/7", 200, JSON, "{\"size\": 1}")).isEmpty();
        assertThat(fault("HEAD", "/things/7", 200, JSON, "")).isEmpty();
        assertThat(described.fault(new Answer("GET", "/things/7", 204, null, null)))
                .isEmpty();
        assertThat(fault("GET", "/things/7", 404, "application/problem+json", "{\"title\": \"?\"}"))
                .isEmpty();
    }

    @Test
    void findsBodiesOutsideTheirSchemaHoweverDeepItLeads() {
        assertThat(fault("GET", "/things/7", 200, JSON, "{\"size\": 0}").orElse(""))
                .contains("size");
        assertThat(fault("GET", "/things/7", 200, JSON, "{}").orElse("")).contains("size");
        assertThat(fault("GET", "/things/7", 200, JSON, "{\"size\": 1, \"more\": 2}")
                        .orElse(""))
                .contains("more");
        assertThat(fault("GET", "/things/7", 404, "application/problem+json", "{}")
                        .orElse(""))
                .contains("title");
        assertThat(fault("GET", "/things/7", 200, JSON, "size").orElse("")).contains("no JSON");
    }

    @Test
    void findsStatusesTypesMethodsAndPathsThatAreNotDescribed() {
        assertThat(fault("GET", "/things/7", 201, JSON, "{\"size\": 1}").orElse(""))
                .contains("status");
        assertThat(fault("GET", "/things/7", 200, "text/html", "x").orElse("")).contains("media type");
        assertThat(fault("GET", "/things/7", 204, JSON, "{}").orElse("")).contains("no body");
        assertThat(fault("PUT", "/things/7", 200, JSON, "{}").orElse("")).contains("method");
        assertThat(fault("GET", "/others", 200, JSON, "{}").orElse("")).contains("path");
    }

    @Test
    void letsErrorsOfUnknownAddressesHaveTheShapeOfErrorsOnly() {
        assertThat(fault("GET", "/others", 404, JSON, "{\"title\": \"?\"}")).isEmpty();
        assertThat(fault("PUT", "/things/7", 405, JSON, "{\"title\": \"?\"}")).isEmpty();
        assertThat(fault("GET", "/others", 404, JSON, "{}").orElse("")).contains("title");
    }

    @Test
    void prefersAPathWithoutVariables() {
        assertThat(fault("GET", "/things/first/", 200, "text/plain", "x")).isEmpty();
        assertThat(fault("GET", "/things/first/", 200, JSON, "{\"size\": 1}").orElse(""))
                .contains("media type");
    }
}
