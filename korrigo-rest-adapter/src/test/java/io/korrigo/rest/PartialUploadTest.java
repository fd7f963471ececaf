package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.Exam;
import io.korrigo.tasks.KorrigoTasks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scan that comes in parts over a line that breaks. */
@Timeout(120)
class PartialUploadTest extends ServletCalls {
    private static final String UPLOADS = "/api/exams/exam-1/uploads/";

    /** Made once: an archive notes when. */
    private static byte[] made = {};

    /** A page of noise in a ZIP: just above one part, in two. */
    private static byte[] scan() throws IOException {
        if (made.length == 0) {
            BufferedImage noise = new BufferedImage(2100, 2100, BufferedImage.TYPE_BYTE_GRAY);
            byte[] pixels = new byte[2100 * 2100];
            new Random(7).nextBytes(pixels);
            noise.getRaster().setDataElements(0, 0, 2100, 2100, pixels);
            ByteArrayOutputStream zip = new ByteArrayOutputStream();
            try (ZipOutputStream out = new ZipOutputStream(zip)) {
                out.putNextEntry(new ZipEntry("page.png"));
                ImageIO.write(noise, "png", out);
            }
            made = zip.toByteArray();
        }
        assertThat(made).hasSizeBetween(PartialUpload.PART + 1, 2 * PartialUpload.PART);
        return made;
    }

    private static byte[] part(int number) throws IOException {
        byte[] whole = scan();
        return Arrays.copyOfRange(
                whole, (number - 1) * PartialUpload.PART, Math.min(number * PartialUpload.PART, whole.length));
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String hex(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    private Answer begin(String user, long bytes, String sha256) throws Exception {
        return send(request(UPLOADS, user)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"filename\": \"C:\\\\scans\\\\pile.zip\", \"bytes\": "
                        + bytes + ", \"sha256\": \"" + sha256 + "\"}")));
    }

    private String begin() throws Exception {
        Answer answer = begin("prof", scan().length, hex(scan()));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return UPLOADS + answer.body().path("upload_id").asText() + "/";
    }

    private Answer put(String path, byte[] part, byte[] digest) throws Exception {
        return send(request(path, "prof")
                .header("Content-Type", "application/octet-stream")
                .header("Content-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(part)));
    }

    private Answer put(String upload, int number) throws Exception {
        return put(upload + "parts/" + number + "/", part(number), sha256(part(number)));
    }

    private static List<Integer> received(Answer answer) {
        List<Integer> parts = new ArrayList<>();
        answer.body().path("received").forEach(part -> parts.add(part.asInt()));
        return parts;
    }

    @Test
    void goesOnWhereItBroke() throws Exception {
        String upload = begin();
        assertThat(received(put(upload, 2))).containsExactly(2);

        // Another browser, another day: the same file is the same upload.
        assertThat(begin()).isEqualTo(upload);
        assertThat(received(send("GET", upload, "prof"))).containsExactly(2);
        assertProblem(send("POST", upload + "import/", "prof"), 409, "1 of 2 parts are missing, the first is part 1");
        assertThat(received(put(upload, 1))).containsExactly(1, 2);

        Answer queued = send("POST", upload + "import/?sheets=3", "prof");

        assertThat(queued.status()).isEqualTo(202);
        assertThat(queued.body().path("filename").asText()).isEqualTo("pile.zip");
        JsonNode result = ended("prof", queued).body().path("result");
        assertThat(result.path("pages").asInt()).isEqualTo(1);
        assertThat(result.path("problems").findValuesAsText("kind")).contains("sheets_expected");
        // The answer was lost, and the client asks again.
        Answer again = send("POST", upload + "import/", "prof");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("sha256").asText()).isEqualTo(hex(scan()));
        assertThat(begin("prof", scan().length, hex(scan())).body().path("scan"))
                .isEqualTo(again.body());
    }

    @Test
    void isImportedOnceHoweverOftenItIsAskedMeanwhile() throws Exception {
        String upload = begin();
        put(upload, 1);
        put(upload, 2);

        Answer first = send("POST", upload + "import/", "prof", "Idempotency-Key", "k");
        Answer second = send("POST", upload + "import/", "prof", "Idempotency-Key", "k");

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body().path("task_id")).isEqualTo(first.body().path("task_id"));
        // Parts are let go, and need not be sent again.
        String id = PartialUpload.id("exam-1", scan().length, hex(scan()));
        assertThat(api.blobs.exists(KorrigoTasks.uploadPartKey(id, 1))).isFalse();
        assertThat(received(send("GET", upload, "prof"))).containsExactly(1, 2);
        ended("prof", first);
    }

