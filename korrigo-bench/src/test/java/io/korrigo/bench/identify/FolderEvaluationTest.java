package io.korrigo.bench.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import io.korrigo.identify.HeaderField;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.HeaderText;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.PageTruth;
import io.korrigo.testkit.pages.ScanQuality;
import java.awt.geom.Point2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class FolderEvaluationTest {
    private static final String HEADING = "file,student,expect,kind,family,first,birth_date,writer";
    private static final String ROSTER = """
            Nom;Prénom;Né(e) le
            DUPUIS;Camille;14/03/2008
            MARTEL;Hugo;02/11/2007
            """;
    private static final GeneratedPage CAMILLE = new PageGenerator(
                    HeaderForm.cmenV2(), new FontGlyphSource(), ScanQuality.EASY, 5)
            .draw(new HeaderText("DUPUIS", "CAMILLE", "", "14032008"));

    @TempDir
    private Path folder;

    @Test
    void tellsRightFromWrongAndRefused() throws IOException {
        write(
                "a.jpg,1,identify,ok,DUPUIS,CAMILLE,14032008,1",
                "b.jpg,2,identify,ok,MARTEL,HUGO,02112007,1",
                "c.jpg,,reject,stranger,DUPUIS,CAMILLE,14032008,1");

        FolderReport report = FolderEvaluation.read(List.of(folder)).report();

        assertThat(report.count(FolderReport.Answer::right)).isEqualTo(1);
        assertThat(report.count(FolderReport.Answer::wrong)).isEqualTo(2);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        report.print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("legible identified         1 of 2, 50.00%")
                .contains("wrong of all               2 of 3, 66.67%")
                .contains("WRONG " + folder.resolve("pages/b.jpg"));
    }

    @Test
    void countsBoxesThatAreSurelySaidAndHoldSomethingElse() throws IOException {
        write("a.jpg,1,identify,ok,DUPUIS,CAMILLE,14032008,1", "b.jpg,1,identify,ok,XUPUIS,CAMILLE,14032008,1");

        BoxTally boxes = FolderEvaluation.read(List.of(folder)).boxes();

        assertThat(boxes.surelyWrong())
                .singleElement()
                .satisfies(box -> assertThat(box.drawn()).isEqualTo('X'))
                .satisfies(box -> assertThat(box.said()).isEqualTo('D'))
                .satisfies(box -> assertThat(box.page().picture()).hasFileName("b.jpg"));
    }

    @Test
    void leavesBoxesOutWhereAPageMayNotKeepToThem() throws IOException {
        write("b.jpg,1,either,own-pitch,XUPUIS,CAMILLE,14032008,1");

        assertThat(FolderEvaluation.read(List.of(folder)).boxes().saidAt(0)).isEmpty();
    }

    @Test
    void readsOneTextABox() throws IOException {
        write("a.jpg,1,either,crossed-out,D#AU PUIS,L'A-B,3/4/08,1");

        PageTruth truth = PageFolder.read(folder).pages().get(0).truth();

        assertThat(contents(truth, HeaderField.LAST_NAME)).startsWith("D", "#A", "U", " ", "P", "U", "I", "S", " ");
        assertThat(contents(truth, HeaderField.FIRST_NAME)).startsWith("L", "'", "A", "-", "B", " ");
        assertThat(contents(truth, HeaderField.BIRTH_DATE)).containsExactly("3", "-", "4", "-", "0", "8", " ", " ");
        assertThat(truth.quarterTurns()).isZero();
    }

    @Test
    void refusesAStudentWhomTheRosterLacks() throws IOException {
        write("a.jpg,3,identify,ok,DUPUIS,CAMILLE,14032008,1");

        assertThatThrownBy(() -> PageFolder.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a.jpg")
                .hasMessageContaining("the roster has 2");
    }

    @Test
    void refusesARosterThatIsNotReadWhole() throws IOException {
        write();
        Files.writeString(folder.resolve("roster.csv"), ROSTER + "DURAND;;01/01/2008\n");

        assertThatThrownBy(() -> PageFolder.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("roster.csv");
    }

    @Test
    void writesCellsAndAPictureOfWrongOnes() throws Exception {
        write("b.jpg,1,identify,ok,XUPUIS,CAMILLE,14032008,1");
        Path cells = folder.resolve("cells");
        Path sheet = folder.resolve("sheet.png");

        FolderEvaluation.evaluation()
                .measure(List.of(folder.toString(), "--cells", cells.toString(), "--sheet", sheet.toString()));

        assertThat(cells.resolve("patches-idx3-ubyte.gz")).isNotEmptyFile();
        assertThat(sheet).isNotEmptyFile();
    }

    /** Each line's picture is Camille's page, whatever the line says of it. */
    private void write(String... lines) throws IOException {
        Files.createDirectories(folder.resolve("pages"));
        Files.writeString(folder.resolve("roster.csv"), ROSTER);
        Files.write(folder.resolve("truth.csv"), concat(HEADING, lines));
        List<String> geometry = new ArrayList<>();
        for (String line : lines) {
            String name = line.substring(0, line.indexOf(','));
            Files.write(folder.resolve("pages").resolve(name), CAMILLE.encoded());
            geometry.add("\"" + name + "\": " + corners());
        }
        Files.writeString(folder.resolve("geometry.json"), "{" + String.join(",", geometry) + "}");
    }

    private static List<String> concat(String heading, String... lines) {
        List<String> all = new ArrayList<>(List.of(heading));
        all.addAll(List.of(lines));
        return all;
    }

    private static String corners() {
        Map<HeaderField, String> names = Map.of(
                HeaderField.LAST_NAME, "family",
                HeaderField.FIRST_NAME, "first",
                HeaderField.CANDIDATE_NUMBER, "number",
                HeaderField.BIRTH_DATE, "date");
        return CAMILLE.truth().rows().stream()
                .map(row -> "\"" + names.get(row.field()) + "\": "
                        + row.boxes().stream()
                                .map(box -> box.corners().stream()
                                        .map(FolderEvaluationTest::text)
                                        .collect(Collectors.joining(",", "[", "]")))
                                .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(Point2D point) {
        return String.format(Locale.ROOT, "[%.1f,%.1f]", point.getX(), point.getY());
    }

    private static List<String> contents(PageTruth truth, HeaderField field) {
        return truth.row(field).orElseThrow().boxes().stream()
                .map(PageTruth.Cell::content)
                .toList();
    }
}
