package io.korrigo.examples.school;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.StudentStore;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The school's application, used as its office does; on whatever database. */
@SpringBootTest(
        classes = SchoolApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"korrigo.files.folder=${java.io.tmpdir}/korrigo-school-${random.uuid}", "logging.level.root=warn"
        })
abstract class SchoolRules {
    private static final Path SAMPLE = Path.of("..", "sample-class");

    @Autowired
    private StudentStore pupils;

    @Autowired
    private TaskExecutor tasks;

    @Autowired
    private JdbcClient jdbc;

    @Value("${local.server.port}")
    private int port;

    @BeforeEach
    void letTheHeadIn() {
        if (jdbc.sql("select count(*) from users").query(Integer.class).single() == 0) {
            jdbc.sql("insert into users values ('head', '{noop}secret', true)").update();
            jdbc.sql("insert into authorities values ('head', 'ROLE_ADMIN')").update();
        }
    }

    private HttpResponse<String> send(String path, Path file, String password) throws Exception {
        String head = Base64.getEncoder().encodeToString(("head:" + password).getBytes());
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + head)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofFile(file))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void importsAClassListAndSaysWhoWroteAPage() throws Exception {
        Path list = SAMPLE.resolve("roster.csv");
        assertThat(send("/class-lists/tg2.csv", list, "wrong").statusCode()).isEqualTo(401);

        HttpResponse<String> sent = send("/class-lists/tg2.csv", list, "secret");

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        TaskId task = TaskId.parse(sent.body().replaceAll(".*:\"|\"}", "")).orElseThrow();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> tasks.store().find(task).orElseThrow().state() == TaskState.SUCCESS);
        assertThat(jdbc.sql("select sent_by from class_lists")
                        .query(String.class)
                        .list())
                .containsExactly("head");
        assertThat(jdbc.sql("select event from journal").query(String.class).list())
                .containsExactly("IMPORT");
        String written = Files.readAllLines(SAMPLE.resolve("truth.csv")).get(1);
        String expected = pupils.students().stream()
                .filter(pupil -> written.contains(
                        ("," + pupil.lastName() + "," + pupil.firstName() + ",").toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow()
                .id();
        HttpResponse<String> answer =
                send("/pages", SAMPLE.resolve(written.substring(0, written.indexOf(','))), "secret");
        assertThat(answer.body()).isEqualTo("{\"pupil\":\"" + expected + "\"}");
    }

    @Test
    void storesNoTaskWhenItsOwnRowIsRefused() throws Exception {
        int before = tasksEver();

        HttpResponse<String> sent = send("/class-lists/" + "x".repeat(41), SAMPLE.resolve("roster.csv"), "secret");

        assertThat(sent.statusCode()).isEqualTo(500);
        assertThat(tasksEver()).isEqualTo(before);
    }

    private int tasksEver() {
        return jdbc.sql("select count(*) from korrigo_task where kind = 'import_students'")
                .query(Integer.class)
                .single();
    }
}
