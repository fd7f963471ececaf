package io.korrigo.bench.identify;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.exam.Student;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.identify.print.PrintedReader;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.GlyphSource;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.IdxGlyphSource;
import io.korrigo.testkit.pages.PageCase;
import io.korrigo.testkit.pages.PageCases;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.RosterGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Measures what identification costs, from the bytes of a page to the decision: CPU time and pages a second on several
 * numbers of threads, beside decoding the same pages alone and beside {@link TesseractBaseline}, in turns, so that a
 * machine that is busy for a while is busy for all.
 *
 * <p>Pages are drawn first; the reader's Java code warms up until it is compiled, which doesn't count. With {@code --memory-pages} the resident memory of
 * a process of its own is watched over that many pages at the end, on Linux.
 *
 * <p>Run it by {@code ./korrigo bench throughput --data ../shared/handwriting}; the options are
 * {@link ThroughputOptions#USAGE}.
 */
public final class ThroughputEvaluation implements AutoCloseable {
    /**
     * Rounds of reading that don't count: later ones are compiled code, as all but the first thousand pages of a day are. After
     * six rounds the compilers still took a tenth of the CPU.
     */
    private static final int WARM_UP = 12;

    /** Pages of a measure beside the baseline: the clock of CPU time ticks in hundredths of a second. */
    private static final int LEAST_PAGES = 50;

    private final ThroughputOptions options;
    private final List<PageCase> cases;
    private final List<GeneratedPage> pages = new ArrayList<>();
    private final List<Student> roster;
    private final HeaderReader reader = new HeaderReader();
    private final StudentMatcher matcher;
    private final CpuClock clock = new CpuClock();
    private final ThroughputReport report = new ThroughputReport();

    private ThroughputEvaluation(ThroughputOptions options) throws IOException {
        this.options = options;
        roster = new RosterGenerator(options.seed()).roster(options.students());
        matcher = new StudentMatcher(roster);
        GlyphSource glyphs = options.data() == null ? new FontGlyphSource() : IdxGlyphSource.keptOut(options.data());
        cases = new PageCases(roster, options.seed()).mixed(options.pages());
        for (PageCase page : cases) {
            long seed = options.seed() * 1_000_003 + pages.size() + 1;
            pages.add(page.draw(new PageGenerator(HeaderForm.random(seed), glyphs, options.quality(), seed)));
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "CPU and pages a second of identification, beside decoding and a Tesseract baseline",
                ThroughputOptions.USAGE,
                ThroughputOptions::of,
                options -> measure(options).print(System.out));
    }

    /** Measures as {@code options} say. */
    static ThroughputReport measure(ThroughputOptions options) throws Exception {
        try (ThroughputEvaluation evaluation = new ThroughputEvaluation(options)) {
            return evaluation.run();
        }
    }

    private ThroughputReport run() throws Exception {
        decode();
        identify(options.threads().get(0), WARM_UP * pages.size(), pages.size());
        if (options.baselinePages() == 0) {
            rounds(null);
        } else if (!PrintedReader.canUse(options.tessdata())) {
            report.remark("No baseline: no language data of Tesseract in %s", options.tessdata());
            rounds(null);
        } else {
            rounds(new TesseractBaseline(options.tessdata(), roster));
        }
        if (options.memoryPages() > 0) {
            int threads = options.threads().get(options.threads().size() - 1);
            MemoryWatch.watch(options.memoryPages(), threads, options.seed(), options.students(), pages, report);
        }
        if (options.out() != null) {
            Files.createDirectories(options.out());
            Files.write(options.out().resolve("throughput.csv"), report.csv(), StandardCharsets.UTF_8);
        }
        return report;
    }

    private void rounds(@Nullable TesseractBaseline baseline) throws Exception {
        Answers korrigos = new Answers(cases);
        Answers baselines = new Answers(cases);
        for (int round = 0; round < options.rounds(); round++) {
            report.add(ThroughputReport.DECODING, clock.measure(pages.size(), this::decode));
            for (int threads : options.threads()) {
                report.add(
                        ThroughputReport.korrigo(threads),
                        clock.measure(pages.size(), () -> korrigos.set(identify(threads, pages.size(), pages.size()))));
            }
            if (baseline != null) {
                int compared = options.baselinePages();
                int count = compared * Math.max(1, LEAST_PAGES / compared);
                report.add(ThroughputReport.SAME_PAGES, clock.measure(count, () -> identify(1, count, compared)));
                report.add(
                        ThroughputReport.BASELINE,
                        clock.measure(options.baselinePages(), () -> baselines.set(identify(baseline))));
            }
        }
        report.remark("Korrigo: %s", korrigos);
        if (baseline != null) {
            report.remark("Tesseract baseline: %s", baselines);
        }
    }

    /** As the reader does it: the whole page, to grey. */
    private void decode() {
        for (GeneratedPage page : pages) {
            MatOfByte bytes = new MatOfByte(page.encoded());
            Mat grey = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
            grey.release();
            bytes.release();
        }
    }

    /** Whose {@code count} pages are, the first {@code distinct} of the drawn ones over and over. */
    private List<Optional<Student>> identify(int threads, int count, int distinct) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Optional<Student>>> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] page = pages.get(i % distinct).encoded();
                answers.add(
                        workers.submit(() -> matcher.match(reader.read(page)).student()));
            }
            List<Optional<Student>> students = new ArrayList<>();
            for (Future<Optional<Student>> answer : answers) {
                students.add(answer.get());
            }
            return students;
        } finally {
            workers.shutdown();
        }
    }

    private List<Optional<Student>> identify(TesseractBaseline baseline) {
        return pages.stream()
                .limit(options.baselinePages())
                .map(baseline::identify)
                .toList();
    }

    @Override
    public void close() {
        reader.close();
    }
}
