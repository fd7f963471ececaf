package io.korrigo.bench.flatten;

import io.korrigo.bench.report.BarChart;
import io.korrigo.bench.report.Svg;
import java.util.List;

/** CPU of a copy as bars on a logarithmic scale, with the spread of the rounds. */
final class FlattenChart {
    /** Where bars begin, in seconds: a little less than copying the bytes of a page takes. */
    private static final double LEAST = 0.0003;

    private FlattenChart() {}

    static String svg(List<FlattenFigures> all) {
        BarChart chart =
                BarChart.logarithmic("CPU of a copy (logarithmic; thin lines: least and most of the rounds)", LEAST);
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

    private static void bar(BarChart chart, String label, Spread seconds, String colour) {
        String millis = Spread.digits(seconds.median()) + " ms";
        chart.bar(label, seconds.median(), seconds.least(), seconds.most(), colour, millis);
    }
}
