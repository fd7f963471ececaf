package io.korrigo.bench.report;

import io.korrigo.bench.report.Svg.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Horizontal bars under each other, each with a label before it and a text behind it. Confined to one thread. */
public final class BarChart {
    private static final int WIDTH = 900;
    private static final int LEFT = 250;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 210;
    private static final int STEP = 28;
    private static final int BAR = STEP - 8;
    private static final int TOP = 34;

    /** What a line shows: a bar, or a heading if {@code colour} is empty. */
    private record Line(String label, double value, double least, double most, String colour, String text) {}

    private final String title;
    private final DoubleUnaryOperator scale;
    private final List<Line> lines = new ArrayList<>();

    private BarChart(String title, DoubleUnaryOperator scale) {
        this.title = title;
        this.scale = scale;
    }

    /** Bars as long as their values, 0 or more. */
    public static BarChart linear(String title) {
        return new BarChart(title, value -> value);
    }

    /** Bars that grow by the same length for each factor of ten above {@code least}. */
    public static BarChart logarithmic(String title, double least) {
        return new BarChart(title, value -> Math.max(0, Math.log10(value / least)));
    }

    /** Words above the bars that follow. */
    public BarChart heading(String words) {
        lines.add(new Line(words, 0, 0, 0, "", ""));
        return this;
    }

    public BarChart bar(String label, double value, String colour, String text) {
        return bar(label, value, value, value, colour, text);
    }

    /** A bar with a thin line from {@code least} to {@code most}. */
    public BarChart bar(String label, double value, double least, double most, String colour, String text) {
        lines.add(new Line(label, value, least, most, colour, text));
        return this;
    }

    /** The chart as SVG. */
    public String svg() {
        Svg svg = new Svg(WIDTH, TOP + 8 + STEP * lines.size());
        svg.text(LEFT, 20, Anchor.START, Svg.INK, title);
        double longest = lines.stream()
                .mapToDouble(line -> scale.applyAsDouble(line.most()))
                .max()
                .orElse(0);
        double unit = longest > 0 ? PLOT_WIDTH / longest : 0;
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), unit, TOP + STEP * i);
        }
        return svg.end();
    }

    private void draw(Svg svg, Line line, double unit, double y) {
        if (line.colour().isEmpty()) {
            svg.text(10, y + 14, Anchor.START, Svg.INK, line.label());
            return;
        }
        double length = Math.max(1, unit * scale.applyAsDouble(line.value()));
        double least = unit * scale.applyAsDouble(line.least());
        double most = unit * scale.applyAsDouble(line.most());
        svg.text(LEFT - 10, y + 14, Anchor.END, Svg.INK, line.label());
        svg.box(LEFT, y, length, BAR, line.colour());
        if (most > least) {
            svg.line(LEFT + least, y + BAR / 2.0, LEFT + most, y + BAR / 2.0, Svg.INK, 1);
        }
        svg.text(LEFT + Math.max(length, most) + 8, y + 14, Anchor.START, Svg.INK, line.text());
    }
}
