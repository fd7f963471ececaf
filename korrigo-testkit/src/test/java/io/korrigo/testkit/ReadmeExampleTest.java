package io.korrigo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterReading;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.HeaderText;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.RosterGenerator;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example does what it says, and is the one below. */
class ReadmeExampleTest {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

    @TempDir
    Path folder;

    private final List<Student> students = new RosterGenerator(5).roster(30);

    @BeforeEach
    void writeRoster() throws IOException {
        String rows = students.stream()
                .map(student -> student.lastName() + ";" + student.firstName() + ";"
                        + DATE.format(Objects.requireNonNull(student.birthDate())))
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("roster.csv"), "NOM;PRENOM;DATE_NAISSANCE\n" + rows + "\n");
    }

    @Test
    void namesTheStudentWhoWroteThePage() throws IOException {
        Student writer = students.get(7);

        String line = example(HeaderText.of(writer));

        String id = new RosterReader()
                .read(folder.resolve("roster.csv"))
                .students()
                .get(7)
                .id();
        assertThat(line).startsWith(id + " with probability 0.99");
    }

    @Test
    void leavesABlankHeaderToAPerson() throws IOException {
        assertThat(example(HeaderText.blank())).startsWith("For a person to decide: ");
    }

    @Test
    void standsInTheReadme() throws IOException {
        Path itself = Path.of("src/test/java/io/korrigo/testkit/ReadmeExampleTest.java");
        String source = Files.readString(itself).replace("\r\n", "\n");
        String region = source.substring(
                source.indexOf("        // README\n") + "        // README\n".length(),
                source.indexOf("        // end of README\n"));

        String readme = Files.readString(Path.of("../README.md")).replace("\r\n", "\n");

        assertThat(readme).contains("```java\n" + region.indent(-8) + "```\n");
    }

    private String example(HeaderText text) throws IOException {
        GeneratedPage page =
                new PageGenerator(HeaderForm.cmenV2(), new FontGlyphSource(), ScanQuality.EASY, 8).draw(text);
        Path image = Files.write(folder.resolve("page" + page.extension()), page.encoded());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        identify(folder.resolve("roster.csv"), image, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void identify(Path rosterFile, Path pageImage, PrintStream out) throws IOException {
        // README
        RosterReading roster = new RosterReader().read(rosterFile);
        StudentMatcher matcher = new StudentMatcher(roster.students());

        try (HeaderReader reader = new HeaderReader()) {
            HeaderReading header = reader.read(pageImage);
            Identification answer = matcher.match(header);

            if (answer.student().isPresent()) {
                Student student = answer.student().get();
                out.println(student.id() + " with probability " + answer.probability());
            } else {
                out.println("For a person to decide: " + answer.reason());
            }
        }
        // end of README
    }
}
