package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.executor.local.InMemoryTaskStore;
import io.korrigo.task.Claim;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.CleanupOrphanedFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client is told when the backlog is at its limit. */
class FullQueueTest {
    @TempDir
    private Path temporary;

    @Test
    void refusesWithAReasonAndATimeToComeAgain() throws Exception {
        TaskStore tasks = new InMemoryTaskStore(Clock.systemUTC());
        queueForAnHour(tasks);
        try (RunningApi api = new RunningApi(temporary, "", tasks, 1)) {
            HttpResponse<String> answer = export(api, "new");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            JsonNode problem = new ObjectMapper().readTree(answer.body());
            assertThat(problem.path("detail").asText()).isEqualTo("The queue is full (1 tasks wait); try again later");
            assertThat(problem.path("error").asText())
                    .isEqualTo(problem.path("detail").asText());
            assertThat(tasks.backlog()).isEqualTo(1);
        }
    }

    @Test
    void answersARepeatedKeyWithTheFirstTask() throws Exception {
        TaskStore tasks = new InMemoryTaskStore(Clock.systemUTC());
        try (RunningApi api = new RunningApi(temporary, "", tasks, 1)) {
            HttpResponse<String> first = export(api, "key");
            Awaitility.await().until(() -> tasks.backlog() == 0);
            queueForAnHour(tasks);

            HttpResponse<String> again = export(api, "key");

            assertThat(first.statusCode()).isEqualTo(202);
            assertThat(again.statusCode()).isEqualTo(202);
            assertThat(taskOf(again)).isEqualTo(taskOf(first));
            assertThat(export(api, "another").statusCode()).isEqualTo(503);
        }
    }

    private static String taskOf(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body()).path("task_id").asText();
    }

    private static HttpResponse<String> export(RunningApi api, String key) throws Exception {
        HttpRequest export = HttpRequest.newBuilder(URI.create(api.url("/api/exams/exam-1/export-all/")))
                .header("X-User", "prof")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(export, HttpResponse.BodyHandlers.ofString());
    }

    private static void queueForAnHour(TaskStore tasks) {
        Submission<?> cleanup =
                Submission.of(CleanupOrphanedFiles.KIND, new CleanupOrphanedFiles.Parameters(), "housekeeping");
        Claim claim = tasks.claim(tasks.submit(cleanup).id(), "test", Duration.ofHours(1))
                .orElseThrow();
        tasks.retry(claim, Duration.ofHours(1), "waits");
    }
}
