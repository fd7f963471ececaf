package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.exam.Student;
import io.korrigo.testkit.pages.FoldedSheets;
import io.korrigo.testkit.pages.FoldedSheets.Colours;
import io.korrigo.testkit.pages.FoldedSheets.Written;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.HeaderText;
import io.korrigo.testkit.pages.RosterGenerator;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ScanCommandTest {
    private static final List<Student> ROSTER = new RosterGenerator(7).roster(4);
    private static final FoldedSheets SHEETS =
            new FoldedSheets(HeaderForm.cmenV3True(), new FontGlyphSource(), ScanQuality.EASY, 150, Colours.GREY);

    private final Console console = new Console();

    @TempDir
    private Path folder;

    private Path roster;
    private Path pile;
    private Path out;

    @BeforeEach
    void writeRoster() throws IOException {
        StringBuilder csv = new StringBuilder("NOM;PRENOM;DATE_NAISSANCE\n");
        ROSTER.forEach(student -> csv.append(student.lastName())
                .append(';')
                .append(student.firstName())
                .append(';')
                .append(DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT).format(student.birthDate()))
                .append('\n'));
        roster = Files.writeString(folder.resolve("class.csv"), csv);
        pile = Files.createDirectory(folder.resolve("pile"));
        out = folder.resolve("exam");
    }

    private void scan(int student, int pages, boolean upsideDown) throws IOException {
        Written written = new Written(HeaderText.of(ROSTER.get(student)), pages, student, 100L * student);
        try (Stream<Path> views = Files.list(pile)) {
            int view = (int) views.count();
            for (GeneratedPage side : SHEETS.scan(written, view, upsideDown)) {
                Files.write(pile.resolve("view" + ++view + side.extension()), side.encoded());
            }
        }
    }

    private int run(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("scan", pile, "--roster", roster, "--out", out));
        arguments.addAll(List.of(more));
        return console.run(arguments.toArray());
    }

    @Test
    void makesAnExamThatFlattenAndServeTake() throws IOException {
        scan(0, 2, false);
        scan(1, 1, true);
        scan(1, 1, false);

        int status = run("--sheets", "3", "--lang", "en");

        assertThat(status).as(console.err()).isZero();
        assertThat(console.err())
                .contains("3 sheets = 6 views = 12 pages → 2 copies (3 written pages) + 5 blank + 4 in quarantine")
                .contains("2 different sheets found, 3 announced")
                .contains("Sheet 2 from the top (view3.jpg, view4.jpg), after "
                        + ROSTER.get(0).lastName())
                .contains("Scanned before, as sheet 2");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("4 in quarantine", ROSTER.get(3).lastName());
        assertThat(Files.readAllLines(out.resolve("copies.csv")))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .contains(",identified,2," + ROSTER.get(1).lastName() + ","
                                + ROSTER.get(1).firstName()));
        try (Stream<Path> aside = Files.list(out.resolve("quarantine"))) {
            assertThat(aside).hasSize(4);
        }
        JsonNode scan = new ObjectMapper().readTree(out.resolve("scan.json").toFile());
        assertThat(scan.get("pages"))
                .hasSize(12)
                .allSatisfy(page ->
                        assertThat(out.resolve(page.get("file").asText())).isRegularFile());

        assertThat(ExamFolder.read(out).examId()).startsWith("scan-");
        Path copy;
        try (Stream<Path> copies = Files.list(out.resolve("copies"))) {
            copy = copies.filter(file -> file.toString().endsWith("002.json"))
                    .findAny()
                    .orElseThrow();
        }
        assertThat(console.run("flatten", copy, "--out", folder.resolve("pdf")))
                .as(console.err())
                .isZero();
    }

    @Test
    void refusesThePileThatIsThereAlreadyAndSaysWhatItBecame() throws IOException {
        scan(0, 1, false);
        assertThat(run()).isZero();
        byte[] before = Files.readAllBytes(out.resolve("scan.json"));

        assertThat(run()).isEqualTo(1);

        assertThat(console.err()).contains("4 pages became 1 copies, 0 are in quarantine; nothing was changed");
        assertThat(Files.readAllBytes(out.resolve("scan.json"))).isEqualTo(before);
    }

    @Test
    void leavesNoFolderWhereThePileIsRefused() throws IOException {
        scan(0, 1, false);
        Files.writeString(pile.resolve("notes.txt"), "?");

        assertThat(run()).isEqualTo(1);

        assertThat(console.err()).contains("notes.txt");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(pile, roster);
        }
        Files.delete(pile.resolve("notes.txt"));
        assertThat(run("--max-views", "1")).isEqualTo(1);
        assertThat(run("--sheets", "0")).isEqualTo(2);
    }
}
