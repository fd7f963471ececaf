package io.korrigo.bench.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentificationEvaluationTest {
    @Test
    void countsEachPageOnceAndFindsMostWritersOfPlainPages(@TempDir Path out) throws IOException {
        EvaluationOptions options = EvaluationOptions.parse(
                "--pages", "24", "--quality", "easy", "--form", "v2", "--seed", "3", "--out", out.toString());

        EvaluationReport report = IdentificationEvaluation.evaluate(options);

        assertThat(report.count(page -> true)).isEqualTo(24);
        assertThat(report.count(PageResult::wrong)).isZero();
        long legible = report.count(page -> page.page().kind() == PageKind.OK);
        assertThat(report.count(PageResult::right)).isGreaterThanOrEqualTo(legible * 8 / 10);
        assertThat(Files.readAllLines(out.resolve("pages.csv"))).hasSize(25);
    }

    @Test
    void readsItsOptions() {
        EvaluationOptions options = EvaluationOptions.parse("--quality", "hard", "--students", "35");

        assertThat(options.quality()).isEqualTo(ScanQuality.HARD);
        assertThat(options.students()).isEqualTo(35);
        assertThat(options.pages()).isEqualTo(300);
        assertThatThrownBy(() -> EvaluationOptions.parse("--pupils", "35"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--pupils");
        assertThatThrownBy(() -> EvaluationOptions.parse("--pages")).hasMessageContaining("--pages");
    }
}
