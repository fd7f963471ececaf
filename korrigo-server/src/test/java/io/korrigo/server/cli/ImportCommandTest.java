package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final String ROSTER = "NOM;PRENOM;DATE_NAISSANCE;EMAIL;CLASSE\n"
            + "ROUX;Zoé;29/02/2008;z@x.example;T1\n"
            + "DE LA TOUR;Noël;01/09/2007;n@x.example;T1\n";

    private final Console console = new Console();

    @TempDir
    private Path folder;

    private Path roster(String content, Charset charset) throws IOException {
        return Files.writeString(folder.resolve("roster.csv"), content, charset);
    }

    private int run(Path file, Object... more) {
        Object[] arguments = new Object[more.length + 4];
        arguments[0] = "import";
        arguments[1] = file;
        arguments[2] = "--data";
        arguments[3] = folder.resolve("data");
        System.arraycopy(more, 0, arguments, 4, more.length);
        return console.run(arguments);
    }

    @Test
    void bringsStudentsInOnce() throws IOException {
        Path file = roster(ROSTER, StandardCharsets.UTF_8);

        assertThat(run(file)).isZero();
        assertThat(console.out()).contains("Created 2, updated 0, unchanged 0");

        run(file);
        assertThat(console.out()).contains("Created 0, updated 0, unchanged 2");

        run(roster(ROSTER.replace("T1", "T2"), Charset.forName("windows-1252")));
        assertThat(console.out()).contains("Created 0, updated 2, unchanged 0", "windows-1252");
    }

    @Test
    void changesNothingInADryRun() throws IOException {
        Path file = roster(ROSTER, StandardCharsets.UTF_8);

        assertThat(run(file, "--dry-run")).isZero();

        assertThat(console.out()).contains("Would create 2");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void answersAsJson() throws IOException {
        Path file = roster(ROSTER + "XU;Yi;31/02/2008;;\n", StandardCharsets.UTF_8);

        run(file, "--dry-run", "--json");

        JsonNode answer = new ObjectMapper().readTree(console.out());
        assertThat(answer.path("created").asInt()).isEqualTo(2);
        assertThat(answer.path("total_errors").asInt()).isEqualTo(1);
        assertThat(answer.path("errors").get(0).path("row").asInt()).isEqualTo(4);
        assertThat(answer.path("errors").get(0).path("code").asText()).isEqualTo("date_impossible");
        assertThat(answer.path("encoding").asText()).isEqualTo("UTF-8");
    }

    @Test
    void saysWhatItTookTheFileFor() throws IOException {
        run(roster(ROSTER, StandardCharsets.UTF_8), "--dry-run");
        assertThat(console.out())
                .contains("CSV of korrigo, UTF-8, separated by ';', header on line 1, 2 rows")
                .contains("column 3 \"DATE_NAISSANCE\": birth_date (100 %)");

        run(roster(ROSTER, StandardCharsets.UTF_8), "--dry-run", "--json");
        JsonNode answer = new ObjectMapper().readTree(console.out());
        assertThat(answer.path("dialect").asText()).isEqualTo("korrigo");
        assertThat(answer.path("columns").get(0).path("confidence").asDouble()).isEqualTo(1);
    }

    @Test
    void takesTheCallersWordForWhatAFileIs() throws IOException {
        Path file = roster("Roux~Zoé~29/02/2008\nBlanc~Léo~01/03/2008\n", Charset.forName("windows-1252"));

        assertThat(run(file, "--dry-run")).isEqualTo(1);
        assertThat(run(
                        file,
                        "--dry-run",
                        "--no-header",
                        "--delimiter",
                        "~",
                        "--encoding",
                        "windows-1252",
                        "--column",
                        "LAST_NAME=1",
                        "--column",
                        "FIRST_NAME=2"))
                .isZero();
        assertThat(console.out()).contains("Would create 2");
        assertThat(run(file, "--delimiter", "ab")).isEqualTo(2);
    }

    @Test
    void changesNothingForAFileWithAProblemWhenAsked() throws IOException {
        Path file = roster(ROSTER + "XU;Yi;31/02/2008;;\n", StandardCharsets.UTF_8);

        assertThat(run(file, "--all-or-nothing")).isEqualTo(1);
        assertThat(console.err()).contains("1 rows have problems, the first on line 4; nothing was imported");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void writesTheFirstPasswordsOfNewAccountsOnce() throws IOException {
        Path file = roster(ROSTER, StandardCharsets.UTF_8);
        Path passwords = folder.resolve("passwords.csv");

        assertThat(run(file, "--accounts", passwords)).isZero();
        assertThat(console.out()).contains("2 accounts were made");
        assertThat(Files.readAllLines(passwords))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).matches("T1;ROUX;Zoé;z;[A-Za-z0-9]{15}"));
        assertThat(Files.getPosixFilePermissions(passwords)).hasSize(2);

        assertThat(run(file, "--accounts", passwords)).isEqualTo(1);
        assertThat(console.err()).contains("is there already");
        assertThat(run(file, "--accounts", folder.resolve("again.csv"))).isZero();
        assertThat(Files.readAllLines(folder.resolve("again.csv"))).hasSize(1);
    }

    @Test
    void refusesWhatIsNoRoster() throws IOException {
        assertRefused("", "empty");
        assertRefused("NOM;PRENOM;EMAIL\nROUX;Zoé;z@x.example\n", "birth-date");
        assertRefused(ROSTER + "ROU\uFFFD;Zoé;01/01/2008;;\n", "line 4");
    }

    private void assertRefused(String content, String why) throws IOException {
        assertThat(run(roster(content, StandardCharsets.UTF_8))).isEqualTo(1);
        assertThat(console.err())
                .contains(why)
                .doesNotContain("Exception", "\tat ")
                .hasLineCount(1);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void namesAMissingFile() {
        assertThat(run(folder.resolve("none.csv"))).isEqualTo(1);
        assertThat(console.err()).contains("none.csv").hasLineCount(1);
    }
}
