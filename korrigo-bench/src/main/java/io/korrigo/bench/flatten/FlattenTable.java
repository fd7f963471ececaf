package io.korrigo.bench.flatten;

import io.korrigo.bench.report.Chart;
import io.korrigo.bench.report.FigureFile;
import io.korrigo.bench.report.MarkdownTable;
import io.korrigo.bench.report.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures as Markdown and as a chart. */
final class FlattenTable {
    /** Where bars begin, in seconds: a little less than copying the bytes of a page takes. */
    private static final double LEAST = 0.0003;

    private FlattenTable() {}

    static String text(List<FlattenFigures> all, FlattenReportOptions options) {
        List<String> headings = new ArrayList<>(
                List.of("pages", "copying, ms", "flattening, ms", "times copying", "without words, ms"));
        for (MuPdfRun.Fonts fonts : MuPdfRun.Fonts.values()) {
            headings.addAll(List.of("MuPDF, " + fonts.label() + ", ms", "times ours"));
        }
        headings.addAll(List.of("input, KB", "output more, KB"));
        MarkdownTable table = new MarkdownTable(headings.toArray(String[]::new));
        all.forEach(figures -> table.row(cells(figures).toArray()));
        return FigureFile.measured(options.command(), version(all)) + table
                + "\nMilliseconds of CPU a copy: the median of the rounds, and the least and most of them. A ratio is that"
                + " of the medians.\n\n![CPU a copy](performance/flatten.svg)\n";
    }

    private static List<Object> cells(FlattenFigures figures) {
        double ours = Spread.of(figures.flatten()).median();
        double copying = Spread.of(figures.copyBytes()).median();
        List<Object> cells = new ArrayList<>();
        cells.add(figures.kind().label());
        cells.add(Spread.of(figures.copyBytes()).millis());
        cells.add(Spread.of(figures.flatten()).millis());
        cells.add(ratio(ours / copying));
        cells.add(Spread.of(figures.silent()).millis());
        for (MuPdfRun.Fonts fonts : MuPdfRun.Fonts.values()) {
            MuPdfRun run = figures.muPdf().get(fonts);
            Spread spread = run == null ? null : Spread.of(run.seconds());
            cells.add(spread == null ? "not installed" : spread.millis());
            cells.add(spread == null ? "" : ratio(spread.median() / ours));
        }
        cells.add(figures.input() / 1024);
        cells.add((figures.output() - figures.input()) / 1024);
        return cells;
    }

    /** Which MuPDF was measured beside ours, if one was. */
    private static String[] version(List<FlattenFigures> all) {
        return all.stream()
                .flatMap(figures -> figures.muPdf().values().stream())
                .limit(1)
                .map(run -> "MuPDF " + run.version())
                .toArray(String[]::new);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, value < 20 ? "%.1f" : "%.0f", value);
    }

    /** CPU of a copy as bars on a logarithmic scale, with the spread of the rounds. */
    static String chart(List<FlattenFigures> all) {
        Chart chart = Chart.logarithmic("CPU of a copy (logarithmic; thin lines: least and most of the rounds)", LEAST);
        for (FlattenFigures figures : all) {
            chart.heading(figures.kind().label());
            bar(chart, "copying the bytes", Spread.of(figures.copyBytes()), Svg.FAINT);
            bar(chart, "Korrigo", Spread.of(figures.flatten()), Svg.COLOURS.get(0));
            for (MuPdfRun.Fonts fonts : MuPdfRun.Fonts.values()) {
                MuPdfRun run = figures.muPdf().get(fonts);
                if (run != null) {
                    bar(chart, "MuPDF, " + fonts.label(), Spread.of(run.seconds()), Svg.COLOURS.get(1));
                }
            }
        }
        return chart.svg();
    }

    private static void bar(Chart chart, String label, Spread seconds, String colour) {
        String millis = Spread.digits(seconds.median()) + " ms";
        chart.bar(label, seconds.median(), seconds.least(), seconds.most(), colour, millis);
    }
}
