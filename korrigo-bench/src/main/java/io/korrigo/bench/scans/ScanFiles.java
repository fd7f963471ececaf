package io.korrigo.bench.scans;

import io.korrigo.InvalidInputException;
import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.scan.HeaderSight;
import io.korrigo.scan.PagePicture;
import io.korrigo.scan.Pile;
import io.korrigo.scan.PileLimits;
import io.korrigo.scan.PilePage;
import io.korrigo.scan.PileSorter;
import io.korrigo.scan.SortedPile;
import io.korrigo.tasks.PileReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Imports files as scans and says what it costs: each is sorted, and its pages are written to a folder, as {@code import_pdf} does but for
 * the database. On Linux it tells memory, and the CPU time of {@code pdfimages -all} on the same file.
 */
public final class ScanFiles {
    private static final String USAGE =
            "FILE|FOLDER... [--without-headers] [--beside-pdfimages] [--joined PAGES] [--stages]";
    private static final PileLimits LIMITS = new PileLimits(500, 2_000_000_000L);
    /** CPU time of children comes in hundredths of a second. */
    private static final double TICKS_PER_SECOND = 100;

    private ScanFiles() {}

    /**
     * What to measure.
     *
     * @param files those in folders too
     * @param withoutHeaders whether no header is sought, so that all else is measured
     * @param besidePdfimages whether to run that, too
     * @param stages whether to tell what each stage of the work costs
     * @param joined how many pages one PDF has that is made of the JPEGs among the files, in turn; 0 to take the files as they are
     */
    private record Settings(
            List<Path> files, boolean withoutHeaders, boolean besidePdfimages, boolean stages, int joined) {
        static Settings of(Options options) {
            boolean withoutHeaders = options.flag("--without-headers");
            boolean besidePdfimages = options.flag("--beside-pdfimages");
            boolean stages = options.flag("--stages");
            int joined = options.number("--joined", 0, 0);
            List<Path> files = new ArrayList<>();
            for (String value : options.values()) {
                files.addAll(filesOf(Path.of(value)));
            }
            return new Settings(files, withoutHeaders, besidePdfimages, stages, joined);
        }

        private static List<Path> filesOf(Path path) {
            if (!Files.isDirectory(path)) {
                return List.of(path);
            }
            try (Stream<Path> found = Files.list(path)) {
                return found.filter(Files::isRegularFile).sorted().toList();
            } catch (IOException unreadable) {
                throw new InvalidInputException(path + " can't be read: name another folder", unreadable);
            }
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "files imported as scans: pages, time and memory of each, beside pdfimages",
                USAGE,
                Settings::of,
                settings -> {
                    Path folder = Files.createTempDirectory("korrigo-scan-files");
                    try {
                        measure(settings, folder);
                    } finally {
                        delete(folder);
                    }
                });
    }

    private static void measure(Settings settings, Path folder) throws IOException {
        List<Path> files = settings.joined() == 0
                ? settings.files()
                : List.of(JoinedPdf.write(settings.files(), settings.joined(), folder.resolve("joined.pdf")));
        if (settings.stages()) {
            stages(files, settings.withoutHeaders(), folder);
            return;
        }
        System.out.println("| file | pages | copies | s | CPU s | pdfimages CPU s | most memory, MB | or refused |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        try (HeaderReader reader = settings.withoutHeaders() ? null : new HeaderReader()) {
            for (Path file : files) {
                Path pages = Files.createDirectory(folder.resolve("pages"));
                System.out.println(line(file, reader, settings.besidePdfimages(), pages));
                delete(pages);
            }
        }
    }

