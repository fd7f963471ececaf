package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.rest.JsonClient.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a corrector writes on a copy. */
class MarkingCallsTest {
    private static final String PATH = "/api/copies/copy-1/marking/";
    private static final String WRITTEN =
            "{\"annotations\": [{\"page_index\": 1, \"x\": 0.1, \"y\": 0.2, \"type\": \"ERROR\","
                    + " \"content\": \"Non\", \"score_delta\": -0.5}], \"scores\": {\"1.a\": 2.25, \"2\": 0},"
                    + " \"remarks\": {\"2\": \"Hors sujet\"}, \"appreciation\": \"Bon travail\"}";

    private RunningApi api;
    private JsonClient client;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "");
        client = new JsonClient(api);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void isKeptAndShown() throws Exception {
        Answer before = client.get("prof", PATH);
        assertThat(before.body().path("mark").isNull()).isTrue();

        Answer stored = client.send("prof", "PUT", PATH, WRITTEN, "If-Match", before.header("ETag"));

        assertThat(stored.status()).isEqualTo(200);
        assertThat(stored.header("ETag")).isEqualTo("\"1\"");
        assertThat(client.get("prof", PATH).body()).isEqualTo(stored.body());
        assertThat(stored.body().path("mark").asDouble()).isEqualTo(2.25);
        assertThat(stored.body().path("annotations").get(0).path("w").asDouble())
                .isEqualTo(0.1);
        assertThat(stored.body().path("annotations").get(0).path("score_delta").asDouble())
                .isEqualTo(-0.5);
        assertThat(stored.body().path("remarks").path("2").asText()).isEqualTo("Hors sujet");
        assertThat(api.audit.entries())
                .anyMatch(entry ->
                        entry.subject().equals("copy-1") && entry.detail().equals("1 annotations, 2 scores"));
    }

    @Test
    void isNeverOverwrittenUnseen() throws Exception {
        assertThat(client.send("prof", "PUT", PATH, WRITTEN).status()).isEqualTo(428);
        assertThat(client.send("prof", "PUT", PATH, WRITTEN, "If-Match", "\"0\"")
                        .status())
                .isEqualTo(200);
        assertThat(client.send("admin", "PUT", PATH, "{}", "If-Match", "\"0\"").status())
                .isEqualTo(412);
        assertThat(client.get("prof", PATH).body().path("scores")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"colour\": 1}",
                "{\"annotations\": {}}",
                "{\"annotations\": [1]}",
                "{\"annotations\": [{\"page_index\": 2, \"x\": 0, \"y\": 0, \"type\": \"ERROR\"}]}",
                "{\"annotations\": [{\"page_index\": -1, \"x\": 0, \"y\": 0, \"type\": \"ERROR\"}]}",
                "{\"annotations\": [{\"page_index\": 0, \"x\": 0.95, \"y\": 0, \"type\": \"ERROR\"}]}",
                "{\"annotations\": [{\"page_index\": 0, \"x\": \"0\", \"y\": 0, \"type\": \"ERROR\"}]}",
                "{\"annotations\": [{\"page_index\": 0, \"x\": 0, \"y\": 0, \"type\": \"NOTE\"}]}",
                "{\"scores\": []}",
                "{\"scores\": {\"1\": \"2\"}}",
                "{\"scores\": {\"1\": null}}",
                "{\"scores\": {\"1\": 0.00001}}",
                "{\"scores\": {\"1\": 10001}}",
                "{\"scores\": {\" \": 1}}",
                "{\"remarks\": {\"1\": 2}}",
                "{\"appreciation\": 1}"
            })
    void refusesWhatCanNotBeMeant(String body) throws Exception {
        assertThat(client.send("prof", "PUT", PATH, body, "If-Match", "\"0\"").status())
                .isEqualTo(400);
        assertThat(api.exams.copy("copy-1").orElseThrow().version()).isZero();
    }

    @Test
    void takesPointsAtTheEdges() throws Exception {
        String body = "{\"annotations\": [{\"page_index\": 0, \"x\": 0.9, \"y\": 0.9, \"type\": \"BONUS\"}],"
                + " \"scores\": {\"1\": 10000, \"2\": 0.0001}}";

        assertThat(client.send("prof", "PUT", PATH, body, "If-Match", "\"0\"").status())
                .isEqualTo(200);
    }
}
