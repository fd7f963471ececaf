package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.host.jdbc.CorrectedCopy;
import io.korrigo.rest.Role;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls that come at a steady rate, without and with exports of a whole exam beside them: none fails. How long they took is printed,
 * for docs/deployment.md; {@code -Dkorrigo.load.seconds=60} is what stands there.
 */
@Tag("chaos")
class LoadDuringExportTest {
    private static final int SECONDS = Integer.getInteger("korrigo.load.seconds", 5);
    private static final int A_SECOND = 200;
    /** One call in so many submits work, the others ask how work stands. */
    private static final int POST_EVERY = 20;

    private static final int COPIES = 200;
    private static final int CALLERS = 20;

    @TempDir
    private Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    private record Load(long[] status, long[] posts, int errors) {
        String figures() {
            return String.format(
                    Locale.ROOT,
                    "status p50 %.1f p99 %.1f ms, POST p50 %.1f p99 %.1f ms, %d errors",
                    at(status, 0.5),
                    at(status, 0.99),
                    at(posts, 0.5),
                    at(posts, 0.99),
                    errors);
        }

        private static double at(long[] nanos, double share) {
            return nanos[(int) (share * (nanos.length - 1))] / 1e6;
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void answersEveryCallBesideAnExport() throws Exception {
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            page(server);
            List<String> tokens = IntStream.range(0, CALLERS)
                    .mapToObj(i -> server.tokens().issue("caller-" + i, Role.ADMIN))
                    .toList();
            TestClient admin = new TestClient(server.uri(), server.tokens().issue("admin", Role.ADMIN));
            String asked = admin.upload("/api/students/import/", "NOM;PRENOM;DATE_NAISSANCE\nA;B;01/02/2008\n")
                    .path("status_url")
                    .asText();
            load(server, tokens, asked, 2);

            Load alone = load(server, tokens, asked, SECONDS);
            AtomicBoolean goOn = new AtomicBoolean(true);
            CompletableFuture<Integer> exports = CompletableFuture.supplyAsync(() -> exports(server, admin, goOn));
            Load beside = load(server, tokens, asked, SECONDS);
            goOn.set(false);

            System.out.println(A_SECOND + " calls a second for " + SECONDS + " s, alone: " + alone.figures());
            System.out.println("beside " + exports.get() + " exports of " + COPIES + " copies: " + beside.figures());
            assertThat(alone.errors()).isZero();
            assertThat(beside.errors()).isZero();
        }
    }

    /** One after another, each of an exam of its own: a second export of one would find the PDFs of the first. */
    private static int exports(KorrigoServer server, TestClient admin, AtomicBoolean goOn) {
        int count = 0;
        try {
            while (goOn.get()) {
                String exam = "e" + count;
                exam(server, exam);
                JsonNode ended = admin.ended(admin.json("/api/exams/" + exam + "/export-all/", ""));
                assertThat(ended.path("status").asText()).isEqualTo("SUCCESS");
                assertThat(server.blobs().list("korrigo/exams/" + exam + "/final/"))
                        .hasSize(2 * COPIES);
                count++;
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        return count;
    }

    private Load load(KorrigoServer server, List<String> tokens, String asked, int seconds) {
        int calls = seconds * A_SECOND;
        long[] took = new long[calls];
        AtomicInteger errors = new AtomicInteger();
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            // Whenever the call before is answered: a slow server must not slow down those who call it.
            long due = begin + i * (TimeUnit.SECONDS.toNanos(1) / A_SECOND);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int call = i;
            answers.add(http.sendAsync(request(server, tokens.get(i % CALLERS), asked, i), discarded())
                    .handle((answer, failure) -> {
                        took[call] = System.nanoTime() - due;
                        if (failure != null || answer.statusCode() >= 300) {
                            errors.incrementAndGet();
                        }
                        return null;
                    }));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        long[] status = IntStream.range(0, calls)
                .filter(i -> i % POST_EVERY != 0)
                .mapToLong(i -> took[i])
                .sorted()
                .toArray();
        long[] posts = IntStream.range(0, calls)
                .filter(i -> i % POST_EVERY == 0)
                .mapToLong(i -> took[i])
                .sorted()
                .toArray();
        assertThat(Arrays.stream(took)).doesNotContain(0L);
        return new Load(status, posts, errors.get());
    }

    private static HttpResponse.BodyHandler<Void> discarded() {
        return HttpResponse.BodyHandlers.discarding();
    }

    private static HttpRequest request(KorrigoServer server, String token, String asked, int i) {
        boolean post = i % POST_EVERY == 0;
        String path = post ? "/api/students/import/?dry_run=true&accounts=false" : asked;
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(path));
        // All may ask for the task of an administrator, being administrators.
        request.header("Authorization", "Bearer " + token);
        if (post) {
            request.header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(BodyPublishers.ofString(
                            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\r\n"
                                    + "NOM;PRENOM;DATE_NAISSANCE\nNOM-" + i + ";P;01/02/2008\n\r\n--b--\r\n"));
        }
        return request.build();
    }

    private static void page(KorrigoServer server) throws IOException {
        server.blobs().publish("pages/p1.jpg", out -> {
            BufferedImage page = new BufferedImage(1654, 2339, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = page.createGraphics();
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, page.getWidth(), page.getHeight());
            pen.setColor(Color.BLUE);
            for (int y = 100; y < 2300; y += 60) {
                pen.drawLine(100, y, 1500, y + y % 17);
            }
            pen.dispose();
            ImageIO.write(page, "jpg", out);
        });
    }

    private static void exam(KorrigoServer server, String exam) {
        List<CorrectedCopy> copies = IntStream.range(0, COPIES)
                .mapToObj(i -> new CorrectedCopy(
                        new Copy(
                                exam + "-c" + i,
                                exam,
                                exam + "-A-" + i,
                                CopyStatus.GRADED,
                                List.of(new Booklet("b", List.of("pages/p1.jpg", "pages/p1.jpg"))),
                                null,
                                null,
                                0),
                        List.of(),
                        CopyMarks.NONE))
                .toList();
        server.exams().add(new Exam(exam, "Examen", null, 2, List.of(), Set.of()), copies);
    }
}
