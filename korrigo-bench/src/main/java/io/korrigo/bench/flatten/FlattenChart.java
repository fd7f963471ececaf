package io.korrigo.bench.flatten;

import io.korrigo.bench.report.Svg;
import io.korrigo.bench.report.Svg.Anchor;
import java.util.ArrayList;
import java.util.List;

/** CPU of a copy as bars on a logarithmic scale, with the spread of the rounds. */
final class FlattenChart {
    private static final int LEFT = 260;
    private static final int PLOT_WIDTH = 480;
    private static final int STEP = 24;
    private static final double LEAST = 0.0003;
    private static final double DECADES = 4.3;

    /** One bar. */
    private record Bar(String label, Spread seconds, String colour) {}

    private FlattenChart() {}

    static String svg(List<FlattenFigures> all) {
        List<List<Bar>> groups = new ArrayList<>();
        int rows = 0;
        for (FlattenFigures figures : all) {
            groups.add(bars(figures));
            rows += groups.get(groups.size() - 1).size() + 1;
        }
        Svg svg = new Svg(900, 50 + STEP * rows);
        svg.text(
                LEFT,
                20,
                Anchor.START,
                Svg.INK,
                "CPU of a copy (logarithmic; thin lines: least and most of the rounds)");
        double y = 34;
        for (int i = 0; i < groups.size(); i++) {
            svg.text(10, y + 14, Anchor.START, Svg.INK, all.get(i).kind().label());
            y += STEP;
            for (Bar bar : groups.get(i)) {
                double end = LEFT + width(bar.seconds().median());
                svg.text(LEFT - 10, y + 14, Anchor.END, Svg.GREY, bar.label());
                svg.box(LEFT, y, end - LEFT, STEP - 6, bar.colour());
                double middle = y + (STEP - 6) / 2.0;
                svg.line(
                        LEFT + width(bar.seconds().least()),
                        middle,
                        LEFT + width(bar.seconds().most()),
                        middle,
                        Svg.INK,
                        1);
                double right = LEFT + Math.max(width(bar.seconds().most()), end - LEFT);
                String millis = Spread.digits(bar.seconds().median()) + " ms";
                svg.text(right + 8, y + 14, Anchor.START, Svg.INK, millis);
                y += STEP;
            }
        }
        return svg.end();
    }

    private static List<Bar> bars(FlattenFigures figures) {
        List<Bar> bars = new ArrayList<>();
        bars.add(new Bar("copying the bytes", Spread.of(figures.copyBytes()), Svg.FAINT));
        bars.add(new Bar("Korrigo", Spread.of(figures.flatten()), Svg.COLOURS.get(0)));
        for (MuPdfRun.Fonts fonts : MuPdfRun.Fonts.values()) {
            MuPdfRun run = figures.muPdf().get(fonts);
            if (run != null) {
                bars.add(new Bar("MuPDF, " + fonts.label(), Spread.of(run.seconds()), Svg.COLOURS.get(1)));
            }
        }
        return bars;
    }

    private static double width(double seconds) {
        return Math.max(0, PLOT_WIDTH * Math.log10(seconds / LEAST) / DECADES);
    }
}