    @Test
    void keepsNoPartThatIsDamagedShortOrLong() throws Exception {
        String upload = begin();
        byte[] other = part(2).clone();
        other[other.length - 1]++;

        assertProblem(put(upload + "parts/2/", other, sha256(part(2))), 422, "Part 2 arrived with other bytes");
        byte[] less = Arrays.copyOf(part(2), part(2).length - 1);
        assertProblem(put(upload + "parts/2/", less, sha256(less)), 400, "Part 2 has " + part(2).length + " bytes");
        byte[] more = Arrays.copyOf(part(2), part(2).length + 1);
        assertProblem(put(upload + "parts/2/", more, sha256(more)), 400, "Part 2 has " + part(2).length + " bytes");

        assertThat(received(send("GET", upload, "prof"))).isEmpty();
    }

    @Test
    void keepsNothingOfAPartThatBreaksOff() throws Exception {
        String upload = begin();
        URI server = URI.create(api.url(""));
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /korrigo" + upload + "parts/2/ HTTP/1.1\r\nHost: localhost\r\nX-User: prof\r\n"
                            + "Content-Type: application/octet-stream\r\nContent-Digest: sha-256=:"
                            + Base64.getEncoder().encodeToString(sha256(part(2))) + ":\r\nContent-Length: "
                            + part(2).length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(part(2), 0, part(2).length / 2);
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // No outage of ours, whatever the container makes of the rest of the connection.
            assertThat(answer).startsWith("HTTP/1.1 400");
        }
        assertThat(received(send("GET", upload, "prof"))).isEmpty();
    }

    @Test
    void isNoScanWhereThePartsAreAnotherFile() throws Exception {
        String announced = "ab".repeat(32);
        String upload = UPLOADS
                + begin("prof", part(2).length, announced)
                        .body()
                        .path("upload_id")
                        .asText() + "/";
        put(upload + "parts/1/", part(2), sha256(part(2)));

        assertProblem(send("POST", upload + "import/", "prof"), 422, "not the file that was announced");
        assertThat(api.blobs.exists(KorrigoTasks.uploadKey(announced))).isFalse();
    }

    @Test
    void bringsNobodyAFileThatTheyDontHave() throws Exception {
        String upload = begin();
        put(upload, 1);
        put(upload, 2);
        ended("prof", send("POST", upload + "import/", "prof"));

        // Who knows the hash of a file alone has to send the file.
        api.exams.add(new Exam("exam-3", "Theirs", null, 4, List.of(), Set.of("prof")));
        Answer elsewhere = send(request("/api/exams/exam-3/uploads/", "prof")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"filename\": \"x.zip\", \"bytes\": " + scan().length
                        + ", \"sha256\": \"" + hex(scan()) + "\"}")));

        assertThat(received(elsewhere)).isEmpty();
        assertThat(elsewhere.body().path("scan").isNull()).isTrue();
    }

    @Test
    void isAsLongAsAScanMayBe() throws Exception {
        assertThat(begin("prof", 50_000_000, "cd".repeat(32)).status()).isEqualTo(201);
        assertProblem(begin("prof", 50_000_001, "cd".repeat(32)), 413, "50 MB at most");
        assertProblem(begin("prof", 0, "cd".repeat(32)), 400, "'bytes' is the file's length");
        assertProblem(begin("prof", 10, "CD".repeat(32)), 400, "64 hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parts/0/", "parts/3/", "parts/one/"})
    void hasNoOtherParts(String path) throws Exception {
        assertProblem(put(begin() + path, new byte[1], new byte[32]), 404, "Parts are 1 to 2");
    }

    @Test
    void needsADigestAndBytes() throws Exception {
        String part = begin() + "parts/1/";

        // Few bytes: of many that nobody reads the connection breaks before the answer is read.
        assertProblem(
                send(request(part, "prof")
                        .header("Content-Type", "application/octet-stream")
                        .PUT(HttpRequest.BodyPublishers.ofString("x"))),
                400,
                "Content-Digest");
        assertProblem(
                send(request(part, "prof")
                        .header("Content-Type", "text/plain")
                        .header("Content-Digest", "sha-256=:" + "A".repeat(43) + "=:")
                        .PUT(HttpRequest.BodyPublishers.ofString("x"))),
                415,
                "application/octet-stream");
    }

    @Test
    void goesWhenItIsLetGo() throws Exception {
        String upload = begin();
        put(upload, 1);

        assertThat(send("DELETE", upload, "prof").status()).isEqualTo(200);

        assertProblem(send("GET", upload, "prof"), 404, "no upload");
        assertThat(received(send("GET", begin(), "prof"))).isEmpty();
    }
}
