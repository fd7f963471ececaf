package io.korrigo.bench.report;

import io.korrigo.bench.report.Svg.Anchor;
import java.util.List;

/** Pages a second as bars. */
final class ThroughputChart {
    private static final int WIDTH = 900;
    private static final int LEFT = 230;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 220;
    private static final int STEP = 30;

    private ThroughputChart() {}

    static String svg(List<ThroughputFigure> figures) {
        Svg svg = new Svg(WIDTH, 40 + STEP * figures.size());
        double most =
                figures.stream().mapToDouble(ThroughputFigure::pages).max().orElse(1);
        svg.text(LEFT, 20, Anchor.START, Svg.INK, "pages a second");
        for (int i = 0; i < figures.size(); i++) {
            ThroughputFigure figure = figures.get(i);
            double y = 32 + STEP * i;
            double length = PLOT_WIDTH * figure.pages() / most;
            String colour = Svg.COLOURS.get(Math.floorMod(figure.what().hashCode(), Svg.COLOURS.size()));
            svg.text(LEFT - 10, y + 15, Anchor.END, Svg.INK, figure.label());
            svg.box(LEFT, y, Math.max(1, length), STEP - 8, colour);
            svg.text(
                    LEFT + length + 8,
                    y + 15,
                    Anchor.START,
                    Svg.INK,
                    ThroughputFigure.digits(figure.pages()) + " (" + ThroughputFigure.digits(figure.millis())
                            + " ms of CPU a page)");
        }
        return svg.end();
    }
}
