package io.korrigo.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.Student;
import io.korrigo.server.KorrigoServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of the desk's work that the demo does, as a teacher who reads well, so that a few copies are left to who tries it. */
final class DemoDesk {
    /** As many as somebody decides before they have had enough of it. */
    private static final int LEFT = 3;

    private final KorrigoServer server;
    private final RestClient client;
    private final SampleClassFolder sample;
    private final PrintWriter console;

    DemoDesk(KorrigoServer server, RestClient client, SampleClassFolder sample, PrintWriter console) {
        this.server = server;
        this.client = client;
        this.sample = sample;
        this.console = console;
    }

    /**
     * Decides the copies that wait by the known truth, but for those that no machine could and as many of the others as make up
     * three. Who says whose those are sees what a teacher would see.
     */
    void leaveSome(List<DemoScan.Scanned> copies) throws IOException, InterruptedException {
        Map<String, DemoScan.Scanned> scanned = new HashMap<>();
        copies.forEach(each -> scanned.put(each.copy().id(), each));
        String exam = "/api/exams/" + sample.exam().examId() + "/desk/";
        JsonNode desk = client.get(exam);
        List<String> undecided = texts(desk.path("copies"));
        List<String> again = texts(desk.path("queue"));
        again.removeAll(undecided);
        again.removeIf(id -> !scanned.containsKey(id));
        int decided = Math.max(0, Math.min(again.size(), undecided.size() + again.size() - LEFT));
        for (String id : again.subList(0, decided)) {
            decide(exam, scanned.get(id));
        }
        console.printf(
                "Read %d copies again at the desk, blind, as a teacher would; %d wait there for you%n",
                decided, client.get(exam).path("queue").size());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private void decide(String exam, DemoScan.Scanned scanned) throws IOException, InterruptedException {
        String id = scanned.copy().id();
        JsonNode shown = client.get(exam + id + "/");
        Map<String, Object> decision = new LinkedHashMap<>();
        Optional<Student> writer = server.students().students().stream()
                .filter(student -> sample.isWrittenBy(scanned.paper().id(), student))
                .findFirst();
        writer.ifPresentOrElse(
                student -> decision.put("student_id", student.id()), () -> decision.put("outcome", "nobody"));
        decision.put("shown", shown.path("candidates").size());
        client.put(
                "/api/copies/" + id + "/identification/",
                decision,
                "\"" + shown.path("copy").path("version").asLong() + "\"");
    }
}
