package io.korrigo.bench.scans;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.scan.Pile;
import io.korrigo.scan.PileLimits;
import io.korrigo.scan.PileSorter;
import io.korrigo.scan.SortedPile;
import io.korrigo.tasks.PileReader;
import io.korrigo.testkit.pages.FoldedSheets.Colours;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GlyphSource;
import io.korrigo.testkit.pages.IdxGlyphSource;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Draws piles, sorts them, and says how many pages were lost, how many copies are right, and whether what went wrong in
 * the scanner is named. Writers whose hands the character model learned from take no part.
 */
public final class ScansEvaluation {
    private static final String USAGE = "[--data DIR] [--seeds 1,2] [--dpi 200] [--colours GREY|COLOUR|BLACK_AND_WHITE]"
            + " [--quality EASY|NORMAL|HARD|WORST] [--drawn DIR] [--tell]";

    private ScansEvaluation() {}

    /**
     * What to measure.
     *
     * @param drawn where drawn piles are kept, each with its roster, and found again, or null to draw each and throw it away
     * @param tell whether to print what the report of each pile would say
     */
    private record Settings(
            @Nullable Path data,
            List<Long> seeds,
            int dpi,
            Colours colours,
            ScanQuality quality,
            @Nullable Path drawn,
            boolean tell) {
        static Settings of(Options options) {
            return new Settings(
                    options.path("--data"),
                    options.seeds("--seeds", List.of(1L)),
                    options.number("--dpi", 100, 200),
                    options.choice("--colours", Colours.GREY),
                    options.choice("--quality", ScanQuality.NORMAL),
                    options.path("--drawn"),
                    options.flag("--tell"));
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "piles of folded sheets, with eaten, doubled, turned and blank ones, sorted into copies",
                USAGE,
                Settings::of,
                ScansEvaluation::measure);
    }

    private static void measure(Settings settings) throws IOException {
        GlyphSource glyphs = settings.data() == null ? new FontGlyphSource() : IdxGlyphSource.keptOut(settings.data());
        System.out.printf(
                "| dpi | colours | seed | pages | lost | exact of untouched | identified | wrong | of two writers | unflagged"
                        + " | damage named | CPU s |%n|---|---|---|---|---|---|---|---|---|---|---|---|%n");
        try (HeaderReader reader = new HeaderReader()) {
            for (long seed : settings.seeds()) {
                measure(settings, seed, glyphs, reader);
            }
        }
    }

    private static void measure(Settings settings, long seed, GlyphSource glyphs, HeaderReader reader)
            throws IOException {
        DrawnPile drawn = new DrawnPile(seed);
        Path folder = Files.createTempDirectory("korrigo-scans");
        try {
            Path views = settings.drawn() == null ? folder : settings.drawn().resolve(name(settings, seed));
            if (settings.drawn() == null || Files.notExists(views)) {
                drawn.draw(glyphs, settings.quality(), settings.dpi(), settings.colours(), folder);
            }
            if (settings.drawn() != null && Files.notExists(views)) {
                Files.createDirectories(settings.drawn());
                Files.write(settings.drawn().resolve(name(settings, seed) + ".csv"), roster(drawn));
                Files.move(folder, views);
            }
            sort(settings, seed, drawn, views, reader);
        } finally {
            if (Files.exists(folder)) {
                delete(folder);
            }
        }
    }

    /** As {@code korrigo scan --roster} takes it. */
    private static List<String> roster(DrawnPile drawn) {
        return Stream.concat(
                        Stream.of("NOM;PRENOM;DATE_NAISSANCE"),
                        drawn.roster().stream()
                                .map(student ->
                                        student.lastName() + ";" + student.firstName() + ";" + student.birthDate()))
                .toList();
    }

    /** Everything that a drawing depends on. */
    private static String name(Settings settings, long seed) {
        return String.format(
                Locale.ROOT,
                "%s-%s-%s-%d-%d",
                settings.data() == null ? "fonts" : "hands",
                settings.quality(),
                settings.colours(),
                settings.dpi(),
                seed);
    }

    private static void sort(Settings settings, long seed, DrawnPile drawn, Path views, HeaderReader reader)
            throws IOException {
        long start = cpu();
        SortedPile sorted;
        try (Pile pile = Pile.open(views, new PileLimits(500, 2_000_000_000L))) {
            PileSorter.Expected expected = new PileSorter.Expected(DrawnPile.SHEETS, DrawnPile.WRITERS);
            sorted = new PileReader(reader, drawn.roster()).sort(pile, expected, (seen, of) -> {});
        }
        SortingCheck.Counts counts = new SortingCheck(drawn, sorted).counts();
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %d | %d | %d | %d of %d | %d of %d | %d | %d | %d | %d of 4 | %.0f |%n",
                settings.dpi(),
                settings.colours().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                seed,
                sorted.pages().size(),
                counts.lost(),
                counts.exact(),
                counts.untouched(),
                counts.identified(),
                sorted.copies().size(),
                counts.wrong(),
                counts.foreign(),
                counts.unflagged(),
                counts.named(),
                (cpu() - start) / 1e9);
        if (settings.tell()) {
            System.out.println("drawn: " + drawn.damage());
            sorted.problems().forEach(problem -> System.out.println("told: " + problem));
            sorted.copies()
                    .forEach(copy -> System.out.println("copy: sheets " + copy.sheets() + " by "
                            + copy.sheets().stream()
                                    .map(sheet -> drawn.sheets().get(sheet).writer())
                                    .distinct()
                                    .toList()));
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
