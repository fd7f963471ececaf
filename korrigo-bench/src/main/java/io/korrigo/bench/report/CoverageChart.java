package io.korrigo.bench.report;

import io.korrigo.bench.report.Svg.Anchor;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.pages.ScanQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The coverage/error curve: share of legible copies identified against share of all copies identified wrongly, as the
 * threshold moves from 0.5 to 0.99999; one panel a scan quality, one line a roster, a dot at the usual threshold.
 */
final class CoverageChart {
    private static final int WIDTH = 900;
    private static final int PANEL_WIDTH = 440;
    private static final int PANEL_HEIGHT = 270;
    private static final int LEFT = 60;
    private static final int TOP = 34;
    private static final int PLOT_WIDTH = PANEL_WIDTH - LEFT - 20;
    private static final int PLOT_HEIGHT = PANEL_HEIGHT - TOP - 56;

    private final Svg svg;
    private final double lowest;
    private final double mostWrong;
    private int x0;
    private int y0;

    private CoverageChart(Svg svg, double lowest, double mostWrong) {
        this.svg = svg;
        this.lowest = lowest;
        this.mostWrong = mostWrong;
    }

    private record Point(double coverage, double wrong) {}

    static String svg(List<PageLine> pages, List<Integer> rosters) {
        Svg svg = new Svg(WIDTH, 2 * PANEL_HEIGHT + 40);
        ScanQuality[] qualities = ScanQuality.values();
        for (int i = 0; i < qualities.length; i++) {
            ScanQuality quality = qualities[i];
            List<PageLine> ofQuality =
                    pages.stream().filter(page -> page.quality() == quality).toList();
            List<List<Point>> curves = new ArrayList<>();
            for (int roster : rosters) {
                curves.add(curve(ofQuality.stream()
                        .filter(page -> page.roster() == roster)
                        .toList()));
            }
            panel(svg, quality, i, curves);
        }
        for (int i = 0; i < rosters.size(); i++) {
            String colour = colour(i);
            int x = LEFT + 190 * i;
            svg.line(x, 2 * PANEL_HEIGHT + 18, x + 24, 2 * PANEL_HEIGHT + 18, colour, 2);
            svg.text(x + 30, 2 * PANEL_HEIGHT + 22, Anchor.START, Svg.INK, "roster of " + rosters.get(i));
        }
        return svg.end();
    }

    private static List<Point> curve(List<PageLine> pages) {
        List<PageLine> legible = pages.stream().filter(PageLine::legible).toList();
        List<Point> points = new ArrayList<>();
        for (double nines = 0.3; nines <= 5.01; nines += 0.1) {
            points.add(point(pages, legible, 1 - Math.pow(10, -nines)));
        }
        points.add(point(pages, legible, StudentMatcher.THRESHOLD));
        return points;
    }

    private static Point point(List<PageLine> pages, List<PageLine> legible, double threshold) {
        return new Point(
                Share.of(legible, page -> page.rightAt(threshold)).value(),
                Share.of(pages, page -> page.wrongAt(threshold)).value());
    }

    private static void panel(Svg svg, ScanQuality quality, int place, List<List<Point>> curves) {
        double lowest = curves.stream()
                .flatMap(List::stream)
                .mapToDouble(Point::coverage)
                .min()
                .orElse(0);
        double wrong = curves.stream()
                .flatMap(List::stream)
                .mapToDouble(Point::wrong)
                .max()
                .orElse(0);
        CoverageChart chart = new CoverageChart(
                svg, Math.min(0.95, Math.floor(lowest * 20) / 20), Math.max(0.005, Math.ceil(wrong * 200) / 200));
        chart.x0 = LEFT + place % 2 * (PANEL_WIDTH + 10);
        chart.y0 = TOP + place / 2 * PANEL_HEIGHT;
        chart.axes(quality.name().toLowerCase(Locale.ROOT) + " scans");
        for (int i = curves.size() - 1; i >= 0; i--) {
            chart.draw(curves.get(i), colour(i), i);
        }
    }

    private void axes(String title) {
        svg.text(x0, y0 - 14, Anchor.START, Svg.INK, title);
        for (int i = 0; i <= 5; i++) {
            double coverage = lowest + (1 - lowest) * i / 5;
            double wrong = mostWrong * i / 5;
            svg.line(x(coverage), y0, x(coverage), y0 + PLOT_HEIGHT, Svg.FAINT, 1);
            svg.line(x0, y(wrong), x0 + PLOT_WIDTH, y(wrong), Svg.FAINT, 1);
            svg.text(x(coverage), y0 + PLOT_HEIGHT + 16, Anchor.MIDDLE, Svg.GREY, percent(coverage));
            svg.text(x0 - 6, y(wrong) + 4, Anchor.END, Svg.GREY, percent(wrong));
        }
        svg.line(x0, y0 + PLOT_HEIGHT, x0 + PLOT_WIDTH, y0 + PLOT_HEIGHT, Svg.INK, 1);
        svg.line(x0, y0, x0, y0 + PLOT_HEIGHT, Svg.INK, 1);
        svg.text(
                x0 + PLOT_WIDTH / 2.0,
                y0 + PLOT_HEIGHT + 33,
                Anchor.MIDDLE,
                Svg.GREY,
                "legible copies identified rightly; upwards: all copies identified wrongly");
    }

    /** Curves that lie on each other are shifted by a pixel each. */
    private void draw(List<Point> curve, String colour, int place) {
        List<double[]> points = curve.stream()
                .limit(curve.size() - 1L)
                .map(point -> new double[] {x(point.coverage()), y(point.wrong()) - place})
                .toList();
        Point usual = curve.get(curve.size() - 1);
        svg.path(points, colour).dot(x(usual.coverage()), y(usual.wrong()) - place, 4, colour);
    }

    private double x(double coverage) {
        return x0 + PLOT_WIDTH * (coverage - lowest) / (1 - lowest);
    }

    private double y(double wrong) {
        return y0 + PLOT_HEIGHT * (1 - wrong / mostWrong);
    }

    private static String colour(int place) {
        return Svg.COLOURS.get(place % Svg.COLOURS.size());
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f", 100 * value).replaceFirst("\\.0$", "") + " %";
    }
}
