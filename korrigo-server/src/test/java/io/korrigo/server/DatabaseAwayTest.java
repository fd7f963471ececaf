package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.korrigo.rest.Role;
import io.korrigo.tasks.ExportOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A database that goes away and comes back while calls are made. */
@Tag("chaos")
class DatabaseAwayTest {
    @TempDir
    private Path folder;

    private EmbeddedPostgres postgres(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private ServerOptions options(EmbeddedPostgres postgres) {
        return new ServerOptions(
                "127.0.0.1",
                0,
                folder.resolve("data"),
                postgres.getJdbcUrl("postgres", "postgres"),
                "postgres",
                "postgres",
                null,
                ServerRole.ALL,
                null,
                ExportOptions.in(Locale.FRENCH));
    }

    /** Stopped as by a machine that hangs: connections stay, and nothing is answered. */
    private void signal(String signal) throws Exception {
        long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip());
        // First the one that begins the others; some of those may end by themselves meanwhile.
        assertThat(kill(signal, List.of(postmaster))).isZero();
        kill(
                signal,
                ProcessHandle.of(postmaster)
                        .orElseThrow()
                        .descendants()
                        .map(ProcessHandle::pid)
                        .toList());
    }

    private static int kill(String signal, List<Long> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(each -> command.add(each.toString()));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    @Test
    void isToldToEveryCallerWhenItHangs() throws Exception {
        try (EmbeddedPostgres postgres = postgres(0);
                KorrigoServer server = KorrigoServer.start(options(postgres))) {
            TestClient admin = new TestClient(server.uri(), server.tokens().issue("admin", Role.ADMIN));
            assertThat(admin.get("/api/copies/none/final-pdf/").statusCode()).isEqualTo(404);
            long slowest = 0;
            signal("-STOP");
            try {
                for (int i = 0; i < 4; i++) {
                    long begun = System.nanoTime();
                    assertThat(admin.get("/api/copies/none/final-pdf/").statusCode())
                            .isEqualTo(503);
                    slowest = Math.max(slowest, System.nanoTime() - begun);
                    assertThat(admin.get("/api/health/live/").statusCode()).isEqualTo(200);
                    assertThat(admin.get("/api/health/ready/").statusCode()).isEqualTo(503);
                }
            } finally {
                signal("-CONT");
            }
            System.out.println("Database hangs: calls took at most " + slowest / 1_000_000 + " ms");
            // A silence without end, or the five minutes of a task's connection, would be far more on any machine.
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(20));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> admin.get("/api/copies/none/final-pdf/").statusCode() == 404);
        }
    }

    @Test
    void isToldToEveryCallerAndToTheLogOnce() throws Exception {
        EmbeddedPostgres postgres = postgres(0);
        int port = postgres.getPort();
        ServerOptions options = options(postgres);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger rest = (Logger) LoggerFactory.getLogger("io.korrigo.rest");
        rest.addAppender(log);
        try (KorrigoServer server = KorrigoServer.start(options)) {
            TestClient admin = new TestClient(server.uri(), server.tokens().issue("admin", Role.ADMIN));
            assertThat(admin.get("/api/copies/none/final-pdf/").statusCode()).isEqualTo(404);
            postgres.close();

            long slowest = 0;
            long slowestAlive = 0;
            for (String path : List.of(
                    "/api/copies/none/final-pdf/",
                    "/api/tasks/00000000-0000-0000-0000-000000000001/status/",
                    "/api/health/ready/",
                    "/api/copies/none/final-pdf/")) {
                long begun = System.nanoTime();
                HttpResponse<String> answer = admin.get(path);
                slowest = Math.max(slowest, System.nanoTime() - begun);
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                begun = System.nanoTime();
                assertThat(admin.get("/api/health/live/").statusCode()).isEqualTo(200);
                slowestAlive = Math.max(slowestAlive, System.nanoTime() - begun);
            }
            System.out.println("Database away: calls took at most " + slowest / 1_000_000 + " ms, live "
                    + slowestAlive / 1_000_000 + " ms");
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(20));
            assertThat(log.list)
                    .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                    .hasSize(1);

            try (EmbeddedPostgres again = postgres(port)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> admin.get("/api/copies/none/final-pdf/").statusCode() == 404);
                assertThat(again.getPort()).isEqualTo(port);
                server.close();
            }
        } finally {
            rest.detachAppender(log);
        }
    }
}
