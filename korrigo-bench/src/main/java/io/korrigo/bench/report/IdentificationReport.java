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
        chart(pictures, "coverage.svg", CoverageChart.svg(pages, options.rosters()));
        chart(pictures, "reliability.svg", ReliabilityChart.svg(drawn, simulated));
        if (!throughput.isEmpty()) {
            chart(pictures, "throughput.svg", ThroughputChart.svg(throughput));
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

    private static void chart(Path folder, String name, String svg) throws IOException {
        Files.writeString(folder.resolve(name), svg, StandardCharsets.UTF_8);
    }
}
