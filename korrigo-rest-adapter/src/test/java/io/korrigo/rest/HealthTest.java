package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The health checks: {@code health/live/} and {@code health/ready/}. */
class HealthTest extends ServletCalls {
    @Test
    void isAliveForAnybody() throws Exception {
        Answer answer = send("GET", "/api/health/live/", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).isEqualTo("{\"status\":\"alive\"}");
    }

    @Test
    void isReadyWhileItsChecksPass() throws Exception {
        assertThat(send("GET", "/api/health/ready/", "").response().body())
                .isEqualTo("{\"status\":\"ready\",\"checks\":{\"database\":\"ok\"}}");
    }

    @Test
    void isNotReadyWhenACheckFails() throws Exception {
        api.checks.put("media", () -> {
            throw new java.io.IOException("the disk is full");
        });

        Answer answer = send("GET", "/api/health/ready/", "");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("checks").path("media").asText()).isEqualTo("failed");
        assertThat(answer.response().body()).doesNotContain("disk");
    }
}
