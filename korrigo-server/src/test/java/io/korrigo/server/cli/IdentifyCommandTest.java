package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class IdentifyCommandTest {
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Console console = new Console();

    @TempDir
    private Path folder;

    private Path roster;
    private Path out;

    @BeforeEach
    void findSample() {
        roster = Console.sampleClass().resolve("roster.csv");
        out = folder.resolve("r.csv");
    }

    private static List<CSVRecord> records(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            return CSV.parse(in).getRecords();
        }
    }

    @Test
    void identifiesTheSampleClassWithoutAMistake() throws IOException {
        Map<String, CSVRecord> truth = new HashMap<>();
        Path pages = Files.createDirectory(folder.resolve("pages"));
        for (CSVRecord record : records(Console.sampleClass().resolve("truth.csv"))) {
            Path page = Console.sampleClass().resolve(record.get("file"));
            Files.copy(page, pages.resolve(page.getFileName()));
            truth.put(page.getFileName().toString(), record);
        }

        int status = console.run("identify", "--roster", roster, "--out", out, pages);

        assertThat(console.err()).contains(truth.size() + " pages");
        assertThat(status).isZero();
        List<CSVRecord> results = records(out);
        assertThat(results)
                .hasSameSizeAs(truth.keySet())
                .isSortedAccordingTo((one, other) -> one.get("page").compareTo(other.get("page")));
        for (CSVRecord result : results) {
            CSVRecord expected = truth.get(result.get("page"));
            boolean identified = result.get("decision").equals("identified");
            if (identified) {
                assertThat(result.get("student_row")).as(result.get("page")).isEqualTo(expected.get("student"));
            }
            if (!expected.get("expect").equals("either")) {
                assertThat(identified)
                        .as(result.get("page"))
                        .isEqualTo(expected.get("expect").equals("identify"));
            }
        }
    }

    @Test
    void hasTheColumnsOfTheContract() throws IOException {
        console.run("identify", "--roster", roster, "--out", out, firstPage());

        assertThat(Files.readAllLines(out).get(0))
                .isEqualTo("page,decision,student_row,last_name,first_name,date_of_birth,probability,reason,"
                        + "read_last_name,read_first_name,read_date_of_birth,millis");
    }

    private Path firstPage() throws IOException {
        String file = records(Console.sampleClass().resolve("truth.csv")).get(0).get("file");
        return Console.sampleClass().resolve(file);
    }

    @Test
    void keepsTheEvidenceOfEveryPageUnderANameOfItsOwn() throws IOException {
        Path page = Files.copy(firstPage(), folder.resolve("Page.jpg"));
        Path other = Files.copy(
                firstPage(), Files.createDirectory(folder.resolve("more")).resolve("page.jpeg"));
        Path evidence = folder.resolve("evidence");

        int status = console.run("identify", "--roster", roster, "--out", out, "--evidence", evidence, page, other);

        assertThat(status).as(console.err()).isZero();
        assertThat(evidence)
                .isDirectoryContaining("glob:**/Page.html")
                .isDirectoryContaining("glob:**/page-2.html")
                .isDirectoryNotContaining("glob:**.new");
        String html = Files.readString(evidence.resolve("Page.html"));
        assertThat(html.length()).isLessThan(60_000);
        String json = html.substring(html.indexOf("{\"format\""), html.indexOf("</script>"));
        JsonNode facts = new ObjectMapper().readTree(json);
        CSVRecord result = records(out).get(0);
        assertThat(facts.path("subject").asText()).isEqualTo("Page.jpg");
        assertThat(facts.path("decision").asText()).isEqualTo("identified");
        assertThat(facts.path("winner").asText()).isEqualTo("row-" + result.get("student_row"));
        assertThat(facts.path("threshold").asDouble()).isEqualTo(0.999);
        assertThat(facts.path("model_sha256").asText()).matches("[0-9a-f]{64}");
        JsonNode row = facts.path("headers").path(0).path("rows").path(0);
        assertThat(row.path("field").asText()).isEqualTo("last_name");
        assertThat(row.path("read").asText()).isEqualTo(result.get("read_last_name"));
        assertThat(row.path("boxes")).isNotEmpty().allSatisfy(box -> {
            assertThat(box.path("region")).hasSize(4);
            assertThat(box.path("signs").elements().next().asDouble()).isPositive();
        });
    }

    @Test
    void namesAFolderWithoutTheLanguageDataThatWasAskedFor() throws IOException {
        assertThat(console.run("identify", "--roster", roster, "--out", out, "--tessdata", folder, firstPage()))
                .isEqualTo(1);
        assertThat(console.err()).contains("traineddata").hasLineCount(1);
    }

    @Test
    void readsFilesOfSeveralPagesAndNamesWhatElseLiesInAFolder() throws IOException {
        Path scans = Files.createDirectory(folder.resolve("scans"));
        byte[] jpeg = Files.readAllBytes(firstPage());
        Files.write(scans.resolve("-1.jpg"), jpeg);
        Files.write(scans.resolve("no extension"), jpeg);
        Files.write(scans.resolve("two.pdf"), Pages.pdf(jpeg, 2));
        Files.write(scans.resolve("two.tif"), Pages.tiff(jpeg, 2));
        Files.writeString(scans.resolve("letter.docx"), "PK, a letter");
        Files.write(Files.createDirectories(scans.resolve("sub")).resolve("below.jpg"), jpeg);

        int status = console.run("identify", "--roster", roster, "--out", out, scans);

        assertThat(status).as(console.err()).isZero();
        assertThat(records(out).stream().map(row -> row.get("page")))
                .containsExactly("./-1.jpg", "no extension", "two.pdf#1", "two.pdf#2", "two.tif#1", "two.tif#2");
        assertThat(records(out).stream().map(row -> row.get("decision"))).containsOnly("identified");
        assertThat(scans.resolve(records(out).get(0).get("page"))).exists();
        assertThat(console.err())
                .contains("2 files are skipped")
                .contains("letter.docx")
                .contains(Path.of("sub", "below.jpg").toString());
    }

    @Test
    void oneUnreadablePageIsOneRowAndTheOthersAreRead() throws IOException {
        byte[] jpeg = Files.readAllBytes(firstPage());
        Path scans = Files.createDirectory(folder.resolve("scans"));
        Files.write(scans.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
        Files.createFile(scans.resolve("empty.png"));
        Files.write(scans.resolve("good.jpg"), jpeg);
        Files.writeString(scans.resolve("text.pdf"), "not a PDF");
        Path evidence = folder.resolve("evidence");

        int status = console.run(
                "identify", "--one-per-student", "--roster", roster, "--out", out, "--evidence", evidence, scans);

        assertThat(status).isEqualTo(1);
        assertThat(console.err())
                .contains("korrigo: 3 of 4 pages could not be read")
                .doesNotContain("Exception", "\tat ");
        assertThat(records(out).stream().map(row -> row.get("decision")))
                .containsExactly("unreadable", "unreadable", "identified", "unreadable");
        assertThat(records(out).stream().map(row -> row.get("reason")))
                .satisfies(reasons -> assertThat(reasons.get(0)).contains("cut.jpg is truncated"))
                .satisfies(reasons -> assertThat(reasons.get(1)).contains("empty.png is empty"))
                .satisfies(reasons -> assertThat(reasons.get(3)).contains("text.pdf"));
        assertThat(evidence).isDirectoryContaining("glob:**/good.html").isDirectoryNotContaining("glob:**/cut.html");
    }

    @Test
    void aFolderOfAllSortsGivesARowForEveryPageAndNamesTheRest() throws IOException {
        byte[] jpeg = Files.readAllBytes(firstPage());
        Path scans = Files.createDirectory(folder.resolve("scans"));
        for (int page = 1; page <= 40; page++) {
            Files.write(scans.resolve(String.format(Locale.ROOT, "page-%02d.jpg", page)), jpeg);
        }
        Files.write(scans.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
        Files.createFile(scans.resolve("empty.jpg"));
        Files.write(scans.resolve("four.pdf"), Pages.pdf(jpeg, 4));
        Files.write(scans.resolve("four.tif"), Pages.tiff(jpeg, 4));
        Files.writeString(scans.resolve("letter.docx"), "PK, a letter");
        Files.write(Files.createDirectory(scans.resolve("yesterday")).resolve("page-01.jpg"), jpeg);

        int status = console.run("identify", "--roster", roster, "--out", out, scans);

        assertThat(status).isEqualTo(1);
        assertThat(console.err())
                .contains("korrigo: 2 of 50 pages could not be read")
                .contains("2 files are skipped")
                .contains("letter.docx")
                .contains(Path.of("yesterday", "page-01.jpg").toString())
                .doesNotContain("Exception", "\tat ");
        Map<Boolean, List<CSVRecord>> rows = records(out).stream()
                .collect(Collectors.partitioningBy(row -> row.get("decision").equals("identified")));
        assertThat(rows.get(true)).hasSize(48);
        assertThat(rows.get(false).stream().map(row -> row.get("page") + " " + row.get("decision")))
                .containsExactly("cut.jpg unreadable", "empty.jpg unreadable");
    }

    @Test
    void pagesOfOneNameAreToldApartByTheirFolders() throws IOException {
        Path one = Files.copy(
                firstPage(), Files.createDirectory(folder.resolve("a")).resolve("p.jpg"));
        Path other = Files.copy(
                firstPage(), Files.createDirectory(folder.resolve("b")).resolve("p.jpg"));

        console.run("identify", "--roster", roster, "--out", out, one, other);

        assertThat(records(out).stream().map(row -> row.get("page"))).containsExactly(one.toString(), other.toString());
    }

    @Test
    void refusesWhatIsNoRoster() throws IOException {
        assertRefused("empty", csv(""), firstPage());
        assertRefused("birth-date", csv("NOM;PRENOM\nROUX;Zoé\n"), firstPage());
        assertRefused("line 2", csv("NOM;PRENOM;DATE_NAISSANCE\nROU\uFFFD;Zoé;01/01/2008\n"), firstPage());
    }

    @Test
    void namesAMissingPage() {
        assertRefused("none.jpg", roster, folder.resolve("none.jpg"));
    }

    private Path csv(String content) throws IOException {
        return Files.writeString(folder.resolve("roster.csv"), content, StandardCharsets.UTF_8);
    }

    private void assertRefused(String why, Path badRoster, Path page) {
        assertThat(console.run("identify", "--roster", badRoster, "--out", out, page))
                .isEqualTo(1);
        assertThat(console.err())
                .contains(why)
                .doesNotContain("Exception", "\tat ")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
    }
}
