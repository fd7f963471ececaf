package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.exam.Exam;
import io.korrigo.executor.local.InMemoryTaskStore;
import io.korrigo.task.Claim;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those hear who listen, on two nodes with one store; the test is the worker. */
@Timeout(60)
class EventsTest {
    private final TaskStore store = new InMemoryTaskStore(Clock.systemUTC());
    private final InMemoryExamStore exams = new InMemoryExamStore();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Server> nodes = new ArrayList<>();
    private final List<InputStream> open = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        exams.add(new Exam("exam-1", "Examen", null, 4, List.of(), Set.of("prof")));
        node();
        node();
    }

    private void node() throws Exception {
        RestApi api = new RestApi(
                new QueueOnly(store),
                exams,
                new InMemoryBlobStore(),
                new RecordingAuditLog(),
                request -> Optional.ofNullable(request.getHeader("X-User"))
                        .map(name -> new Caller(
                                name, name.equals("admin") ? Set.of(Role.ADMIN) : Set.of(Role.TEACHER), false)),
                Map.of());
        Server jetty = new Server();
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletHolder holder = new ServletHolder(new KorrigoServlet(api));
        holder.setAsyncSupported(true);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(holder, "/*");
        jetty.setHandler(context);
        jetty.start();
        nodes.add(jetty);
    }

    @AfterEach
    void stop() throws Exception {
        for (InputStream stream : open) {
            stream.close();
        }
        for (Server node : nodes) {
            node.stop();
        }
    }

    private HttpRequest.Builder request(int node, String path, String user) {
        int port = ((ServerConnector) nodes.get(node).getConnectors()[0]).getLocalPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-User", user);
    }

    private Events listen(int node, String path, String user, String... headers) throws Exception {
        HttpRequest.Builder request = request(node, path, user);
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        open.add(answer.body());
        return new Events(answer);
    }

    /** A stream as a browser reads it. */
    private static final class Events {
        private final HttpResponse<InputStream> answer;
        private final BufferedReader lines;
        private String lastId = "";

        Events(HttpResponse<InputStream> answer) {
            this.answer = answer;
            this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        /** The next event's data, or a missing node at the stream's end. */
        JsonNode next() throws Exception {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    return new ObjectMapper().readTree(line.substring(6));
                }
            }
            return new ObjectMapper().missingNode();
        }
    }

    private TaskId export(String owner) {
        return store.submit(Submission.of(ExportAllCopies.KIND, new ExportAllCopies.Parameters("exam-1"), owner)
                        .about("exam-1"))
                .id();
    }

    private Claim claim(TaskId id) {
        return store.claim(id, "worker", Duration.ofMinutes(1)).orElseThrow();
    }

    private static ExportAllCopies.Result done() {
        return new ExportAllCopies.Result("exam-1", 0, List.of(), 0, List.of(), null);
    }

    @Test
    void tellOfATaskOnWhicheverNodeUntilItHasEnded() throws Exception {
        TaskId task = export("prof");

        Events events = listen(1, "/api/tasks/" + task + "/events/", "prof");

        assertThat(events.answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        assertThat(events.next().path("status").asText()).isEqualTo("PENDING");
        Claim claim = claim(task);
        store.progress(claim, new Progress(1, 2));
        JsonNode progress = events.next();
        while (progress.path("status").asText().equals("STARTED")) {
            progress = events.next();
        }
        assertThat(progress.path("progress").path("percent").asInt()).isEqualTo(50);
        store.succeed(claim, done());
        assertThat(events.next().path("status").asText()).isEqualTo("SUCCESS");
        assertThat(events.next().isMissingNode()).isTrue();

        assertThat(listen(0, "/api/tasks/" + task + "/events/", "prof", "Last-Event-ID", events.lastId)
                        .answer
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void tellOfAllOwnTasksAndOfNobodyElses() throws Exception {
        Events events = listen(0, "/api/events/", "prof");
        export("somebody else");
        TaskId own = export("prof");

        assertThat(events.next().path("task_id").asText()).isEqualTo(own.toString());
        store.cancel(own);
        assertThat(events.next().path("status").asText()).isEqualTo("REVOKED");
    }

    @Test
    void goOnAtTheOtherNodeWithoutAGapOrARepeat() throws Exception {
        TaskId first = export("prof");
        Events events = listen(0, "/api/events/", "prof");
        events.next();
        events.answer.body().close();
        nodes.get(0).stop();
        store.succeed(claim(first), done());
        TaskId second = export("prof");

        Events resumed = listen(1, "/api/events/?last_event_id=" + events.lastId, "prof");

        JsonNode one = resumed.next();
        assertThat(one.path("task_id").asText() + " " + one.path("status").asText())
                .isEqualTo(first + " SUCCESS");
        assertThat(resumed.next().path("task_id").asText()).isEqualTo(second.toString());
        Events again = listen(1, "/api/events/", "prof", "Last-Event-ID", resumed.lastId);
        store.cancel(second);
        assertThat(again.next().path("status").asText()).isEqualTo("REVOKED");
    }

    @Test
    void endWhenATeacherIsTakenOffTheExam() throws Exception {
        TaskId task = export("prof");
        Events events = listen(0, "/api/tasks/" + task + "/events/", "prof");
        events.next();
        exams.add(new Exam("exam-1", "Examen", null, 4, List.of(), Set.of()));

        store.cancel(task);

        assertThat(events.next().isMissingNode()).isTrue();
        assertThat(listen(0, "/api/tasks/" + task + "/events/", "prof").answer.statusCode())
                .isEqualTo(404);
    }

    @Test
    void takeMoreListenersThanThereAreThreads() throws Exception {
        List<Events> many = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            many.add(listen(0, "/api/events/", "teacher" + i));
        }

        for (int i : List.of(0, 124, 249)) {
            TaskId task = export("teacher" + i);
            exams.add(new Exam("exam-1", "Examen", null, 4, List.of(), Set.of("teacher" + i)));
            assertThat(many.get(i).next().path("task_id").asText()).isEqualTo(task.toString());
        }
    }

    @Test
    void areLimitedForOneCaller() throws Exception {
        for (int i = 0; i < RestApi.Limits.USUAL.waitingOfOne(); i++) {
            assertThat(listen(0, "/api/events/", "prof").answer.statusCode()).isEqualTo(200);
        }
        assertThat(listen(0, "/api/events/", "prof").answer.statusCode()).isEqualTo(429);
        assertThat(listen(0, "/api/events/", "another").answer.statusCode()).isEqualTo(200);
    }

    @Test
    void letAStatusBeWaitedFor() throws Exception {
        TaskId task = export("prof");
        CompletableFuture<HttpResponse<String>> waiting = http.sendAsync(
                request(1, "/api/tasks/" + task + "/status/", "prof")
                        .header("Prefer", "wait=30")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Claim claim = claim(task);
        store.progress(claim, new Progress(1, 2));
        store.succeed(claim, done());

        HttpResponse<String> answer = waiting.get();

        assertThat(new ObjectMapper().readTree(answer.body()).path("status").asText())
                .isEqualTo("SUCCESS");
    }

    @Test
    void answerWithWhatIsThereWhenTheTimeIsOver() throws Exception {
        TaskId task = export("prof");

        HttpResponse<String> answer = http.send(
                request(0, "/api/tasks/" + task + "/status/", "prof")
                        .header("Prefer", "wait=1")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(new ObjectMapper().readTree(answer.body()).path("status").asText())
                .isEqualTo("PENDING");
        assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=1");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void readThePreferenceAsTheRfcHasIt() {
        assertThat(PreferredWait.seconds(null)).isZero();
        assertThat(PreferredWait.seconds("respond-async")).isZero();
        assertThat(PreferredWait.seconds("wait=10")).isEqualTo(10);
        assertThat(PreferredWait.seconds("respond-async, Wait=5; x=1")).isEqualTo(5);
        assertThat(PreferredWait.seconds("wait=30")).isEqualTo(30);
        assertThat(PreferredWait.seconds("wait=31")).isEqualTo(30);
        assertThat(PreferredWait.seconds("wait=x")).isZero();
        assertThat(PreferredWait.seconds("await=5")).isZero();
    }
}
