package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.host.jdbc.CorrectedCopy;
import io.korrigo.rest.Role;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who send and read as slowly as they can, beside one who doesn't. */
@Tag("chaos")
class SlowCallersTest {
    private static final int MANY = 250;

    @TempDir
    private Path data;

    private final List<Socket> slow = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
    }

    private void begin(URI server, String head) throws IOException {
        Socket socket = new Socket();
        // little is buffered on the way to somebody who doesn't read
        socket.setReceiveBufferSize(4_096);
        socket.connect(new java.net.InetSocketAddress(server.getHost(), server.getPort()));
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
    }

    @Test
    void takeNoThreadFromOthers() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            String slowOnes = server.tokens().issue("slow", Role.ADMIN);
            TestClient admin = new TestClient(server.uri(), server.tokens().issue("quick", Role.ADMIN));
            String status = admin.upload("/api/students/import/", "NOM;PRENOM\nA;B\n")
                    .path("status_url")
                    .asText();
            longPdf(server);
            String rest = " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + slowOnes + "\r\n";

            for (int i = 0; i < MANY; i++) {
                begin(server.uri(), "GET /api/copies/c1/final-pdf/" + rest + "\r\n");
            }
            answersQuickly(server, admin, status, MANY + " connections that don't read");
            for (int i = 0; i < MANY; i++) {
                begin(
                        server.uri(),
                        "POST /api/students/import/" + rest
                                + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n--b\r\n");
            }
            answersQuickly(server, admin, status, MANY + " slow uploads");
            for (int i = 0; i < MANY; i++) {
                begin(server.uri(), "GET " + status + rest + "X-Slow: ");
            }
            answersQuickly(server, admin, status, MANY + " dribbled headers");
        }
    }

    private static void longPdf(KorrigoServer server) throws IOException {
        server.blobs().publish("korrigo/long.pdf", out -> out.write(new byte[20 << 20]));
        Copy copy = new Copy(
                "c1", "e1", "A-1", CopyStatus.READY, List.of(new Booklet("b1", List.of("pages/p1"))), null, null, 0);
        server.exams()
                .add(
                        new Exam("e1", "Examen", null, 4, List.of(), Set.of()),
                        List.of(new CorrectedCopy(copy, List.of(), CopyMarks.NONE)));
        server.exams()
                .attachFinalPdf("c1", server.exams().copy("c1").orElseThrow().version(), "korrigo/long.pdf");
    }

    /** Well within a client's patience; how long it took is for docs/deployment.md. */
    private static void answersQuickly(KorrigoServer server, TestClient client, String status, String beside)
            throws Exception {
        HttpRequest alive = HttpRequest.newBuilder(server.uri().resolve("/api/health/live/"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long slowest = 0;
        for (int i = 0; i < 20; i++) {
            long begun = System.nanoTime();
            assertThat(client.get(status).statusCode()).isEqualTo(200);
            assertThat(HttpClient.newHttpClient()
                            .send(alive, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            slowest = Math.max(slowest, System.nanoTime() - begun);
        }
        System.out.println("Beside " + beside + ": status and live took at most " + slowest / 1_000_000 + " ms");
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(10));
    }
}
