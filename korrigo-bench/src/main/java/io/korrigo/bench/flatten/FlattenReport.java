package io.korrigo.bench.flatten;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.report.MarkedSection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code korrigo bench flatten-report}: measures what flattening costs beside copying the pages' bytes and beside
 * MuPDF, and writes the figures into {@code docs/performance.md} and a chart beside it.
 *
 * <p>The options are {@link FlattenReportOptions#USAGE}. Without PyMuPDF its columns are left out.
 */
public final class FlattenReport {
    private FlattenReport() {}

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "CPU of flattening a copy beside copying and MuPDF; writes docs/performance.md",
                FlattenReportOptions.USAGE,
                FlattenReportOptions::of,
                FlattenReport::write);
    }

    static void write(FlattenReportOptions options) throws IOException {
        List<FlattenFigures> all = new ArrayList<>();
        for (ScannedPages.Kind kind : ScannedPages.Kind.values()) {
            all.add(FlattenFigures.measure(kind, options));
        }
        Path pictures = Files.createDirectories(options.docs().resolve("performance"));
        Files.writeString(pictures.resolve("flatten.svg"), FlattenTable.chart(all), StandardCharsets.UTF_8);
        String text = FlattenTable.text(all, options);
        MarkedSection.replace(options.docs().resolve("performance.md"), "flatten", text);
        System.out.println(text);
    }
}
