package io.korrigo.bench.identify;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionEvaluationTest {
    @TempDir
    private Path folder;

    private static KeptReadings.Page page(String origin, int writer) {
        return new KeptReadings.Page(
                "p",
                PageKind.OK.name(),
                origin,
                Expectation.IDENTIFY,
                writer,
                true,
                List.of("KERVELLA", writer == 0 ? "HARPREET" : "JOANE", "14112007"),
                new HeaderReading(List.of(), 0, "none"));
    }

    @Test
    void tellsByOriginOwnPagesAndHowManyTheAlteredRostersMakeOfThem() throws IOException {
        Path file = folder.resolve("readings.gz");
        new KeptReadings(
                        List.of(
                                Student.of("1", "Kervella", "Harpreet", LocalDate.of(2007, 11, 14)),
                                Student.of("2", "Kervella", "Joane", LocalDate.of(2007, 11, 14))),
                        List.of(page("Indian and Sikh", 0), page("French", 1), page("French", 1)))
                .write(file);

        String table = DecisionEvaluation.byOrigin(List.of(file), true);

        assertThat(table)
                .contains("| French | 0 of 2 | 0 of 0 | 0 of 2 | 0 of 2 | 0 of 2 | 0 of 2 | 0 of 2 |\n")
                .contains("| Indian and Sikh | 0 of 1 | 0 of 0 | 0 of 1 | 0 of 1 | 0 of 1 | 0 of 1 | 0 of 1 |\n")
                .endsWith("| all | 0 of 3 | 0 of 0 | 0 of 3 | 0 of 3 | 0 of 3 | 0 of 3 | 0 of 3 |\n");
        assertThat(table.indexOf("French")).isLessThan(table.indexOf("Indian and Sikh"));
    }
}
