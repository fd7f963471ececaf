package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.BatchAssignment;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.identify.print.PrintedReader;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterReading;
import io.korrigo.server.PrintedHeaders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code korrigo identify}: scanned pages and a roster in, a CSV of decisions out. */
@Command(
        name = "identify",
        description = "Says which student of a roster wrote each scanned page, from the boxes of its header.",
        mixinStandardHelpOptions = true)
final class IdentifyCommand implements Callable<Integer> {
    @Option(
            names = "--roster",
            required = true,
            paramLabel = "ROSTER.csv",
            description = "the students who may have written")
    private Path rosterFile = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RESULT.csv",
            description = "where the decisions go, a row a page")
    private Path out = Path.of("");

    @Option(
            names = "--evidence",
            paramLabel = "DIR",
            description = "a folder for one HTML file a page that shows on what its decision rests; personal data")
    private @Nullable Path evidence;

    @Option(
            names = "--one-per-student",
            description = "each page is another student's: two pages that claim one student go to review")
    private boolean onePerStudent;

    @Option(names = "--many-per-student", description = "a student may have written several of the pages (the default)")
    private boolean manyPerStudent;

    @Option(
            names = "--tessdata",
            paramLabel = "DIR",
            description = "Tesseract's language data, for printed headers; looked for in the usual places otherwise")
    private @Nullable Path tessdata;

    @Parameters(paramLabel = "PAGE_OR_DIR", arity = "1..*", description = "JPEG, PNG or TIFF pages, or folders of them")
    private List<Path> inputs = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (onePerStudent && manyPerStudent) {
            throw new ParameterException(spec.commandLine(), "Choose one of --one-per-student and --many-per-student");
        }
        RosterReading roster = roster();
        List<Path> pages = pages();
        long start = System.nanoTime();
        List<IdentifiedPage> identified = identify(roster, pages);
        if (evidence != null) {
            new EvidenceFolder(evidence).write(identified);
        }
        NewFile.write(out, writer -> new ResultCsv(roster).write(identified, writer));
        summarize(identified, Duration.ofNanos(System.nanoTime() - start));
        return 0;
    }

    private RosterReading roster() throws IOException {
        RosterReading roster = new RosterReader().read(rosterFile);
        PrintWriter err = spec.commandLine().getErr();
        roster.problems()
                .forEach(problem -> err.println(rosterFile.getFileName() + ", line " + problem.line()
                        + (problem.column() == null ? "" : ", " + problem.column()) + ": " + problem.message()));
        if (roster.rows().isEmpty()) {
            throw new InvalidInputException("The roster " + rosterFile + " holds no student");
        }
        return roster;
    }

    private List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path input : inputs) {
            if (!Files.isDirectory(input)) {
                pages.add(input);
                continue;
            }
            try (Stream<Path> files = Files.list(input)) {
                List<Path> images =
                        files.filter(IdentifyCommand::isImage).sorted().toList();
                if (images.isEmpty()) {
                    throw new InvalidInputException("The folder " + input + " holds no JPEG, PNG or TIFF file");
                }
                pages.addAll(images);
            }
        }
        return pages;
    }

    private static boolean isImage(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && name.matches("[^.].*\\.(jpe?g|png|tiff?)");
    }

    private List<IdentifiedPage> identify(RosterReading roster, List<Path> pages) throws Exception {
        StudentMatcher matcher = new StudentMatcher(roster.students());
        List<IdentifiedPage> identified;
        int processors = Math.max(1, Runtime.getRuntime().availableProcessors());
        try (HeaderReader reader = new HeaderReader();
                PrintedReader printed =
                        PrintedHeaders.open(tessdata, processors).orElse(null);
                ProgressLine progress = ProgressLine.open("Identifying", " pages")) {
            identified = Workers.each(pages, progress, page -> identify(reader, printed, matcher, page));
        }
        if (!onePerStudent) {
            return identified;
        }
        List<Identification> resolved = new BatchAssignment(
                        matcher,
                        identified.stream().map(IdentifiedPage::identification).toList())
                .answers();
        List<IdentifiedPage> unique = new ArrayList<>();
        for (int i = 0; i < resolved.size(); i++) {
            unique.add(identified.get(i).with(resolved.get(i)));
        }
        return unique;
    }

    private static IdentifiedPage identify(
            HeaderReader reader, @Nullable PrintedReader printed, StudentMatcher matcher, Path page)
            throws IOException {
        long start = System.nanoTime();
        HeaderReading reading = reader.read(page);
        if (printed != null) {
            reading = printed.unlessHandwritten(reading, page);
        }
        Identification identification = matcher.match(reading);
        return new IdentifiedPage(page, reading, identification, Duration.ofNanos(System.nanoTime() - start));
    }

    private void summarize(List<IdentifiedPage> pages, Duration taken) {
        int[] counts = new int[Identification.Decision.values().length];
        pages.forEach(page -> counts[page.identification().decision().ordinal()]++);
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%d pages: %d identified, %d for review, %d unreadable, in %.1f s (%.1f pages/s)%n",
                        pages.size(),
                        counts[Identification.Decision.IDENTIFIED.ordinal()],
                        counts[Identification.Decision.REVIEW.ordinal()],
                        counts[Identification.Decision.UNREADABLE.ordinal()],
                        taken.toMillis() / 1000.0,
                        pages.size() * 1000.0 / Math.max(1, taken.toMillis()));
    }
}
