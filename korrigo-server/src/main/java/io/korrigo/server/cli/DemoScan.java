package io.korrigo.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore.ScannedPage;
import io.korrigo.scan.PileProblem;
import io.korrigo.server.KorrigoServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the demo does with paper: scans a stack in which things went wrong, tells its balance, and marks the copies. */
final class DemoScan {
    private final KorrigoServer server;
    private final RestClient client;
    private final ExamFolder exam;
    private final PrintWriter console;
    private final ScanWords words = ScanWords.of(Locale.ENGLISH);

    DemoScan(KorrigoServer server, RestClient client, ExamFolder exam, PrintWriter console) {
        this.server = server;
        this.client = client;
        this.exam = exam;
        this.console = console;
    }

    /** A copy of the server's, and the one on paper that it was scanned from. */
    record Scanned(Copy copy, ExamFolder.CopyOnPaper paper) {}

    /**
     * Scans the stack into {@code file}, imports that, and prints the balance.
     *
     * @return the copies in the order of the pile
     */
    List<Scanned> copies(Path file) throws IOException, InterruptedException {
        SampleScan stack = new SampleScan(exam.onPaper());
        stack.write(file);
        JsonNode result;
        try (DemoProgress progress = new DemoProgress("Scan", " views", console)) {
            String counted = "?sheets=" + stack.sheets() + "&copies=" + stack.sheets();
            result = client.succeeded(client.post("/api/exams/" + exam.examId() + "/scans/" + counted, file), progress)
                    .path("result");
        }
        console.println(balance(result));
        result.path("problems").forEach(problem -> console.println("  " + told(problem)));
        return scanned(stack, result);
    }

    private String balance(JsonNode result) {
        int sheets = result.path("sheets").asInt();
        return words.say(
                "balance",
                sheets,
                2 * sheets,
                result.path("pages").asInt(),
                result.path("copies").asInt(),
                result.path("written").asInt(),
                result.path("blank").asInt(),
                result.path("quarantined").asInt());
    }

    private String told(JsonNode problem) {
        int sheet = problem.path("sheet").asInt();
        String what = words.problem(new PileProblem(
                PileProblem.Kind.valueOf(problem.path("kind").asText().toUpperCase(Locale.ROOT)),
                sheet - 1,
                -1,
                problem.path("found").asInt(),
                problem.path("expected").asInt()));
        return sheet == 0 ? what : words.say("told", words.say("sheet", sheet, "scan.pdf#" + (2 * sheet - 1)), what);
    }

    /** A sheet of the stack is one copy, so that the paper tells which one. */
    private List<Scanned> scanned(SampleScan stack, JsonNode result) {
        Map<String, Integer> sheets = new HashMap<>();
        for (ScannedPage page : server.exams().scannedPages(exam.examId())) {
            if (page.copyId() != null) {
                sheets.putIfAbsent(page.copyId(), page.sheet());
            }
        }
        List<Scanned> scanned = new ArrayList<>();
        for (JsonNode id : result.path("copy_ids")) {
            Copy copy = server.exams().copy(id.asText()).orElseThrow();
            Integer sheet = sheets.get(copy.id());
            if (sheet != null) {
                scanned.add(new Scanned(copy, stack.scanned().get(sheet - 1)));
            }
        }
        return scanned;
    }

    /** Writes what the class's teacher wrote on each copy. */
    void mark(List<Scanned> copies) throws IOException, InterruptedException {
        for (Scanned scanned : copies) {
            String address = "/api/copies/" + scanned.copy().id() + "/";
            long version = client.get(address).path("version").asLong();
            client.put(address + "marking/", marking(scanned.paper()), "\"" + version + "\"");
        }
        console.println("Marked " + copies.size() + " copies");
    }

    private static Map<String, Object> marking(ExamFolder.CopyOnPaper paper) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "annotations",
                paper.annotations().stream().map(DemoScan::written).toList());
        body.put("scores", paper.marks().scores());
        body.put("remarks", paper.marks().remarks());
        body.put("appreciation", paper.marks().appreciation());
        return body;
    }

    private static Map<String, Object> written(Annotation annotation) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("page_index", annotation.pageIndex());
        body.put("x", annotation.region().x());
        body.put("y", annotation.region().y());
        body.put("w", annotation.region().w());
        body.put("h", annotation.region().h());
        body.put("type", annotation.type().name());
        body.put("content", annotation.content());
        body.put("score_delta", annotation.scoreDelta());
        return body;
    }
}