    /**
     * Each stage does all that the one before does, and more: the views as they are stored, hashed and written; sorted by their ink, cut
     * and written; the same with headers.
     */
    private static void stages(List<Path> files, boolean withoutHeaders, Path folder) throws IOException {
        System.out.println("| file | stage | CPU s | times pdfimages | most memory, MB |");
        System.out.println("|---|---|---|---|---|");
        for (Path file : files) {
            Path pages = Files.createDirectory(folder.resolve("pages"));
            double other = pdfimages(file, pages);
            stage(file, "taken apart", other, () -> takenApart(file, pages));
            stage(file, "and sorted by ink", other, () -> imported(file, null, pages));
            if (!withoutHeaders) {
                try (HeaderReader reader = new HeaderReader()) {
                    stage(file, "and by headers", other, () -> imported(file, reader, pages));
                }
            }
            delete(pages);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void stage(Path file, String name, double other, Work work) throws IOException {
        long before = cpu();
        work.run();
        double used = (cpu() - before) / 1e9;
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %s |",
                file.getFileName(),
                name,
                used,
                used / other,
                mostMemory()));
    }

    private static void takenApart(Path file, Path pages) throws IOException {
        try (Pile pile = Pile.open(file, LIMITS)) {
            for (int view = 0; view < pile.views(); view++) {
                Files.write(pages.resolve("view" + view), pile.view(view));
            }
        }
    }

    private static String line(Path file, @Nullable HeaderReader reader, boolean besidePdfimages, Path pages)
            throws IOException {
        long cpu = cpu();
        long start = System.nanoTime();
        String found;
        String refused = "";
        try {
            SortedPile sorted = imported(file, reader, pages);
            found = sorted.pages().size() + " | " + sorted.copies().size();
        } catch (InvalidInputException refusal) {
            found = "- | -";
            refused = String.valueOf(refusal.getMessage());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double used = (cpu() - cpu) / 1e9;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %s | %s | %s |",
                file.getFileName(),
                found,
                seconds,
                used,
                besidePdfimages ? String.format(Locale.ROOT, "%.2f", pdfimages(file, pages)) : "",
                mostMemory(),
                refused);
    }

    private static SortedPile imported(Path file, @Nullable HeaderReader reader, Path pages) throws IOException {
        try (Pile pile = Pile.open(file, LIMITS)) {
            PileSorter.Listener unwatched = (seen, of) -> {};
            SortedPile sorted = reader == null
                    ? withoutHeaders().sort(pile, PileSorter.Expected.NOTHING, unwatched)
                    : new PileReader(reader, List.of()).sort(pile, PileSorter.Expected.NOTHING, unwatched);
            List<PilePage> inOrder = new ArrayList<>(sorted.pages());
            inOrder.sort(Comparator.comparingInt(PilePage::view).thenComparing(PilePage::part));
            int open = -1;
            byte[] view = {};
            for (PilePage page : inOrder) {
                if (page.view() != open) {
                    view = pile.view(page.view());
                    open = page.view();
                }
                PagePicture picture = PagePicture.of(view, page, pile.viewName(open));
                Files.write(pages.resolve(open + "-" + page.part() + picture.extension()), picture.bytes());
            }
            return sorted;
        }
    }

    private static PileSorter<String> withoutHeaders() {
        HeaderSight<String> blind = page -> Optional.empty();
        return new PileSorter<>(blind, headers -> List.of());
    }

    /** CPU seconds of the other program. */
    private static double pdfimages(Path file, Path pages) throws IOException {
        double before = childrenSeconds();
        Process process = new ProcessBuilder(
                        "pdfimages", "-all", file.toString(), pages.resolve("x").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.waitFor();
        } catch (InterruptedException stop) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while pdfimages worked", stop);
        }
        return childrenSeconds() - before;
    }

    /** CPU time of children that have ended: fields 16 and 17 of proc(5)'s stat, of which the second may hold spaces. */
    private static double childrenSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }

    /** Of this process until now, in MB; empty where the system doesn't tell. */
    private static String mostMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> String.valueOf(Long.parseLong(line.replaceAll("\\D", "")) / 1024))
                    .findFirst()
                    .orElse("");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path each : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Of the whole process, in nanoseconds. */
    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
