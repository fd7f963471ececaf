package io.korrigo.flatten;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.source.PageSource;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Flattens the pages of files of others, which lie in jars and folders: as they are, as an archive, and with a blanked header.
 *
 * <p>Prints a line for each that ended by neither a PDF nor a refusal, or took too long, and at the end how many there
 * were. A process of its own, so that its memory is its own.
 */
final class CorpusRun {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /** Of each PDF; what later pages hold is seldom of another kind. */
    private static final int MOST_PAGES = 6;

    private static final PageRegion HEADER = new PageRegion(0, 0, 1, 0.2);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private int results;
    private int refused;
    private int faults;

    private CorpusRun() {}

    /** @param places jars and folders */
    public static void main(String[] places) throws IOException {
        CorpusRun run = new CorpusRun();
        for (String place : places) {
            run.open(Path.of(place));
        }
        System.out.println(run.results + " results, " + run.refused + " refused, " + run.faults + " faults");
    }

    private void open(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.sorted().filter(CorpusRun::isPage).toList()) {
                    flatten(file.toString(), file);
                }
            }
            return;
        }
        Path folder = Files.createTempDirectory("korrigo-corpus");
        Path file = folder.resolve("page");
        try (ZipFile jar = new ZipFile(place.toFile())) {
            for (ZipEntry entry : jar.stream()
                    .filter(entry -> isPage(Path.of(entry.getName())))
                    .toList()) {
                try (OutputStream out = Files.newOutputStream(file)) {
                    jar.getInputStream(entry).transferTo(out);
                }
                flatten(place.getFileName() + "!" + entry.getName(), file);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static boolean isPage(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Stream.of(".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg").anyMatch(name::endsWith);
    }

    private void flatten(String name, Path file) {
        List<PageSource> pages = List.of(PageSource.of(file));
        try {
            pages = PageSource.allOf(file);
        } catch (IOException | InvalidInputException whole) {
            // what can't be counted is refused as one page
        } catch (RuntimeException | Error e) {
            fault(name + ", counted: " + e);
        }
        for (PageSource page : pages.subList(0, Math.min(MOST_PAGES, pages.size()))) {
            CopyToFlatten copy = new CopyToFlatten(
                    "c1",
                    "A-001",
                    List.of(page),
                    List.of(Copies.annotation(AnnotationType.ERROR, "Faux : relire le cours.", "-0.5")),
                    CopyMarks.NONE,
                    FlattenOptions.DEFAULT);
            flatten(name + ", " + page, copy);
            flatten(name + ", " + page + ", blanked", copy.withBlanked(List.of(new BlankedRegion(0, HEADER))));
            CopyToFlatten archive = new CopyToFlatten(
                    "c1", "A-001", List.of(page), List.of(), CopyMarks.NONE, FlattenOptions.DEFAULT.withArchival(true));
            flatten(name + ", " + page + ", as an archive", archive);
        }
    }

    private void flatten(String what, CopyToFlatten copy) {
        long start = threads.getCurrentThreadCpuTime();
        try {
            new CopyFlattener().flatten(copy, OutputStream.nullOutputStream());
            results++;
        } catch (InvalidInputException e) {
            refused++;
        } catch (IOException | RuntimeException | Error e) {
            fault(what + ": " + e);
        }
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        if (taken.compareTo(LONGEST) > 0) {
            fault(what + ": took " + taken.toMillis() + " ms");
        }
    }

    private void fault(String what) {
        faults++;
        System.out.println(what);
    }
}
