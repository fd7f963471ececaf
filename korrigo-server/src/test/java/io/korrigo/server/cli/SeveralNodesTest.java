package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.task.ProgressReporter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's three commands, as processes on a real PostgreSQL, one of them killed in the middle of its work. */
@Tag("chaos")
class SeveralNodesTest {
    private static final int COPIES = 24;

    @TempDir
    private Path folder;

    private EmbeddedPostgres postgres;
    private final List<ServedProcess> nodes = new ArrayList<>();

    @BeforeEach
    void startDatabase() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE korrigo LOGIN");
            statement.execute("CREATE DATABASE korrigo OWNER korrigo");
        }
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        for (ServedProcess node : nodes) {
            node.kill();
        }
        postgres.close();
    }

    /** What stands behind "./korrigo serve" in the README, with this test's database and folder, on any free port. */
    private List<List<String>> commands() throws IOException {
        String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/korrigo";
        return Files.readAllLines(Path.of("..", "README.md")).stream()
                .filter(line -> line.startsWith("./korrigo serve --role"))
                .map(line -> line.replace("./korrigo serve ", "")
                        .replace("\"$DATABASE\"", url)
                        .replace("\"$DATA\"", folder.resolve("data").toString())
                        .replaceAll("--port \\d+", "--port 0"))
                .map(line -> List.of(line.split(" +")))
                .toList();
    }

    private ServedProcess start(List<String> arguments) throws IOException {
        ServedProcess node = ServedProcess.start(folder.resolve("node-" + nodes.size() + ".log"), arguments);
        nodes.add(node);
        return node;
    }

    @Test
    void endEverythingWhenAWorkerIsKilledInTheMiddle() throws Exception {
        List<List<String>> commands = commands();
        assertThat(commands).extracting(arguments -> arguments.get(1)).containsExactly("web", "worker", "worker");
        List<String> web = new ArrayList<>(commands.get(0));
        web.addAll(List.of("--load-exam", Console.sampleClass().toString()));
        ServedProcess answering = start(web);
        ServedProcess doomed = start(commands.get(1));
        ServedProcess surviving = start(commands.get(2));
        assertThat(doomed.token()).isEmpty();
        RestClient client = new RestClient(answering.uri(), answering.token());

        client.succeeded(
                client.post("/api/students/import/", Console.sampleClass().resolve("roster.csv")),
                ProgressReporter.NONE);
        List<JsonNode> identifications = new ArrayList<>();
        for (String copy : IntStream.rangeClosed(1, COPIES)
                .mapToObj(i -> String.format("copy-%02d", i))
                .toList()) {
            identifications.add(client.post("/api/identification/cmen-ocr/" + copy + "/"));
        }
        JsonNode export = client.post("/api/exams/"
                + SampleClassFolder.read(Console.sampleClass()).exam().examId() + "/export-all/");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> client.get(
                                identifications.get(3).path("status_url").asText())
                        .path("ready")
                        .asBoolean());
        doomed.kill();

        int identified = 0;
        for (JsonNode submitted : identifications) {
            JsonNode result = client.succeeded(submitted, ProgressReporter.NONE).path("result");
            identified += result.path("auto_identified").asBoolean() ? 1 : 0;
        }
        JsonNode exported = client.succeeded(export, ProgressReporter.NONE);
        assertThat(identified).isBetween(COPIES - 6, COPIES - 2);
        assertThat(exported.path("result").path("succeeded").asInt()).isEqualTo(COPIES);
        Path zip = folder.resolve("export.zip");
        client.download("/api/tasks/" + exported.path("task_id").asText() + "/zip/", zip);
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            assertThat(archive.stream().filter(entry -> entry.getName().endsWith(".pdf")))
                    .hasSize(COPIES);
        }
        surviving.stop();
        answering.stop();
    }
}
