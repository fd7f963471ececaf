package io.korrigo.bench.report;

import io.korrigo.bench.report.Svg.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A chart of what evaluations measure: horizontal bars and panels of curves under each other. Confined to one thread.
 *
 * <p>A library for charts would be larger than what it draws here: two kinds of pictures in documents.
 */
public final class Chart {
    private static final int WIDTH = 900;
    private static final int TOP = 34;
    /** Of bars: where they begin, how long the longest is, from one to the next, and how thick. */
    private static final int LEFT = 250;

    private static final int LONGEST = WIDTH - LEFT - 210;
    private static final int STEP = 28;
    private static final int BAR = STEP - 8;

    /** Of curves. */
    private static final int PANEL = 270;

    private static final int PLOT_LEFT = 60;
    private static final int PLOT_WIDTH = WIDTH - PLOT_LEFT - 20;
    private static final int PLOT_HEIGHT = PANEL - TOP - 56;

    /**
     * A line of a panel, and a dot that stands out.
     *
     * @param points of x and y each, within the panel's ranges
     */
    record Curve(String label, String colour, List<double[]> points, double[] dot) {}

    /**
     * What is drawn between two heights.
     *
     * @param most the greatest value that it has on the scale of the bars, 0 for none
     */
    private record Part(int height, double most, Drawing drawing) {}

    @FunctionalInterface
    private interface Drawing {
        void draw(Svg svg, double unit, double y);
    }

    private final String title;
    private final DoubleUnaryOperator scale;
    private final List<Part> parts = new ArrayList<>();

    private Chart(String title, DoubleUnaryOperator scale) {
        this.title = title;
        this.scale = scale;
    }

    /** Bars as long as their values, 0 or more. */
    public static Chart linear(String title) {
        return new Chart(title, value -> value);
    }

    /** Bars that grow by the same length for each factor of ten above {@code least}. */
    public static Chart logarithmic(String title, double least) {
        return new Chart(title, value -> Math.max(0, Math.log10(value / least)));
    }

    /** Words above what follows. */
    public Chart heading(String words) {
        return part(STEP, 0, (svg, unit, y) -> svg.text(10, y + 14, Anchor.START, Svg.INK, words));
    }

    public Chart bar(String label, double value, String colour, String text) {
        return bar(label, value, value, value, colour, text);
    }

    /** A bar with a thin line from {@code least} to {@code most}. */
    public Chart bar(String label, double value, double least, double most, String colour, String text) {
        return part(STEP, scale.applyAsDouble(most), (svg, unit, y) -> {
            double length = Math.max(1, unit * scale.applyAsDouble(value));
            double from = LEFT + unit * scale.applyAsDouble(least);
            double to = LEFT + unit * scale.applyAsDouble(most);
            svg.text(LEFT - 10, y + 14, Anchor.END, Svg.INK, label);
            svg.box(LEFT, y, length, BAR, colour);
            if (to > from) {
                svg.line(from, y + BAR / 2.0, to, y + BAR / 2.0, Svg.INK, 1);
            }
            svg.text(Math.max(LEFT + length, to) + 8, y + 14, Anchor.START, Svg.INK, text);
        });
    }

    /** An upright line through the bar before, where something else was expected. */
    public Chart mark(double value) {
        return part(0, scale.applyAsDouble(value), (svg, unit, y) -> {
            double x = LEFT + unit * scale.applyAsDouble(value);
            svg.line(x, y - STEP - 2, x, y - STEP + BAR + 2, Svg.INK, 2.5);
        });
    }

    /**
     * A panel of curves.
     *
     * @param axes what x is, and what y is
     * @param lowest x at the left edge; 1 is at the right one
     * @param highest y at the upper edge; 0 is at the lower one
     */
    Chart curves(String words, String axes, double lowest, double highest, List<Curve> curves) {
        return part(PANEL, 0, (svg, unit, y) -> {
            Panel panel = new Panel(svg, y + TOP, lowest, highest);
            panel.axes(words, axes);
            for (int i = curves.size() - 1; i >= 0; i--) {
                panel.draw(curves.get(i), i);
            }
        });
    }

    private Chart part(int height, double most, Drawing drawing) {
        parts.add(new Part(height, most, drawing));
        return this;
    }

    /** The chart as SVG. */
    public String svg() {
        Svg svg = new Svg(WIDTH, TOP + 8 + parts.stream().mapToInt(Part::height).sum());
        svg.text(LEFT, 20, Anchor.START, Svg.INK, title);
        double longest = parts.stream().mapToDouble(Part::most).max().orElse(0);
        double unit = longest > 0 ? LONGEST / longest : 0;
        int y = TOP;
        for (Part part : parts) {
            part.drawing().draw(svg, unit, y);
            y += part.height();
        }
        return svg.end();
    }

    private record Panel(Svg svg, double top, double lowest, double highest) {
        void axes(String words, String axes) {
            svg.text(PLOT_LEFT, top - 14, Anchor.START, Svg.INK, words);
            for (int i = 0; i <= 5; i++) {
                double across = lowest + (1 - lowest) * i / 5;
                double up = highest * i / 5;
                svg.line(x(across), top, x(across), bottom(), Svg.FAINT, 1);
                svg.line(PLOT_LEFT, y(up), PLOT_LEFT + PLOT_WIDTH, y(up), Svg.FAINT, 1);
                svg.text(x(across), bottom() + 16, Anchor.MIDDLE, Svg.GREY, percent(across));
                svg.text(PLOT_LEFT - 6, y(up) + 4, Anchor.END, Svg.GREY, percent(up));
            }
            svg.line(PLOT_LEFT, bottom(), PLOT_LEFT + PLOT_WIDTH, bottom(), Svg.INK, 1);
            svg.line(PLOT_LEFT, top, PLOT_LEFT, bottom(), Svg.INK, 1);
            svg.text(PLOT_LEFT + PLOT_WIDTH / 2.0, bottom() + 33, Anchor.MIDDLE, Svg.GREY, axes);
        }

        /** Curves that lie on each other are shifted by a pixel each. */
        void draw(Curve curve, int place) {
            int legend = PLOT_LEFT + 300 + 190 * place;
            svg.line(legend, top - 18, legend + 24, top - 18, curve.colour(), 2);
            svg.text(legend + 30, top - 14, Anchor.START, Svg.INK, curve.label());
            List<double[]> points = curve.points().stream()
                    .map(point -> new double[] {x(point[0]), y(point[1]) - place})
                    .toList();
            svg.path(points, curve.colour()).dot(x(curve.dot()[0]), y(curve.dot()[1]) - place, 4, curve.colour());
        }

        double x(double across) {
            return PLOT_LEFT + PLOT_WIDTH * (across - lowest) / (1 - lowest);
        }

        double y(double up) {
            return top + PLOT_HEIGHT * (1 - up / highest);
        }

        double bottom() {
            return top + PLOT_HEIGHT;
        }

        static String percent(double value) {
            return String.format(Locale.ROOT, "%.1f", 100 * value).replaceFirst("\\.0$", "") + " %";
        }
    }
}
