package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.rest.Role;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Prometheus is told. */
class MetricsTest {
    private static final String ROSTER = "Nom;Prénom;Date de naissance\nRoux;Zoé;02/03/2008\n";
    private static final Path OPERATION = Path.of("..", "docs", "operation");
    private static final Pattern NAME = Pattern.compile("\\b(?:korrigo|hikaricp|jvm|process|system)_[a-z_]+");

    @TempDir
    private static Path folder;

    private static KorrigoServer server;

    private static String admin;

    /** One for all of them: a start takes longer than any of them. */
    @BeforeAll
    static void start() throws Exception {
        server = KorrigoServer.start(ServerOptions.embedded(0, folder));
        admin = server.newAdminToken().orElseThrow();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String scrape() throws Exception {
        return answer(server, admin).body();
    }

    private static HttpResponse<String> answer(KorrigoServer process, String token) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(process.uri().resolve(process.uri().getPath() + "/metrics"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void tellWhatTasksDid() throws Exception {
        TestClient client = new TestClient(server.uri(), admin);
        JsonNode ended = client.ended(client.upload("/api/students/import/?accounts=false", ROSTER));
        assertThat(ended.path("status").asText()).isEqualTo("SUCCESS");

        List<String> told = scrape().lines().toList();

        assertThat(told)
                .contains(
                        "korrigo_tasks{kind=\"import_students\",state=\"pending\"} 0.0",
                        "korrigo_tasks_oldest_seconds 0.0",
                        "korrigo_workers 1.0",
                        "korrigo_events_streams 0.0",
                        "korrigo_flatten_pages_total 0.0",
                        "korrigo_identify_headers_total{decision=\"identified\"} 0.0",
                        "korrigo_task_attempt_seconds_count{kind=\"import_students\",outcome=\"succeeded\"} 1")
                .anyMatch(line -> line.matches("korrigo_task_wait_seconds_count [1-9].*"))
                .anyMatch(line -> line.matches("korrigo_blobs_free_bytes [1-9].*"));
    }

    @Test
    void haveNoTagButOfClosedSets() throws Exception {
        Set<String> tags = Pattern.compile("^korrigo_[a-z_]+\\{(.*)} ", Pattern.MULTILINE)
                .matcher(scrape())
                .results()
                .flatMap(line ->
                        Pattern.compile("([a-z]+)=").matcher(line.group(1)).results())
                .map(tag -> tag.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tags).containsExactly("decision", "kind", "le", "outcome", "state");
    }

    @Test
    void areForAdministratorsAndMonitors() throws Exception {
        assertThatAdministratorsAndMonitorsMayAsk(server, admin);
    }

    @ParameterizedTest
    @EnumSource(value = ServerRole.class, mode = EnumSource.Mode.EXCLUDE, names = "ALL")
    void areForThemInEachProcess(ServerRole role, @TempDir Path own) throws Exception {
        ServerOptions usual = ServerOptions.embedded(0, own);
        ServerOptions options =
                new ServerOptions(usual.host(), 0, own, null, null, null, null, role, null, usual.exports());
        try (KorrigoServer process = KorrigoServer.start(options)) {
            assertThatAdministratorsAndMonitorsMayAsk(process, process.tokens().issue("me", Role.ADMIN));
        }
    }

    private static void assertThatAdministratorsAndMonitorsMayAsk(KorrigoServer process, String admin)
            throws Exception {
        assertThat(answer(process, "").statusCode()).isEqualTo(401);
        assertThat(answer(process, process.tokens().issue("prof", Role.TEACHER)).statusCode())
                .isEqualTo(403);
        assertThat(answer(process, admin).statusCode()).isEqualTo(200);
        HttpResponse<String> told = answer(process, process.tokens().issue("grafana", Role.MONITOR));
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(told.body()).contains("korrigo_workers");
    }

    @Test
    void openNothingElseToAMonitor() throws Exception {
        TestClient client = new TestClient(server.uri(), server.tokens().issue("prometheus", Role.MONITOR));

        assertThat(client.get("/api/tasks/").statusCode()).isEqualTo(403);
        assertThat(client.get("/api/exams/").statusCode()).isEqualTo(403);
        assertThat(client.get("/api/students/").statusCode()).isEqualTo(403);
    }

    @Test
    void areAllThatAlertsAndDashboardName() throws Exception {
        Set<String> told = names(scrape());
        String alerts = Files.readString(OPERATION.resolve("alerts.yml"));
        JsonNode dashboard =
                new ObjectMapper().readTree(OPERATION.resolve("grafana.json").toFile());

        Set<String> alerted = names(alerts);
        Set<String> drawn = names(String.join("\n", dashboard.findValuesAsText("expr")));

        assertThat(alerted).contains("korrigo_tasks_oldest_seconds").isSubsetOf(told);
        assertThat(drawn)
                .contains("korrigo_tasks", "korrigo_flatten_pages_total")
                .isSubsetOf(told);
        // And what they say of outcomes and states.
        assertThat(Pattern.compile("outcome=\"([a-z]+)\"")
                        .matcher(alerts)
                        .results()
                        .map(each -> each.group(1)))
                .isNotEmpty()
                .isSubsetOf("succeeded", "failed", "revoked", "retried", "planned", "released", "lost");
    }

    @Test
    void areToldInTheRunbookWithEachAlert() throws Exception {
        String runbook = Files.readString(Path.of("..", "docs", "runbook.md"));
        String alerts = Files.readString(OPERATION.resolve("alerts.yml"));
        List<String> names = Pattern.compile("alert: (\\w+)")
                .matcher(alerts)
                .results()
                .map(each -> each.group(1))
                .toList();
        assertThat(names)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(runbook).contains("`" + name + "`"));
        assertThat(Pattern.compile("runbook.md#([a-z-]+)")
                        .matcher(alerts)
                        .results()
                        .map(each -> each.group(1)))
                .isNotEmpty()
                .allSatisfy(anchor -> assertThat(runbook.toLowerCase(java.util.Locale.ROOT))
                        .contains("\n## " + anchor.replace('-', ' ') + "\n"));
        Set<String> own = names(scrape()).stream()
                .filter(name -> name.startsWith("korrigo_"))
                .map(name -> name.replaceFirst("_(bucket|count|sum|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(own).hasSize(9).allSatisfy(name -> assertThat(runbook).contains("`" + name + "`"));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(each -> each.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
