package io.korrigo.bench.report;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures identification at every scan quality with several seeds and rosters, simulates the matcher, and writes charts,
 * tables and a gallery of failures into {@code docs/identification/figures.md} and the folder around it.
 *
 * <p>{@code ./korrigo bench report --data ../shared/handwriting --quick}; the options are {@link ReportOptions#USAGE}. A
 * measurement that is done is kept in {@code --out} and not made again, so a long run may be stopped and repeated. What
 * identification costs is measured first, while nothing else runs.
 */
public final class IdentificationReport {
    private IdentificationReport() {}

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "identification by scan quality and roster size; writes docs/identification/figures.md",
                ReportOptions.USAGE,
                ReportOptions::of,
                IdentificationReport::write);
    }

    /** Measures what is missing and writes the documents. */
    static void write(ReportOptions options) throws Exception {
        Files.createDirectories(options.out());
        ThroughputFigure.measure(options);
        List<Cell> cells = new ArrayList<>();
        for (long seed : options.seeds()) {
            for (ScanQuality quality : ScanQuality.values()) {
                cells.add(new Cell(quality, 10 * seed + quality.ordinal()));
            }
        }
        MatcherRun matcher = MatcherRun.start(options);
        try (matcher) {
            for (Cell cell : cells) {
                cell.measure(options);
            }
            matcher.await();
        }
        List<PageLine> pages = new ArrayList<>();
        for (Cell cell : cells) {
            pages.addAll(PageLine.read(cell, options));
        }
        document(options, cells, pages, matcher);
    }

    private static void document(ReportOptions options, List<Cell> cells, List<PageLine> pages, MatcherRun matcher)
            throws IOException {
        Path pictures = Files.createDirectories(options.docs().resolve("identification"));
        List<Bin> drawn = Bin.of(pages);
        List<Bin> simulated = Bin.parse(matcher.output());
        List<ThroughputFigure> throughput = ThroughputFigure.read(options);
        chart(pictures, "coverage.svg", Coverage.chart(pages, options.rosters()));
        chart(pictures, "reliability.svg", reliability(drawn, simulated));
        if (!throughput.isEmpty()) {
            chart(pictures, "throughput.svg", throughput(throughput));
        }
        FiguresText text = new FiguresText(options.command());
        text.answers(pages, options.rosters());
        text.coverage(pages);
        text.reading(pages);
        text.reliability(drawn, simulated, matcher.output());
        text.throughput(throughput);
        text.gallery(Gallery.collect(cells, options, pictures));
        FigureFile.write(pictures.resolve("figures.md"), "Identification: figures", text.toString());
    }

    private static void chart(Path folder, String name, Chart chart) throws IOException {
        Files.writeString(folder.resolve(name), chart.svg(), StandardCharsets.UTF_8);
    }

    /** For each range of the likeliest student's probability the share that was right, and a mark at what was stated. */
    private static Chart reliability(List<Bin> drawn, List<Bin> simulated) {
        Chart chart = Chart.linear("bar: right, thin line: 95 % interval, upright line: mean probability stated");
        reliability(chart.heading("drawn pages"), drawn, Svg.COLOURS.get(0));
        reliability(chart.heading("simulated readings"), simulated, Svg.COLOURS.get(2));
        return chart;
    }

    private static void reliability(Chart chart, List<Bin> bins, String colour) {
        for (Bin bin : bins) {
            Share right = bin.right();
            chart.bar(bin.range(), right.value(), right.low(), right.high(), colour, right.whole() + " copies")
                    .mark(bin.stated());
        }
    }

    private static Chart throughput(List<ThroughputFigure> figures) {
        Chart chart = Chart.linear("pages a second");
        for (ThroughputFigure figure : figures) {
            chart.bar(
                    figure.label(),
                    figure.pages(),
                    Svg.COLOURS.get(Math.floorMod(figure.what().hashCode(), Svg.COLOURS.size())),
                    ThroughputFigure.digits(figure.pages()) + " (" + ThroughputFigure.digits(figure.millis())
                            + " ms of CPU a page)");
        }
        return chart;
    }
}
