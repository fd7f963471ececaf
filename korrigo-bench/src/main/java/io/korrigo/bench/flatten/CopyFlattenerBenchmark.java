package io.korrigo.bench.flatten;

import io.korrigo.bench.options.Measures;
import io.korrigo.flatten.CopyFlattener;
import io.korrigo.flatten.FlattenedCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Copies per second of a corrected copy: four A4 pages, ten annotations on each, marks and remarks.
 *
 * <p>{@link #copyBytes} reads and writes the same files and does nothing else: the limit to compare with, in one run.
 * Both write to a file in the folder for temporary files and don't force it to the disk.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CopyFlattenerBenchmark {
    /** What the pages are: files of scanners, or a source PDF of JPEG pages. */
    @Param({"JPEG_200", "GREY_PNG_150", "RGB_PNG_150", "PDF"})
    public ScannedPages.Kind pages = ScannedPages.Kind.JPEG_200;

    private final CopyFlattener flattener = new CopyFlattener();
    private @Nullable Path folder;
    private @Nullable BenchCopy copy;

    /** Draws the pages, fixed by seed. */
    @Setup
    public void drawCopy() throws IOException {
        folder = Files.createTempDirectory("korrigo-flatten");
        copy = BenchCopy.draw(pages, folder);
    }

    /** Removes what was written. */
    @TearDown
    public void removeFiles() throws IOException {
        drawn().delete();
        Files.delete(Objects.requireNonNull(folder));
    }

    /** The corrected PDF. */
    @Benchmark
    @Measures("a corrected copy flattened")
    public FlattenedCopy flatten() throws IOException {
        return drawn().flatten(flattener);
    }

    /** The bytes of the pages and no more. */
    @Benchmark
    @Measures("the same pages' bytes copied into one file")
    public long copyBytes() throws IOException {
        return drawn().copyBytes();
    }

    private BenchCopy drawn() {
        return Objects.requireNonNull(copy, "drawCopy comes first");
    }
}
