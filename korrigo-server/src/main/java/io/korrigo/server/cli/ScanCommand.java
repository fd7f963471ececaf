package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterReading;
import io.korrigo.scan.Pile;
import io.korrigo.scan.PileLimits;
import io.korrigo.scan.PileSorter;
import io.korrigo.scan.SortedPile;
import io.korrigo.tasks.PileReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code korrigo scan}: a pile of scanned sheets in, an exam's folder with sorted copies out. */
@Command(
        name = "scan",
        description = "Sorts a pile of scanned sheets into the copies of a class.",
        footer = {
            "",
            "DIR holds exam.json, copies/ and the roster, as 'korrigo flatten' and 'korrigo serve --load-exam' take them,"
                    + " copies.csv with whose copies they are, quarantine/ with the pages that belong to no copy,"
                    + " report.html for people and scan.json for programs. It is there whole or not at all."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ScanCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PILE",
            description =
                    "a PDF, a TIFF, or images in a ZIP or a folder: A4 pages or folded A3 sheets, as they were scanned")
    private Path pileFile = Path.of("");

    @Option(
            names = "--roster",
            required = true,
            paramLabel = "ROSTER.csv",
            description = "the students who may have written")
    private Path rosterFile = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "folder for the exam; must be new or empty")
    private Path out = Path.of("");

    @Option(names = "--name", paramLabel = "TEXT", description = "the exam's name; the pile's unless given")
    private @Nullable String name;

    @Option(names = "--sheets", paramLabel = "N", description = "how many sheets went into the scanner, to be compared")
    private @Nullable Integer sheets;

    @Option(names = "--copies", paramLabel = "N", description = "how many copies were handed in, to be compared")
    private @Nullable Integer copies;

    @Option(names = "--max-views", paramLabel = "N", description = "most pictures that a pile may have")
    private int mostViews = PileLimits.USUAL.views();

    @Option(names = "--max-mb", paramLabel = "MB", description = "most megabytes that a pile may have")
    private int mostMegabytes = (int) (PileLimits.USUAL.bytes() / 1_000_000);

    @Option(names = "--lang", paramLabel = "LANGUAGE", description = "language of the report, fr or en")
    private FlattenCommand.Language language = FlattenCommand.Language.FR;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (mostViews < 1 || mostMegabytes < 1 || sheets != null && sheets < 1 || copies != null && copies < 1) {
            throw new ParameterException(spec.commandLine(), "Counts and limits are 1 or more");
        }
        RosterReading roster = roster();
        PileLimits limits = new PileLimits(mostViews, mostMegabytes * 1_000_000L);
        PrintWriter err = spec.commandLine().getErr();
        try (Pile pile = Pile.open(pileFile, limits);
                HeaderReader reader = new HeaderReader()) {
            requireNew(pile);
            SortedPile sorted;
            try (ProgressLine progress = ProgressLine.open("Reading", " pictures")) {
                sorted = new PileReader(reader, roster.students())
                        .sort(pile, new PileSorter.Expected(sheets, copies), progress::report);
            }
            ScanReport report = new ScanReport(ScanWords.of(language.locale()), sorted, roster.students(), pile);
            new ScannedExam(out, pile, sorted, roster, name == null ? stem(pile.name()) : name)
                    .write(rosterFile, report);
            err.println(report.balance());
            report.exceptions().forEach(line -> err.println("  " + line));
            err.println(out.resolve("report.html"));
        }
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

    /** Nothing that is there is written over: a second scan of a pile would have other copies than the marked ones. */
    private void requireNew(Pile pile) throws IOException {
        if (Files.notExists(out)) {
            return;
        }
        ScannedExam.Known known = ScannedExam.known(out);
        if (known != null && known.sha256().equals(pile.sha256())) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "%s was scanned into %s already: %d pages became %d copies, %d are in quarantine; nothing was changed",
                    pile.name(),
                    out,
                    known.pages(),
                    known.copies(),
                    known.quarantined()));
        }
        try (var content = Files.list(out)) {
            if (content.findAny().isPresent()) {
                throw new InvalidInputException(out + " holds something else already; choose a new folder");
            }
        }
    }

    private static String stem(String file) {
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
