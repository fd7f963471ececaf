package io.korrigo.bench.report;

import java.util.List;

/** Pages a second as bars. */
final class ThroughputChart {
    private ThroughputChart() {}

    static String svg(List<ThroughputFigure> figures) {
        BarChart chart = BarChart.linear("pages a second");
        for (ThroughputFigure figure : figures) {
            chart.bar(
                    figure.label(),
                    figure.pages(),
                    Svg.COLOURS.get(Math.floorMod(figure.what().hashCode(), Svg.COLOURS.size())),
                    ThroughputFigure.digits(figure.pages()) + " (" + ThroughputFigure.digits(figure.millis())
                            + " ms of CPU a page)");
        }
        return chart.svg();
    }
}
