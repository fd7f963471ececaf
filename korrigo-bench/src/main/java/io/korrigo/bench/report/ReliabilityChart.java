package io.korrigo.bench.report;

import io.korrigo.bench.report.Svg.Anchor;
import java.util.List;

/**
 * Stated against observed: for each range of the likeliest student's probability a bar up to the share that was right,
 * its 95 % interval, a mark at the mean probability stated, and how many copies there were.
 */
final class ReliabilityChart {
    private static final int WIDTH = 900;
    private static final int PANEL = 290;
    private static final int LEFT = 60;
    private static final int TOP = 34;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 20;
    private static final int PLOT_HEIGHT = PANEL - TOP - 70;

    private ReliabilityChart() {}

    static String svg(List<Bin> drawn, List<Bin> simulated) {
        Svg svg = new Svg(WIDTH, 2 * PANEL);
        panel(svg, TOP, "drawn pages: bar = right, line = stated, whisker = 95 % interval", drawn, Svg.COLOURS.get(0));
        panel(svg, PANEL + TOP, "simulated readings", simulated, Svg.COLOURS.get(2));
        return svg.end();
    }

    private static void panel(Svg svg, int top, String title, List<Bin> bins, String colour) {
        svg.text(LEFT, top - 14, Anchor.START, Svg.INK, title);
        for (int percent = 0; percent <= 100; percent += 20) {
            svg.line(LEFT, y(top, percent / 100.0), LEFT + PLOT_WIDTH, y(top, percent / 100.0), Svg.FAINT, 1);
            svg.text(LEFT - 6, y(top, percent / 100.0) + 4, Anchor.END, Svg.GREY, percent + " %");
        }
        double slot = (double) PLOT_WIDTH / Math.max(1, bins.size());
        for (int i = 0; i < bins.size(); i++) {
            Bin bin = bins.get(i);
            double centre = LEFT + slot * (i + 0.5);
            double bar = slot * 0.5;
            double observed = y(top, bin.right().value());
            svg.box(centre - bar / 2, observed, bar, top + PLOT_HEIGHT - observed, colour);
            svg.line(
                    centre,
                    y(top, bin.right().low()),
                    centre,
                    y(top, bin.right().high()),
                    Svg.INK,
                    1.5);
            svg.line(
                    centre - bar * 0.75, y(top, bin.stated()), centre + bar * 0.75, y(top, bin.stated()), Svg.INK, 2.5);
            svg.text(
                    centre,
                    top + PLOT_HEIGHT + 17,
                    Anchor.MIDDLE,
                    Svg.INK,
                    bin.range().replace(" to ", "–"));
            svg.text(
                    centre,
                    top + PLOT_HEIGHT + 33,
                    Anchor.MIDDLE,
                    Svg.GREY,
                    bin.right().whole() + " copies");
        }
        svg.line(LEFT, top + PLOT_HEIGHT, LEFT + PLOT_WIDTH, top + PLOT_HEIGHT, Svg.INK, 1);
    }

    private static double y(int top, double share) {
        return top + PLOT_HEIGHT * (1 - share);
    }
}
