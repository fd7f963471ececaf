package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class KorrigoServletTest extends ServletCalls {
    @Test
    void isForTheOwnerAndAdministratorsOnly() throws Exception {
        Answer submitted = send("POST", "/api/identification/cmen-ocr/copy-1/", "prof");
        String path = submitted.body().path("status_url").asText().substring("/korrigo".length());

        assertThat(send("GET", path, "prof").status()).isEqualTo(200);
        assertThat(send("GET", path, "admin").status()).isEqualTo(200);
        assertProblem(send("GET", path, "other-prof"), 404, "no task");
        assertProblem(send("GET", path, ""), 401, "token");
    }

    @Test
    void knowsNoTaskThatWasNeverSubmitted() throws Exception {
        assertProblem(send("GET", "/api/tasks/" + UUID.randomUUID() + "/status/", "admin"), 404, "no task");
        assertProblem(send("GET", "/api/tasks/12/status/", "admin"), 404, "no task");
    }

    @Test
    void thatMeanNothingAreNotFound() throws Exception {
        assertProblem(send("GET", "/api/nothing/", "admin"), 404, "nothing");
    }

    @Test
    void tellWhichMethodTheyTake() throws Exception {
        Answer answer = send("GET", "/api/exams/exam-1/export-all/", "prof");

        assertProblem(answer, 405, "POST");
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void mustComeFromAPageOfTheSameSite() throws Exception {
        String path = "/api/identification/cmen-ocr/copy-1/";

        assertProblem(send("POST", path, "prof", "Cookie", "s=1"), 403, "not made by a page of this site");
        assertThat(send("POST", path, "prof", "Cookie", "s=1", "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(send("POST", path, "prof", "Cookie", "s=1", "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(send("POST", path, "prof", "Cookie", "s=1", "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(202);
        assertThat(send("POST", path, "prof", "Cookie", "s=1", "Origin", api.url(""))
                        .status())
                .isEqualTo(202);
    }
}
