package io.korrigo.bench.flatten;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The figures as Markdown. */
final class FlattenTable {
    private FlattenTable() {}

    static String text(List<FlattenFigures> all, FlattenReportOptions options) {
        StringBuilder text = new StringBuilder();
        text.append("Measured on ").append(LocalDate.now()).append(" with ");
        text.append(Runtime.getRuntime().availableProcessors()).append(" processors and JDK ");
        text.append(Runtime.version())
                .append(version(all))
                .append(" by\n\n    ")
                .append(options.command());
        text.append("\n\n| pages | copying, ms | flattening, ms | times copying | ");
        for (MuPdfRun.Fonts fonts : MuPdfRun.Fonts.values()) {
            text.append("MuPDF, ").append(fonts.label()).append(", ms | times ours | ");
        }
        text.append("input, KB | output more, KB |").append("\n|---|---|---|---|");
        text.append("---|---|".repeat(MuPdfRun.Fonts.values().length)).append("---|---|\n");
        for (FlattenFigures figures : all) {
            row(text, figures);
        }
        text.append("\nMilliseconds of CPU a copy: the median of the rounds, and the least and most of them.");
        text.append(" A ratio is that of the medians.\n\n![CPU a copy](performance/flatten.svg)\n");
        return text.toString();
    }

    private static void row(StringBuilder text, FlattenFigures figures) {
        double ours = Spread.of(figures.flatten()).median();
        double copying = Spread.of(figures.copyBytes()).median();
        text.append("| ").append(figures.kind().label());
        text.append(" | ").append(Spread.of(figures.copyBytes()).millis());
        text.append(" | ").append(Spread.of(figures.flatten()).millis());
        text.append(" | ").append(ratio(ours / copying)).append(" | ");
        for (MuPdfRun.Fonts fonts : MuPdfRun.Fonts.values()) {
            MuPdfRun run = figures.muPdf().get(fonts);
            if (run == null) {
                text.append("not installed | | ");
                continue;
            }
            Spread spread = Spread.of(run.seconds());
            text.append(spread.millis())
                    .append(" | ")
                    .append(ratio(spread.median() / ours))
                    .append(" | ");
        }
        text.append(figures.input() / 1024).append(" | ");
        text.append((figures.output() - figures.input()) / 1024).append(" |\n");
    }

    private static String version(List<FlattenFigures> all) {
        return all.stream()
                .flatMap(figures -> figures.muPdf().values().stream())
                .map(run -> ", MuPDF " + run.version())
                .findFirst()
                .orElse("");
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, value < 20 ? "%.1f" : "%.0f", value);
    }
}
