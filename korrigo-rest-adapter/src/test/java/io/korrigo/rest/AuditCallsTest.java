package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Who did what to an exam, and tokens, over REST. */
class AuditCallsTest extends ServletCalls {
    @Test
    void tellTheTeacherWhatHappenedToTheExamAndItsCopies() throws Exception {
        http.send(
                request("/api/copies/copy-1/pages/0/image/", "admin").build(), HttpResponse.BodyHandlers.discarding());
        ended("prof", send("POST", "/api/exams/exam-1/export-all/", "prof"));

        JsonNode entries =
                send("GET", "/api/exams/exam-1/audit/", "prof").body().path("entries");

        assertThat(entries)
                .anySatisfy(entry -> {
                    assertThat(entry.path("event").asText()).isEqualTo("download");
                    assertThat(entry.path("actor").asText()).isEqualTo("admin");
                    assertThat(entry.path("subject").asText()).isEqualTo("copy-1");
                })
                .anySatisfy(entry -> {
                    assertThat(entry.path("event").asText()).isEqualTo("export");
                    assertThat(entry.path("subject").asText()).isEqualTo("exam-1");
                });
        assertThat(send("GET", "/api/exams/exam-1/audit/?limit=1", "prof")
                        .body()
                        .path("entries"))
                .hasSize(1);
        assertProblem(send("GET", "/api/exams/exam-1/audit/?days=367", "prof"), 400, "days is a number");
    }

    @Test
    void makeATokenThatIsToldOnce() throws Exception {
        Answer made = send(request("/api/tokens/", "admin")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\": \"m.durand\", \"role\": \"teacher\", \"days\": 30}")));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("token").asText()).isNotEmpty();
        assertThat(send("GET", "/api/tokens/", "admin")
                        .body()
                        .at("/tokens/0/id")
                        .asText())
                .isEqualTo("0123abcd");
        assertThat(send("DELETE", "/api/tokens/0123abcd/", "admin").status()).isEqualTo(200);
        assertProblem(send("DELETE", "/api/tokens/ffffffff/", "admin"), 404, "no token");
    }

    @Test
    void refuseATokenThatCanNotBeMeant() throws Exception {
        for (String body : new String[] {
            "{\"name\": \"x\", \"role\": \"teacher\", \"days\": 0}",
            "{\"name\": \"x\", \"role\": \"teacher\", \"days\": 36501}",
            "{\"name\": \"x\\u0007\", \"role\": \"teacher\"}",
            "{\"name\": \"x\", \"role\": \"student\"}",
            "{\"name\": \" \", \"role\": \"teacher\"}"
        }) {
            Answer answer = send(request("/api/tokens/", "admin").POST(HttpRequest.BodyPublishers.ofString(body)));

            assertThat(answer.status()).as(body).isEqualTo(400);
        }
    }
}
