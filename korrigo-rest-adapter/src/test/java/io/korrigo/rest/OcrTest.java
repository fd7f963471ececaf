package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class OcrTest extends ServletCalls {
    @Test
    void isQueuedAndEndsWithAReason() throws Exception {
        Answer answer = send("POST", "/api/identification/cmen-ocr/copy-1/", "prof");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("message").asText()).isEqualTo("OCR processing started.");
        assertThat(answer.body().path("copy_id").asText()).isEqualTo("copy-1");
        JsonNode status = ended("prof", answer).body();
        assertThat(status.path("status").asText()).isEqualTo("SUCCESS");
        assertThat(status.path("result").path("status").asText()).isEqualTo("success");
        assertThat(status.path("result").path("auto_identified").asBoolean()).isFalse();
        assertThat(status.path("result").path("reason").asText()).matches("[A-Z].*\\.");
        assertThat(status.path("result").path("reason_code").asText()).matches("[a-z_]+");
        assertThat(status.path("result").path("decision").asText()).isIn("review", "unreadable");
    }

    @Test
    void refusesACopyWithoutBooklets() throws Exception {
        assertProblem(send("POST", "/api/identification/cmen-ocr/empty/", "prof"), 400, "No booklet");
    }

    @Test
    void needsACopy() throws Exception {
        assertProblem(send("POST", "/api/identification/cmen-ocr/none/", "prof"), 404, "no copy");
    }
}
