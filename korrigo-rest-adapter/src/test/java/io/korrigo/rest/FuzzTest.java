package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.exam.Exam;
import io.korrigo.exam.Student;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls every endpoint that the description has, with what it describes, with nearly that, and with nonsense: no answer is a 500, none
 * shows a stack, a class or a path of this machine, and each is as described ({@link AnswerCheck} holds it against its schema).
 *
 * <p>Runs for {@code -Dkorrigo.fuzz.seconds} (60, or 600 in the Maven profile "nightly"), by the seed {@code -Dkorrigo.fuzz.seed} (the same each time), which every fault
 * names with the call's number.
 */
@Tag("slow")
@Tag("chaos")
class FuzzTest {
    private static final long SECONDS = Long.getLong("korrigo.fuzz.seconds", 60);
    private static final long SEED = Long.getLong("korrigo.fuzz.seed", 20_261_130L);
    /** Calls after which what they removed is there again. */
    private static final int RENEWED = 200;

    /** What no answer may hold. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\tat |Exception|io[./]korrigo|java[./](lang|util)|jetty|/home/|/root/|/tmp/|\\\\\\\\Users");

    private static final List<String> USERS =
            List.of("admin", "admin", "admin", "prof", "prof", "other-prof", "student:s-1", "somebody", "");

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode document = new ApiDescription().document("");
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(SEED);
    private final FuzzValues values = new FuzzValues(random, document);
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Set<Integer>> answered = new TreeMap<>();

    private String last = "";

    private record Operation(String path, String method, JsonNode described, List<JsonNode> parameters) {
        String name() {
            return method + " " + path;
        }
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(entry -> {
                    if (Set.of("get", "put", "post", "delete", "patch").contains(entry.getKey())) {
                        List<JsonNode> parameters = new ArrayList<>();
                        path.getValue().path("parameters").forEach(each -> parameters.add(values.resolved(each)));
                        entry.getValue().path("parameters").forEach(each -> parameters.add(values.resolved(each)));
                        operations.add(new Operation(
                                path.getKey(), entry.getKey().toUpperCase(Locale.ROOT), entry.getValue(), parameters));
                    }
                }));
        return operations;
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void findsNoCallThatBreaksTheService(@TempDir Path temporary, TestReporter reporter) throws Exception {
        List<Operation> operations = operations();
        int calls = 0;
        try (RunningApi api = new RunningApi(temporary, "")) {
            prepare(api);
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            while (System.nanoTime() < end && faults.size() < 20) {
                if (calls % RENEWED == 0) {
                    renew(api);
                }
                // Each one in turn, so that a short run has them all.
                call(api, operations.get(calls % operations.size()), calls);
                calls++;
            }
        }
        assertThat(faults).isEmpty();
        assertThat(answered.keySet()).hasSize(Math.min(calls, operations.size()));
        reporter.publishEntry(calls + " calls by seed " + SEED, answered.toString());
    }

    /** Tasks of each sort of result, ended. */
    private void prepare(RunningApi api) throws Exception {
        renew(api);
        JsonClient client = new JsonClient(api);
        String export = client.ended("prof", client.post("prof", "/api/exams/exam-1/export-all/", ""))
                .path("task_id")
                .asText();
        String ocr = client.ended("prof", client.post("prof", "/api/identification/cmen-ocr/copy-1/", ""))
                .path("task_id")
                .asText();
        byte[] form =
                FuzzValues.form("NOM;PRENOM;DATE_NAISSANCE\nROUX;Zoé;29/02/2008\n".getBytes(StandardCharsets.UTF_8));
        HttpRequest upload = HttpRequest.newBuilder(URI.create(api.url("/api/students/import/?dry_run=true")))
                .headers("X-User", "admin", "Content-Type", FuzzValues.FORM)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form))
                .build();
        String run = json.readTree(
                        http.send(upload, HttpResponse.BodyHandlers.ofString()).body())
                .path("task_id")
                .asText();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> client.get("admin", "/api/tasks/" + run + "/status/")
                        .body()
                        .path("ready")
                        .asBoolean());
        values.know("task_id", List.of(export, ocr, run));
        values.know("exam_id", List.of("exam-1", "exam-1", "exam-2"));
        values.know("copy_id", List.of("copy-1", "copy-1", "copy-2", "empty"));
        values.know("student_id", List.of("s-1", "s-2"));
        values.know("username", List.of("zoe"));
        values.know("page", List.of("0", "0", "1"));
        values.know("scan_id", List.of(RunningApi.SCAN));
        values.know("upload_id", List.of(RunningApi.UPLOAD));
        values.know("part", List.of("1", "1", "2"));
    }

    private static void renew(RunningApi api) throws IOException {
        api.beginUpload();
        api.exams.add(new Exam("exam-1", "Examen", null, 4, List.of(), Set.of("prof")));
        api.exams.add(new Exam("exam-2", "Another", null, 4, List.of(), Set.of("prof")));
        api.students.upsert(List.of(
                Student.of("s-1", "Roux", "Zoé", LocalDate.of(2008, 2, 29)), Student.of("s-2", "Petit", "Hugo", null)));
    }

    private void call(RunningApi api, Operation operation, int number) throws Exception {
        HttpRequest request = request(api, operation);
        String before = last;
        last = told(request);
        HttpResponse<InputStream> answer;
        String body;
        try {
            answer = answer(request);
            try (InputStream in = answer.body()) {
                boolean stream =
                        answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                body = stream ? "" : new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
            }
        } catch (IOException broken) {
            faults.add(
                    "call " + number + " of seed " + SEED + ", " + told(request) + ", after " + before + ": " + broken);
            return;
        }
        answered.computeIfAbsent(operation.name(), name -> new TreeSet<>()).add(answer.statusCode());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        // Pages of HTML about an address that is none are the container's, which korrigo-server replaces.
        boolean text = type.contains("json");
        if (answer.statusCode() == 500
                || text
                        && !request.uri().getPath().endsWith("openapi.json")
                        && INSIDE.matcher(body).find()) {
            faults.add("call " + number + " of seed " + SEED + ", " + told(request) + ": " + answer.statusCode() + " "
                    + body);
        }
    }

    /** Once more where the connection was closed meanwhile: after an address that is none the container closes it. */
    private HttpResponse<InputStream> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException closed) {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        }
    }

    private static String told(HttpRequest request) {
        return (request.method() + " " + request.uri() + " " + request.headers().map()
                        + request.bodyPublisher()
                                .map(body -> " " + body.contentLength() + " bytes")
                                .orElse(""))
                .replaceAll("(.{9})\\1{9,}", "$1...");
    }

    private HttpRequest request(RunningApi api, Operation operation) throws NoSuchAlgorithmException {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(30));
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            String in = parameter.path("in").asText();
            if (in.equals("path")) {
                path = path.replace("{" + name + "}", FuzzValues.encoded(values.id(name)));
            } else if (in.equals("query") && random.nextInt(3) > 0) {
                query.append(query.length() == 0 ? '?' : '&')
                        .append(FuzzValues.encoded(name))
                        .append('=');
                query.append(FuzzValues.encoded(values.text(parameter.path("schema"))));
            } else if (in.equals("header") && random.nextInt(3) > 0) {
                header(
                        request,
                        name,
                        name.equals("Prefer")
                                ? values.oneOf("wait=1", "wait=0", "wait=x", "wait=-1", "respond-async")
                                : values.header());
            }
        }
        path = path.replaceAll("\\{[^}]*}", "x");
        request.uri(URI.create(api.url(random.nextInt(4) == 0 ? path.replaceAll("(?<=.)/$", "") : path) + query));
        String user = values.oneOf(USERS.toArray(String[]::new));
        if (!user.isEmpty()) {
            request.header("X-User", user);
        }
        values.extraHeaders().forEach((name, value) -> header(request, name, value));
        JsonNode content = operation.described().path("requestBody").path("content");
        if (content.has("multipart/form-data")) {
            boolean good = random.nextInt(4) > 0;
            header(
                    request,
                    "Content-Type",
                    good
                            ? FuzzValues.FORM
                            : values.oneOf("multipart/form-data", "text/plain", "multipart/form-data; boundary=other"));
            return request.method(
                            operation.method(), HttpRequest.BodyPublishers.ofByteArray(FuzzValues.form(values.bytes())))
                    .build();
        }
        if (content.has("application/octet-stream")) {
            byte[] part = random.nextBoolean() ? new byte[RunningApi.UPLOAD_BYTES] : values.bytes();
            header(request, "Content-Digest", "sha-256=:" + values.digest(part) + ":");
            header(request, "Content-Type", values.oneOf("application/octet-stream", "text/plain"));
            return request.method(operation.method(), HttpRequest.BodyPublishers.ofByteArray(part))
                    .build();
        }
        String body = content.has("application/json")
                ? values.body(content.path("application/json").path("schema"))
                : random.nextInt(10) == 0 ? values.hostile() : "";
        if (content.has("application/json") && random.nextInt(8) > 0) {
            header(request, "Content-Type", "application/json");
        }
        return request.method(operation.method(), HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** What a client can't send is left out. */
    private static void header(HttpRequest.Builder request, String name, String value) {
        try {
            request.header(name, value);
        } catch (IllegalArgumentException unsendable) {
            // The library keeps to the protocol; RawCall is for what doesn't.
            return;
        }
    }
}
