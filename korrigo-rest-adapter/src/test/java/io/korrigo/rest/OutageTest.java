package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.UnavailableException;
import io.korrigo.executor.local.LocalTaskExecutor;
import io.korrigo.task.TaskRegistry;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers hear while something that calls need doesn't answer. */
class OutageTest {
    private static final int CALLS = 20;

    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final LocalTaskExecutor executor = LocalTaskExecutor.of(TaskRegistry.of());
    private final Map<String, RestApi.Check> checks = new LinkedHashMap<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile CallerResolver callers = request -> Optional.empty();

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        RestApi api = new RestApi(
                executor,
                new InMemoryExamStore(),
                new InMemoryBlobStore(),
                new RecordingAuditLog(),
                request -> callers.resolve(request),
                null,
                null,
                null,
                null,
                Runnable::run,
                checks,
                RestApi.Limits.USUAL.withCalls(16, CALLS));
        ServletHolder holder = new ServletHolder(new KorrigoServlet(api));
        holder.getRegistration().setMultipartConfig(KorrigoServlet.multipartConfig(temporary));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(holder, "/*");
        jetty.setHandler(context);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        answered.countDown();
        jetty.stop();
        executor.close();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private HttpResponse<String> send(String path) throws Exception {
        return HttpClient.newHttpClient().send(get(path), HttpResponse.BodyHandlers.ofString());
    }

    private Caller await(String name) {
        try {
            answered.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return new Caller(name, Set.of(Role.TEACHER), false);
    }

    @Test
    void isUnavailableWithATimeToComeAgain() throws Exception {
        callers = request -> {
            throw new UnavailableException("The database does not answer", null);
        };

        HttpResponse<String> answer = send("/api/copies/c/final-pdf/");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void isAFaultOfOursWhenSomethingElseFails() throws Exception {
        callers = request -> {
            throw new IllegalStateException("Dupont, 01/02/2003");
        };

        HttpResponse<String> answer = send("/api/copies/c/final-pdf/");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("Dupont");
        assertThat(MutedTrace.of(new IllegalStateException("Dupont", new java.sql.SQLException("Dupont", "22001"))))
                .hasToString("java.lang.IllegalStateException")
                .hasRootCauseMessage("java.sql.SQLException, SQL state 22001");
    }

    @Test
    void takesNotMoreCallsOfOneCallerThanOthersCanSpare() {
        CallLimits limits = new CallLimits(2, 100, "calls.under_way");
        for (int i = 0; i < 2; i++) {
            limits.enter("slow");
        }

        assertThatThrownBy(() -> limits.enter("slow"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(429));
        limits.enter("another");
        limits.leave("slow");
        limits.enter("slow");
    }

    @Test
    void takesLimitsThatLetEverybodyCall() {
        assertThat(RestApi.Limits.USUAL.withCalls(1, 1).calls()).isEqualTo(1);
        assertThat(new RestApi.Limits(2, 2, 1, 1, 1, 1).waiting()).isEqualTo(1);

        assertThatThrownBy(() -> RestApi.Limits.USUAL.withCalls(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RestApi.Limits.USUAL.withCalls(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RestApi.Limits(1, 1, 1, 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RestApi.Limits(1, 1, 0, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RestApi.Limits(1, 1, 1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RestApi.Limits(1, 1, 2, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isAliveWhileAsManyCallsHangAsMayBegin() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        callers = request -> {
            begun.incrementAndGet();
            return Optional.of(await(request.getRequestURI()));
        };
        HttpClient http = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            hanging.add(http.sendAsync(get("/api/copies/" + i + "/final-pdf/"), HttpResponse.BodyHandlers.ofString()));
        }
        Awaitility.await().until(() -> begun.get() == CALLS);

        assertThat(send("/api/copies/c/final-pdf/").statusCode()).isEqualTo(503);
        assertThat(send("/api/health/live/").statusCode()).isEqualTo(200);

        answered.countDown();
        for (var call : hanging) {
            assertThat(call.get().statusCode()).isEqualTo(404);
        }
        assertThat(send("/api/copies/c/final-pdf/").statusCode()).isEqualTo(404);
    }

    @Test
    void isNotReadyWhenACheckHangsOrFails() throws Exception {
        checks.put("database", () -> answered.await());
        checks.put("workers", () -> {
            throw new IllegalStateException("none");
        });
        checks.put("media", () -> {});

        HttpResponse<String> answer = send("/api/health/ready/");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"database\":\"failed\"", "\"workers\":\"failed\"", "\"media\":\"ok\"");
        answered.countDown();
        checks.remove("workers");
        Awaitility.await().until(() -> send("/api/health/ready/").statusCode() == 200);
    }
}
