package io.korrigo.spring.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.exam.StudentStore;
import io.korrigo.rest.RestApi;
import io.korrigo.spring.SpringTaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

/** A whole application on Spring Boot with its starter: database, HTTP, transactions. */
@Tag("slow")
@SpringBootTest(
        classes = Host.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:async:${java.io.tmpdir}/korrigo-host-${random.uuid};WRITE_DELAY=0",
            "management.endpoint.health.group.readiness.include=korrigo,db",
            "management.endpoint.health.show-details=always",
            "korrigo.tasks.workers=2",
            "korrigo.scans.size=60000001B"
        })
class HostTest {
    @Autowired
    private School school;

    @Autowired
    private SpringTaskExecutor executor;

    @Autowired
    private StudentStore students;

    @Autowired
    private RestApi api;

    @Value("${local.server.port}")
    private int port;

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private void ended(TaskId task) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> executor.store().find(task).orElseThrow().state() == TaskState.SUCCESS);
    }

    @Test
    void storesItsOwnRowAndTheTaskTogether() throws Exception {
        int before = school.uploads();

        TaskId task = school.upload("together.csv", false);

        ended(task);
        assertThat(school.uploads()).isEqualTo(before + 1);
        assertThat(students.students()).extracting("lastName").contains("ROUX");
    }

    @Test
    void storesNeitherWhenItsTransactionFails() {
        int before = school.uploads();

        assertThatThrownBy(() -> school.upload("neither.csv", true)).satisfies(failure -> {
            String id = failure.getMessage().substring(failure.getMessage().lastIndexOf(' ') + 1);
            assertThat(executor.store().find(TaskId.parse(id).orElseThrow())).isEmpty();
        });

        assertThat(school.uploads()).isEqualTo(before);
    }

    @Test
    void answersByRestWhomTheHostKnows() throws Exception {
        String roster = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\r\n"
                + "NOM;PRENOM;DATE_NAISSANCE\nDUPONT;Anne;01/02/2008\n\r\n--b--\r\n";
        HttpRequest.Builder upload = request("/korrigo/api/students/import/")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(roster));

        assertThat(send(upload.copy()).statusCode()).isEqualTo(401);
        assertThat(send(upload.copy().header("X-User", "pupil").header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> accepted =
                send(upload.copy().header("X-User", "head").header("Sec-Fetch-Site", "same-origin"));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(students.students()).extracting("lastName").contains("DUPONT"));
    }

    @Test
    void takesScansAsLargeAsItSays() {
        assertThat(api.limits().scanBytes()).isEqualTo(60_000_001);
    }

    @Test
    void isReadyWithItsTasks() throws Exception {
        HttpResponse<String> ready = send(request("/actuator/health/readiness"));

        assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
        assertThat(ready.body()).contains("\"korrigo\"");
    }
}
