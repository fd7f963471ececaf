package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.task.ProgressReporter;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own, killed as an operating system kills. */
class ServeCommandTest {
    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    /** A server's process and what it printed. */
    private record Served(Process process, URI uri, List<String> printed) {
        String token() {
            return printed.stream()
                    .filter(line -> line.startsWith("Administrator's token"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .findFirst()
                    .orElse("");
        }
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    private Served serve() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Korrigo.class.getName(),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString(),
                        "--load-exam",
                        Console.sampleClass().toString())
                .redirectError(folder.resolve("stderr-" + started.size()).toFile())
                .start();
        started.add(process);
        BufferedReader out = process.inputReader();
        List<String> printed = new ArrayList<>();
        String uri = null;
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            printed.add(line);
            if (line.startsWith("Korrigo listens on ")) {
                uri = line.substring("Korrigo listens on ".length());
                break;
            }
        }
        assertThat(uri)
                .as(Files.readString(folder.resolve("stderr-" + (started.size() - 1))))
                .isNotNull();
        return new Served(process, URI.create(uri), printed);
    }

    @Test
    void endsAnExportThatAKilledProcessHadBegun() throws Exception {
        Served first = serve();
        String token = first.token();
        assertThat(token).isNotEmpty();
        String examId = SampleClass.read(Console.sampleClass()).exam().examId();
        RestClient client = new RestClient(first.uri(), token);

        JsonNode submitted = client.post("/api/exams/" + examId + "/export-all/");
        String url = submitted.path("status_url").asText();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> client.get(url).path("progress").path("current").asInt() > 0);
        first.process().destroyForcibly().waitFor();

        Served second = serve();
        assertThat(second.token()).isEmpty();
        JsonNode status = new RestClient(second.uri(), token).succeeded(submitted, ProgressReporter.NONE);
        assertThat(status.path("result").path("total").asInt()).isEqualTo(24);
        assertThat(status.path("result").path("succeeded").asInt()).isEqualTo(24);
        assertThat(status.path("result").path("task_ids")).hasSize(24);
    }

    @Test
    void keepsItsDataFolderToItselfAndStopsWhenTold() throws Exception {
        Served served = serve();
        Path roster = Console.sampleClass().resolve("roster.csv");
        Console console = new Console();

        int status = console.run("import", roster, "--data", folder.resolve("data"));

        assertThat(status).isEqualTo(1);
        assertThat(console.err()).contains("in use by another Korrigo").hasLineCount(1);

        served.process().destroy();
        assertThat(served.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(console.run("import", roster, "--data", folder.resolve("data")))
                .isZero();
    }
}
