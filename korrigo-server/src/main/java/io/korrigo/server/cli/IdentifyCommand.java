package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.BatchAssignment;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterReading;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code korrigo identify}: scanned pages and a roster in, a CSV of decisions out.
 *
 * <p>A folder may hold every sheet of a copy, each with its header, or one page a student: a student may have written
 * many pages unless {@code --one-per-student} says otherwise. Who scans one page a student and forgets it loses a
 * check.
 */
@Command(
        name = "identify",
        description = "Says which student of a roster wrote each scanned page, from the boxes of its header.",
        footer = {
            "",
            "The result's column 'page' is the file's name; page 3 of a PDF, or of a TIFF with several, is 'scan.pdf#3'."
                    + " A name that a spreadsheet would take for a formula, such as -1.jpg, is written ./-1.jpg:"
                    + " the same file, to be opened and joined under that name. In the other columns such a text has an"
                    + " apostrophe before it.",
            "A page that can't be read is 'unreadable' with the reason; the exit status is then 1, and the result has all the"
                    + " others."
        },
        mixinStandardHelpOptions = true)
final class IdentifyCommand implements Callable<Integer> {
    /** More names than fit a screen are not read. */
    private static final int MOST_NAMED = 20;

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

    @Parameters(
            paramLabel = "PAGE_OR_DIR",
            arity = "1..*",
            description =
                    "JPEG, PNG, TIFF or PDF files of one page or many, or folders of them; what else is in a folder, and its"
                            + " sub-folders, are skipped and named")
    private List<Path> inputs = List.of();

    @Mixin
    private LangFlag spoken = new LangFlag();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (onePerStudent && manyPerStudent) {
            throw new ParameterException(spec.commandLine(), words().say("identify.choose"));
        }
        RosterReading roster = roster();
        InputPages input = InputPages.find(inputs);
        nameSkipped(input.skipped());
        long start = System.nanoTime();
        List<IdentifiedPage> identified = identify(roster, input.pages());
        if (evidence != null) {
            new EvidenceFolder(evidence).write(identified);
        }
        NewFile.write(out, writer -> new ResultCsv(roster).write(identified, writer));
        summarize(identified, Duration.ofNanos(System.nanoTime() - start));
        return nameFailed(identified) ? 1 : 0;
    }

    private CliWords words() {
        return CliWords.of(spec);
    }

    private RosterReading roster() throws IOException {
        RosterReading roster = new RosterReader().read(rosterFile);
        PrintWriter err = spec.commandLine().getErr();
        roster.problems()
                .forEach(problem -> err.println(words().say(
                                "identify.problem",
                                rosterFile.getFileName(),
                                problem.line(),
                                problem.column() == null ? "" : ", " + problem.column(),
                                problem.code().said(words().locale(), problem.message()))));
        if (roster.rows().isEmpty()) {
            throw new InvalidInputException(words().say("identify.no_student", rosterFile));
        }
        return roster;
    }

    private List<IdentifiedPage> identify(RosterReading roster, List<InputPage> pages) throws Exception {
        StudentMatcher matcher = new StudentMatcher(roster.students());
        List<IdentifiedPage> identified;
        int processors = Math.max(1, Runtime.getRuntime().availableProcessors());
        try (HeaderReader reader = new HeaderReader();
                PrintWhereBlank printed = PrintWhereBlank.with(tessdata, processors);
                ProgressLine progress = ProgressLine.open("Identifying", " pages")) {
            identified = InParallel.each(pages, progress, page -> identify(reader, printed, matcher, page));
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

    /** One page that can't be read is one row; whatever it makes a library throw, the others are read. */
    private static IdentifiedPage identify(
            HeaderReader reader, PrintWhereBlank printed, StudentMatcher matcher, InputPage page) throws IOException {
        long start = System.nanoTime();
        try {
            byte[] image = page.read();
            HeaderReading reading = printed.unlessHandwritten(reader.read(image, page.name()), image);
            Identification identification = matcher.match(reading);
            return new IdentifiedPage(page, reading, identification, since(start), null);
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError failure) {
            return IdentifiedPage.failed(page, failure, since(start));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void nameSkipped(List<String> skipped) {
        if (skipped.isEmpty()) {
            return;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                skipped.size() == 1
                        ? words().say("identify.skipped_one")
                        : words().say("identify.skipped", skipped.size()));
        skipped.stream().limit(MOST_NAMED).forEach(file -> err.println("  " + file));
        if (skipped.size() > MOST_NAMED) {
            err.println("  " + words().say("identify.more", skipped.size() - MOST_NAMED));
        }
    }

    /** Whether there was a page that could not be read. */
    private boolean nameFailed(List<IdentifiedPage> pages) {
        List<IdentifiedPage> failed =
                pages.stream().filter(IdentifiedPage::failed).toList();
        if (failed.isEmpty()) {
            return false;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(words().say("identify.failed", failed.size(), pages.size()));
        failed.stream().limit(MOST_NAMED).forEach(page -> err.println("  " + told(page)));
        if (failed.size() > MOST_NAMED) {
            err.println("  " + words().say("identify.more_told", failed.size() - MOST_NAMED, out));
        }
        return true;
    }

    private static String told(IdentifiedPage page) {
        String name = page.page().name();
        String reason = page.reason();
        return reason.startsWith(name) ? reason : name + ": " + reason;
    }

    private void summarize(List<IdentifiedPage> pages, Duration taken) {
        int[] counts = new int[Identification.Decision.values().length];
        pages.forEach(page -> counts[page.identification().decision().ordinal()]++);
        spec.commandLine()
                .getErr()
                .println(words().say(
                                "identify.summary",
                                pages.size(),
                                counts[Identification.Decision.IDENTIFIED.ordinal()],
                                counts[Identification.Decision.REVIEW.ordinal()],
                                counts[Identification.Decision.UNREADABLE.ordinal()],
                                taken.toMillis() / 1000.0,
                                pages.size() * 1000.0 / Math.max(1, taken.toMillis())));
    }
}
