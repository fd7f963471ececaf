package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.korrigo.rest.RestApi;
import io.korrigo.scan.PileLimits;
import io.korrigo.tasks.ExportOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the container answers by itself, and how it stands behind a proxy. */
@Tag("slow")
class HttpHostTest {
    @TempDir
    private Path data;

    private KorrigoServer start(boolean behindProxy, String prefix) throws IOException {
        return start("127.0.0.1", behindProxy, prefix);
    }

    private KorrigoServer start(String host, boolean behindProxy, String prefix) throws IOException {
        return KorrigoServer.start(new ServerOptions(
                host,
                0,
                data,
                null,
                null,
                null,
                null,
                ServerRole.ALL,
                null,
                ExportOptions.in(Locale.FRENCH),
                behindProxy,
                prefix,
                RestApi.Limits.USUAL,
                PileLimits.USUAL));
    }

    private static String answer(URI server, String head) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/copies/a%00b/final-pdf/ HTTP/1.1\r\nHost: x\r\nConnection: close",
                "GET /api/copies/%2e%2e/x HTTP/1.1\r\nHost: x\r\nConnection: close",
                "GET /api/copies/%ZZ HTTP/1.1\r\nHost: x\r\nConnection: close",
                "GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close",
                "GET / HTTP/1.1\r\nConnection: close",
                "GET / HTTP/9.9\r\nHost: x",
                "no call at all",
                "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: many",
                "BREW /api/health/ready/ HTTP/1.1\r\nHost: x\r\nConnection: close"
            })
    void answersWhatIsMalformedAsAProblem(String head) throws Exception {
        try (KorrigoServer server = start(false, "")) {
            String answer = answer(server.uri(), head);

            assertThat(answer)
                    .matches("(?s)HTTP/1.1 (4\\d\\d|505) .*")
                    .containsIgnoringCase("Content-Type: application/problem+json");
            assertThat(answer).contains("\"title\":", "\"error\":").doesNotContain("<html", "Jetty");
        }
    }

    /** A client sends its next call on the same connection, perhaps before it has the answer. */
    @Test
    void keepsTheConnectionOfARefusedCallWithASmallBody() throws Exception {
        String refused =
                "POST /api/students/import/ HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 7";
        String next = "GET /api/health/live/ HTTP/1.1\r\nHost: x\r\nConnection: close";
        try (KorrigoServer server = start(false, "");
                Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((refused + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(("content" + next + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answers).startsWith("HTTP/1.1 401 ").contains("HTTP/1.1 200 ");
        }
    }

    @Test
    void answersHeadersWithoutEndAsAProblem() throws Exception {
        try (KorrigoServer server = start(false, "")) {
            String answer = answer(server.uri(), "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000));

            assertThat(answer).startsWith("HTTP/1.1 431").contains("application/problem+json", "8 KB");
        }
    }

    @Test
    void standsBelowAPathPrefixAndLinksThere() throws Exception {
        try (KorrigoServer server = start(true, "/korrigo")) {
            assertThat(server.uri().getPath()).isEqualTo("/korrigo");
            TestClient admin =
                    new TestClient(server.uri(), server.newAdminToken().orElseThrow());
            assertThat(admin.get("/korrigo/api/health/live/").statusCode()).isEqualTo(200);
            assertThat(admin.get("/api/health/live/").statusCode()).isEqualTo(404);
            assertThat(admin.upload("/korrigo/api/students/import/", "NOM;PRENOM\nA;B\n")
                            .path("status_url")
                            .asText())
                    .startsWith("/korrigo/api/tasks/");
        }
        assertThatThrownBy(() -> start(false, "korrigo/")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void believesAProxyOnlyWhereOneIsSaidToStandInFront(boolean behindProxy) throws Exception {
        try (KorrigoServer server = start(behindProxy, "")) {
            String body = "{\"token\": \"" + server.newAdminToken().orElseThrow() + "\"}";

            String answer = answer(
                    server.uri(),
                    "POST /api/session/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-Proto: https\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

            assertThat(answer).startsWith("HTTP/1.1 200").contains("Set-Cookie: korrigo_session=");
            assertThat(answer.contains("; Secure")).isEqualTo(behindProxy);
        }
    }

    /** A host, whether a proxy stands in front, and whether that is worth a warning. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1, false, false", "0.0.0.0, true, false", "0.0.0.0, false, true"})
    void warnsWhereOthersReachItWithoutEncryption(String host, boolean behindProxy, boolean warns) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(HttpHost.class);
        logger.addAppender(log);
        try (KorrigoServer server = start(host, behindProxy, "")) {
            assertThat(server.uri().getHost()).isEqualTo(host);
            assertThat(log.list.stream()
                            .anyMatch(event -> event.getLevel() == Level.WARN
                                    && event.getFormattedMessage().contains("without encryption")))
                    .isEqualTo(warns);
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void knowsWhichAddressesOthersReach() {
        assertThat(HttpHost.isLoopback("127.0.0.1")).isTrue();
        assertThat(HttpHost.isLoopback("::1")).isTrue();
        assertThat(HttpHost.isLoopback("0.0.0.0")).isFalse();
    }

    @Test
    void saysThatNoWorkerIsAliveAndAnswersAllTheSame() throws Exception {
        try (KorrigoServer server = start(false, "")) {
            assertThat(new TestClient(server.uri(), "")
                            .get("/api/health/ready/")
                            .body())
                    .contains("\"workers\":\"ok\"");
        }
        try (KorrigoServer web = KorrigoServer.start(new ServerOptions(
                "127.0.0.1", 0, data, null, null, null, null, ServerRole.WEB, null, ExportOptions.in(Locale.FRENCH)))) {
            var ready = new TestClient(web.uri(), "").get("/api/health/ready/");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).contains("no worker is alive");
        }
    }
}
