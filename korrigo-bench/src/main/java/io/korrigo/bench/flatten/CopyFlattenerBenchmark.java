package io.korrigo.bench.flatten;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.CopyFlattener;
import io.korrigo.flatten.CopyToFlatten;
import io.korrigo.flatten.FlattenOptions;
import io.korrigo.flatten.FlattenedCopy;
import io.korrigo.flatten.PageSource;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
    private static final List<String> WORDS = List.of(
            "Bien vu !",
            "Il manque la justification : pourquoi f’ est-elle positive sur cet intervalle ?",
            "Faux. Relire le cours, p. 42 : « une fonction dérivable est continue », la réciproque est fausse…",
            "≤ et non <",
            "Œuvre citée sans référence – à compléter (coût : 12 €)",
            "",
            "Calcul juste, conclusion absente. Une phrase de conclusion est toujours attendue.");

    /** What the pages are: files of scanners, or a source PDF of JPEG pages. */
    @Param({"JPEG_200", "GREY_PNG_150", "RGB_PNG_150", "PDF"})
    public ScannedPages.Kind pages = ScannedPages.Kind.JPEG_200;

    private final CopyFlattener flattener = new CopyFlattener();
    private List<Path> files = List.of();
    private Path folder = Path.of("");
    private CopyToFlatten copy =
            new CopyToFlatten("", "", List.of(), List.of(), CopyMarks.NONE, FlattenOptions.DEFAULT);

    /** Draws the pages, fixed by seed. */
    @Setup
    public void drawCopy() throws IOException {
        folder = Files.createTempDirectory("korrigo-flatten");
        files = ScannedPages.draw(pages, folder);
        List<PageSource> sources = new ArrayList<>();
        for (int i = 0; i < ScannedPages.COUNT; i++) {
            sources.add(
                    pages == ScannedPages.Kind.PDF ? PageSource.ofPdf(files.get(0), i) : PageSource.of(files.get(i)));
        }
        copy = new CopyToFlatten("copy-1", "A-0017", sources, annotations(), marks(), options());
    }

    /** Removes what was written. */
    @TearDown
    public void removeFiles() throws IOException {
        Files.deleteIfExists(folder.resolve("out.pdf"));
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    /** The corrected PDF. */
    @Benchmark
    public FlattenedCopy flatten() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("out.pdf"))) {
            return flattener.flatten(copy, out);
        }
    }

    /** The bytes of the pages and no more. */
    @Benchmark
    public long copyBytes() throws IOException {
        long size = 0;
        try (OutputStream out = Files.newOutputStream(folder.resolve("out.pdf"))) {
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                out.write(bytes);
                size += bytes.length;
            }
        }
        return size;
    }

    private static List<Annotation> annotations() {
        Random random = new Random(5);
        List<Annotation> annotations = new ArrayList<>();
        for (int i = 0; i < 10 * ScannedPages.COUNT; i++) {
            double w = 0.08 + 0.3 * random.nextDouble();
            double x = 0.14 + (0.84 - w) * random.nextDouble();
            double y = 0.05 + i % 10 * 0.09 + 0.03 * random.nextDouble();
            annotations.add(new Annotation(
                    i / 10,
                    new PageRegion(x, y, w, 0.02 + 0.03 * random.nextDouble()),
                    AnnotationType.values()[random.nextInt(4)],
                    WORDS.get(i % WORDS.size()),
                    i % 3 == 0 ? null : new BigDecimal(random.nextInt(9) - 4).multiply(new BigDecimal("0.25"))));
        }
        return annotations;
    }

    private static CopyMarks marks() {
        Map<String, BigDecimal> scores = Map.of(
                "1.a",
                new BigDecimal("1.5"),
                "1.b",
                new BigDecimal("0.25"),
                "2",
                new BigDecimal("3"),
                "3.1",
                new BigDecimal("2.75"),
                "3.10",
                BigDecimal.ZERO,
                "4",
                new BigDecimal("4.5"));
        Map<String, String> remarks = Map.of("1.b", "La méthode est la bonne, l’application est à reprendre.");
        return new CopyMarks(scores, remarks, "Ensemble sérieux et appliqué. Il reste à soigner la rédaction.");
    }

    private static FlattenOptions options() {
        return new FlattenOptions(
                Locale.FRENCH, "Baccalauréat blanc de mathématiques", new BigDecimal("20"), List.of());
    }
}
