package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.Student;
import io.korrigo.host.jdbc.CorrectedCopy;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.PageCases;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of the original Korrigo work as they are: one that polls with axios, in Node, makes each of its documented calls. */
@Tag("slow")
class OriginalClientTest {
    private static final String AXIOS = "/META-INF/resources/webjars/axios/1.7.9/dist/esm/axios.js";
    private static final List<Student> STUDENTS = List.of(
            Student.of("s-1", "Dupont", "Jean", LocalDate.of(2000, 1, 1)),
            Student.of("s-2", "Moreau", "Hugo", LocalDate.of(2008, 11, 5)));

    @TempDir
    private Path folder;

    @Test
    void makesEachDocumentedCall() throws Exception {
        assumeTrue(hasNode(), "Node is not installed");
        Path axios = copied(AXIOS, "axios.mjs");
        Path client = copied("original-client.mjs", "client.mjs");
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, folder.resolve("data")))) {
            addExam(server);

            String told = run(
                    "node",
                    client.toString(),
                    axios.toUri().toString(),
                    server.uri().toString(),
                    server.newAdminToken().orElseThrow(),
                    "exam-1",
                    "copy-1",
                    "empty");

            assertThat(told.lines())
                    .containsExactly("health: ready", "import: 2 created", "ocr: read", "export: done", "errors: told");
        }
    }

    private static boolean hasNode() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(path.split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, "node")));
    }

    private Path copied(String resource, String name) throws Exception {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(resource), resource)) {
            Files.copy(in, file);
        }
        return file;
    }

    private static void addExam(KorrigoServer server) throws Exception {
        PageGenerator generator = new PageGenerator(HeaderForm.cmenV2(), new FontGlyphSource(), ScanQuality.EASY, 5);
        byte[] page = new PageCases(STUDENTS, 3)
                .page(PageKind.OK, STUDENTS.get(0))
                .draw(generator)
                .encoded();
        server.blobs().publish("page", out -> out.write(page));
        server.exams()
                .add(
                        new Exam("exam-1", "Examen", null, 1, List.of(), Set.of()),
                        List.of(copy("copy-1", List.of(new Booklet("b-1", List.of("page"))))));
        server.exams()
                .add(new Exam("exam-2", "Examen", null, 1, List.of(), Set.of()), List.of(copy("empty", List.of())));
    }

    private static CorrectedCopy copy(String id, List<Booklet> booklets) {
        String exam = id.equals("empty") ? "exam-2" : "exam-1";
        return new CorrectedCopy(
                new Copy(id, exam, id, CopyStatus.READY, booklets, null, null, 0), List.of(), CopyMarks.NONE);
    }

    private String run(String... command) throws Exception {
        Path output = folder.resolve("output.txt");
        Process script = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(script.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(script.exitValue()).as(text).isZero();
        return text;
    }
}
