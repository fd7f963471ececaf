package io.korrigo.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A picture of lines, boxes and words that is being drawn; the origin is top left, units are pixels. */
public final class Svg {
    public static final String INK = "#1b1f24";
    public static final String FAINT = "#d8dce0";
    public static final String GREY = "#5a6068";
    /** Four colours that the colour-blind can tell apart. */
    public static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7");

    private final StringBuilder svg = new StringBuilder();

    /** Where a word stands relative to its point. */
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    public Svg(int width, int height) {
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"system-ui,sans-serif\" font-size=\"12\">\n",
                width,
                height,
                width,
                height));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    }

    public Svg line(double x1, double y1, double x2, double y2, String colour, double width) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>\n",
                x1,
                y1,
                x2,
                y2,
                colour,
                width));
        return this;
    }

    public Svg box(double x, double y, double width, double height, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
                x,
                y,
                Math.max(0, width),
                Math.max(0, height),
                colour));
        return this;
    }

    public Svg dot(double x, double y, double radius, String colour) {
        svg.append(String.format(
                Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>\n", x, y, radius, colour));
        return this;
    }

    /** A line through points of two numbers each. */
    public Svg path(List<double[]> points, String colour) {
        String all = points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point[0], point[1]))
                .distinct()
                .collect(Collectors.joining(" "));
        svg.append("<polyline points=\"")
                .append(all)
                .append("\" fill=\"none\" stroke=\"")
                .append(colour)
                .append("\" stroke-width=\"2\" stroke-linejoin=\"round\"/>\n");
        return this;
    }

    public Svg text(double x, double y, Anchor anchor, String colour, String text) {
        svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">",
                        x,
                        y,
                        anchor.name().toLowerCase(Locale.ROOT),
                        colour))
                .append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .append("</text>\n");
        return this;
    }

    /** The whole picture; nothing can be drawn afterwards. */
    public String end() {
        return svg.append("</svg>\n").toString();
    }
}
