package io.korrigo.bench.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import io.korrigo.bench.options.Options;
import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.testkit.pages.PageKind.Expectation;
import io.korrigo.testkit.readings.HeaderSimulator;
import io.korrigo.testkit.readings.InventedClass;
import io.korrigo.testkit.readings.SimulatedCharacterReader;
import io.korrigo.testkit.readings.SimulatedHeader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptReadingsTest {
    @TempDir
    private Path folder;

    private static KeptReadings.Page page(String kind, Expectation expectation, int writer, HeaderReading reading) {
        return new KeptReadings.Page(kind + " 1", kind, "", expectation, writer, true, List.of("A", "B", "C"), reading);
    }

    private Path stack() throws IOException {
        List<Student> roster = new InventedClass(new SplittableRandom(4)).roster(60, 3);
        HeaderSimulator headers =
                new HeaderSimulator(roster, new SimulatedCharacterReader(0.99, 1, 0), new SplittableRandom(5));
        SimulatedHeader own = headers.header(SimulatedHeader.Kind.LEGIBLE);
        int writer = roster.indexOf(own.writer());
        Path file = folder.resolve("stack.gz");
        new KeptReadings(
                        roster,
                        List.of(
                                page("own", Expectation.IDENTIFY, writer, own.reading()),
                                page("taken", Expectation.REJECT, -1, own.reading()),
                                page("empty", Expectation.IDENTIFY, 2, new HeaderReading(List.of(), 0, "none"))))
                .write(file);
        return file;
    }

    @Test
    void keepsWhatWasReadAndTheRoster() throws IOException {
        Student plain = Student.of("1", "Roux", "Ève", null);
        Student full = new Student("2", "Petit", "Lambert", "Inès", LocalDate.of(2008, 9, 2), null, null, null, null);
        HeaderReading reading = KeptReadings.read(stack()).pages().get(0).reading();
        KeptReadings.Page page = page("ok", Expectation.EITHER, 1, reading);
        Path file = folder.resolve("again.gz");

        new KeptReadings(List.of(plain, full), List.of(page)).write(file);

        assertThat(reading.rows()).hasSize(3);
        assertThat(KeptReadings.read(file)).isEqualTo(new KeptReadings(List.of(plain, full), List.of(page)));
    }

    @Test
    void tellsAFileOfAnotherForm() throws IOException {
        Path file = folder.resolve("other.gz");
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.writeUTF("something/9");
        }

        assertThatThrownBy(() -> KeptReadings.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("something/9");
    }

    @Test
    void areDecidedAgainKindByKind() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        DecisionEvaluation.Request request =
                Options.read(List.of(stack().toString(), "--tell"), DecisionEvaluation.Request::of);

        DecisionEvaluation.evaluate(request, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("own +1 +1 +0 +1 +1\n")
                .containsPattern("taken +1 +0 +1 +1 +0\n")
                .containsPattern("empty +1 +0 +0 +1 +0\n")
                .contains("WRONG taken 1", "refused empty 1");
    }

    @Test
    void giveACurveOverWhatIsBorneAndATableOfOrigins() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        DecisionEvaluation.Request request = Options.read(
                List.of(stack().toString(), "--origins", "--borne", "0,8"), DecisionEvaluation.Request::of);

        DecisionEvaluation.evaluate(request, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("| names | own pages, many origins |", "| all | 0 of 0 | 1 of 2 |")
                .contains("| borne | own pages, many origins |", "| 8 | 0 of 0 | 1 of 2 |");
    }
}
