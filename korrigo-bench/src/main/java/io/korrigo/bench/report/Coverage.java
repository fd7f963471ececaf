package io.korrigo.bench.report;

import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.pages.ScanQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Coverage against error: the share of legible copies identified against that of all copies identified wrongly, as the
 * threshold moves from 0.5 to 0.99999; one panel a scan quality, one line a roster, a dot at the usual threshold.
 */
final class Coverage {
    private Coverage() {}

    static Chart chart(List<PageLine> pages, List<Integer> rosters) {
        Chart chart = Chart.linear("");
        for (ScanQuality quality : ScanQuality.values()) {
            List<Chart.Curve> curves = new ArrayList<>();
            for (int i = 0; i < rosters.size(); i++) {
                int roster = rosters.get(i);
                List<PageLine> shown = pages.stream()
                        .filter(page -> page.quality() == quality && page.roster() == roster)
                        .toList();
                curves.add(curve("roster of " + roster, Svg.COLOURS.get(i % Svg.COLOURS.size()), shown));
            }
            double lowest = points(curves).mapToDouble(point -> point[0]).min().orElse(0);
            double wrong = points(curves).mapToDouble(point -> point[1]).max().orElse(0);
            chart.curves(
                    quality.name().toLowerCase(Locale.ROOT) + " scans",
                    "legible copies identified rightly; upwards: all copies identified wrongly",
                    Math.min(0.95, Math.floor(lowest * 20) / 20),
                    Math.max(0.005, Math.ceil(wrong * 200) / 200),
                    curves);
        }
        return chart;
    }

    private static Chart.Curve curve(String label, String colour, List<PageLine> pages) {
        List<double[]> points = new ArrayList<>();
        for (double nines = 0.3; nines <= 5.01; nines += 0.1) {
            points.add(point(pages, 1 - Math.pow(10, -nines)));
        }
        return new Chart.Curve(label, colour, points, point(pages, StudentMatcher.THRESHOLD));
    }

    private static double[] point(List<PageLine> pages, double threshold) {
        List<PageLine> legible = pages.stream().filter(PageLine::legible).toList();
        return new double[] {
            Share.of(legible, page -> page.rightAt(threshold)).value(),
            Share.of(pages, page -> page.wrongAt(threshold)).value()
        };
    }

    private static Stream<double[]> points(List<Chart.Curve> curves) {
        return curves.stream().flatMap(curve -> Stream.concat(curve.points().stream(), Stream.of(curve.dot())));
    }
}
