package io.korrigo.bench.report;

import io.korrigo.bench.identify.HeaderReaderBenchmark;
import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * {@code korrigo bench ocr-report}: runs {@link HeaderReaderBenchmark} over threads and over resolutions, the Tesseract baseline
 * beside it, and writes the figures and two charts into {@code docs/performance.md}.
 */
public final class OcrReport {
    private static final String USAGE = "[--threads 1,2,N] [--dpi 100,150,200,300,400,600] [--students 400]"
            + " [--quality easy|normal|hard|worst] [--pages DIR] [--iterations 5] [--seconds 5] [--baseline] [--docs DIR]";

    private OcrReport() {}

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "identification over threads and resolutions, by JMH; writes docs/performance.md",
                USAGE,
                Plan::of,
                OcrReport::write);
    }

    /**
     * What to measure.
     *
     * @param pages a folder of one's own, or empty to draw pages
     * @param iterations of each measure, as many again and half as long to warm up
     * @param baseline whether Tesseract is measured too
     */
    private record Plan(
            List<Integer> threads,
            List<Integer> dpi,
            int students,
            String quality,
            String pages,
            int iterations,
            int seconds,
            boolean baseline,
            Path docs) {
        static Plan of(Options given) {
            int processors = Runtime.getRuntime().availableProcessors();
            return new Plan(
                    given.numbers("--threads", 1, processors > 2 ? List.of(1, 2, processors) : List.of(1, 2)),
                    given.numbers("--dpi", 50, List.of(100, 150, 200, 300, 400, 600)),
                    given.number("--students", 1, 400),
                    given.text("--quality", "normal"),
                    given.text("--pages", ""),
                    given.number("--iterations", 1, 5),
                    given.number("--seconds", 1, 5),
                    given.flag("--baseline"),
                    given.docs());
        }
    }

    /**
     * Pages a second.
     *
     * @param error half of JMH's 99.9 % interval, or NaN where it has none
     */
    record Rate(String what, double pages, double error) {
        String text() {
            return digits(pages) + (Double.isNaN(error) ? "" : " ± " + digits(error));
        }
    }

    private static void write(Plan plan) throws IOException, RunnerException {
        List<Rate> byThreads = new ArrayList<>();
        for (int threads : plan.threads()) {
            byThreads.add(rate(plan, "fileToDecision", threads, 0, threads == 1 ? "1 thread" : threads + " threads"));
        }
        Rate baseline = plan.baseline() ? rate(plan, "tesseractBaseline", 1, 0, "Tesseract, 1 thread") : null;
        List<Rate> byDpi = new ArrayList<>();
        List<Rate> decoding = new ArrayList<>();
        for (int dpi : plan.dpi()) {
            byDpi.add(rate(plan, "fileToDecision", 1, dpi, dpi + " dpi"));
            decoding.add(rate(plan, "decode", 1, dpi, dpi + " dpi, decoding alone"));
        }
        Path pictures = Files.createDirectories(plan.docs().resolve("performance"));
        List<Rate> bars = new ArrayList<>(byThreads);
        if (baseline != null) {
            bars.add(baseline);
        }
        List<Rate> pairs = new ArrayList<>();
        for (int i = 0; i < byDpi.size(); i++) {
            pairs.add(byDpi.get(i));
            pairs.add(decoding.get(i));
        }
        Files.writeString(pictures.resolve("ocr-threads.svg"), chart(bars, 1), StandardCharsets.UTF_8);
        Files.writeString(pictures.resolve("ocr-dpi.svg"), chart(pairs, 2), StandardCharsets.UTF_8);
        String text = text(plan, byThreads, baseline, byDpi, decoding);
        MarkedSection.replace(plan.docs().resolve("performance.md"), "ocr", text);
        System.out.println(text);
    }

    private static Rate rate(Plan plan, String benchmark, int threads, int dpi, String what) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(HeaderReaderBenchmark.class.getSimpleName() + "\\." + benchmark + "$")
                .threads(threads)
                .forks(1)
                .warmupIterations(plan.iterations())
                .warmupTime(TimeValue.milliseconds(plan.seconds() * 500L))
                .measurementIterations(plan.iterations())
                .measurementTime(TimeValue.seconds(plan.seconds()))
                .param("quality", plan.quality())
                .param("dpi", String.valueOf(dpi))
                .param("students", String.valueOf(plan.students()))
                .param("pages", plan.pages())
                .shouldFailOnError(true);
        Result<?> result = new Runner(options.build()).runSingle().getPrimaryResult();
        return new Rate(what, result.getScore(), result.getScoreError());
    }

    private static String text(
            Plan plan, List<Rate> byThreads, @Nullable Rate baseline, List<Rate> byDpi, List<Rate> decoding) {
        double one = byThreads.get(0).pages();
        MarkdownTable threads = new MarkdownTable("from the file to the decision", "pages a second", "of one thread's");
        for (Rate rate : byThreads) {
            threads.row(rate.what(), rate.text(), digits(rate.pages() / one));
        }
        if (baseline != null) {
            threads.row(baseline.what(), baseline.text(), digits(baseline.pages() / one));
        }
        MarkdownTable resolutions = new MarkdownTable("A4 at", "pages a second", "decoding alone", "times decoding");
        for (int i = 0; i < byDpi.size(); i++) {
            Rate rate = byDpi.get(i);
            Rate decoded = decoding.get(i);
            resolutions.row(rate.what(), rate.text(), decoded.text(), digits(decoded.pages() / rate.pages()));
        }
        String command = "./korrigo bench ocr-report" + (plan.baseline() ? " --baseline" : "") + " --threads "
                + join(plan.threads()) + " --dpi " + join(plan.dpi()) + " --students " + plan.students() + " --quality "
                + plan.quality() + " --iterations " + plan.iterations() + " --seconds " + plan.seconds();
        return FigureFile.measured(command) + threads
                + "\n![Pages a second by threads](performance/ocr-threads.svg)\n\n" + resolutions
                + "\nOn one thread. ± is half of JMH's 99.9 % interval.\n\n"
                + "![Pages a second by resolution](performance/ocr-dpi.svg)";
    }

    private static String join(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Bars in groups of {@code group}, the first of each in colour. */
    private static String chart(List<Rate> rates, int group) {
        Chart chart = Chart.linear("pages a second");
        for (int i = 0; i < rates.size(); i++) {
            Rate rate = rates.get(i);
            chart.bar(rate.what(), rate.pages(), i % group == 0 ? Svg.COLOURS.get(0) : Svg.FAINT, rate.text());
        }
        return chart.svg();
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, value >= 10 ? "%.0f" : value >= 1 ? "%.1f" : "%.3f", value);
    }
}
