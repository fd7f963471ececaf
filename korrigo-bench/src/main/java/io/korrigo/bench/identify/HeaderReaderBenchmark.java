package io.korrigo.bench.identify;

import io.korrigo.bench.options.Measures;
import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.StudentMatcher;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many pages a second are identified, stage by stage and from the file to the decision, beside a Tesseract baseline on the
 * same pages. Each stage holds those before it, but for {@link #match}.
 *
 * <p>Pages are drawn, or those of a folder: {@code -p pages=DIR}. JMH's {@code -t} sets the threads; the baseline has one whatever that
 * says.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class HeaderReaderBenchmark {
    /** How pages were scanned: easy, normal, hard or worst; of drawn pages only. */
    @Param("normal")
    public String quality = "normal";

    /** Dots an inch, of A4 pages: scaled to it from what they have; 0 leaves them as they are. */
    @Param("0")
    public int dpi;

    /** Students on the roster: a class, a school. */
    @Param({"35", "1600"})
    public int students;

    /** A folder of pages, or empty to draw them. */
    @Param("")
    public String pages = "";

    /** Folder of Tesseract's language data for the baseline. */
    @Param("/usr/share/tesseract-ocr/5/tessdata")
    public String tessdata = "";

    private BenchmarkPages stack = BenchmarkPages.NONE;
    private List<HeaderReading> readings = List.of();
    private @Nullable HeaderReader reader;
    private @Nullable HeaderReader finder;
    private @Nullable StudentMatcher matcher;
    private @Nullable TesseractBaseline baseline;

    /** Which page is next, for each thread. */
    @State(Scope.Thread)
    public static class Next {
        private int index;

        int of(int count) {
            index = (index + 1) % count;
            return index;
        }
    }

    /** Draws or loads the pages, and reads them once for {@link #match}. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        HeaderReader all = new HeaderReader();
        reader = all;
        finder = new HeaderReader(Set.of());
        stack = BenchmarkPages.of(pages, quality, dpi, students);
        matcher = new StudentMatcher(stack.roster());
        readings = stack.images().stream().map(all::read).toList();
    }

    /** Lets go of the models. */
    @TearDown(Level.Trial)
    public void close() {
        if (reader != null && finder != null) {
            reader.close();
            finder.close();
        }
    }

    /** The whole page to grey. */
    @Benchmark
    @Measures("the whole page to grey")
    public int decode(Next next) {
        MatOfByte bytes = new MatOfByte(image(next));
        Mat grey = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
        int rows = grey.rows();
        grey.release();
        bytes.release();
        return rows;
    }

    /** As much of the page decoded as needed, its rows of boxes found, none looked into. */
    @Benchmark
    @Measures("rows of boxes found on a page, none looked into")
    public HeaderReading findRows(Next next) {
        return made(finder).read(image(next));
    }

    /** Rows found and their boxes read. */
    @Benchmark
    @Measures("rows found and their boxes read")
    public HeaderReading read(Next next) {
        return made(reader).read(image(next));
    }

    /** A header that was read before, compared with the roster. */
    @Benchmark
    @Measures("a header read before, compared with the roster")
    public Identification match(Next next) {
        return made(matcher).match(readings.get(next.of(readings.size())));
    }

    /** All of it: the page's file is opened, read and compared. */
    @Benchmark
    @Measures("identification, from the page's file to the decision")
    public Identification fileToDecision(Next next) throws IOException {
        byte[] image = stack.open(next.of(stack.images().size()));
        return made(matcher).match(made(reader).read(image));
    }

    /** All of it as the original Korrigo did it. */
    @Benchmark
    @Threads(1)
    @Measures("identification as the original did it, by Tesseract")
    public Optional<Student> tesseractBaseline(Next next) throws IOException {
        TesseractBaseline tesseract = baseline;
        if (tesseract == null) {
            tesseract = new TesseractBaseline(java.nio.file.Path.of(tessdata), stack.roster());
            baseline = tesseract;
        }
        return tesseract.identify(stack.truths().get(next.of(stack.truths().size())));
    }

    private byte[] image(Next next) {
        return stack.images().get(next.of(stack.images().size()));
    }

    private static <T> T made(@Nullable T part) {
        return java.util.Objects.requireNonNull(part, "JMH calls the set-up first");
    }
}
