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
import java.nio.file.Path;
import java.time.Duration;
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

    @Test
    void isToldToEveryCallerAndToTheLogOnce() throws Exception {
        EmbeddedPostgres postgres = postgres(0);
        int port = postgres.getPort();
        ServerOptions options = new ServerOptions(
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
