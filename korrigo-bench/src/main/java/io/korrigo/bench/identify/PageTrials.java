package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.GlyphSource;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.IdxGlyphSource;
import io.korrigo.testkit.pages.PageCase;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.PageKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws, reads and matches pages, one at a call.
 *
 * <p><b>Threads:</b> safe for concurrent use; what becomes of a page depends on its number only.
 */
final class PageTrials implements AutoCloseable {
    /** The lowest threshold that a matcher takes. */
    private static final double LOWEST = 0.5;

    private final EvaluationOptions options;
    private final GlyphSource glyphs;
    private final HeaderReader reader = new HeaderReader();
    private final List<Matching> matchings = new ArrayList<>();

    /** The usual matcher of a roster, and one that asks for next to no certainty. */
    private record Matching(int roster, StudentMatcher usual, StudentMatcher lenient) {}

    /** What became of a page with each roster, and the page for whoever wants to see it. */
    record Trial(GeneratedPage drawn, HeaderReading reading, List<PageResult> results) {}

    PageTrials(EvaluationOptions options, List<Student> largestRoster) throws IOException {
        this.options = options;
        glyphs = glyphs(options);
        for (int size : options.rosters()) {
            List<Student> roster = largestRoster.subList(0, size);
            matchings.add(new Matching(
                    size,
                    new StudentMatcher(roster),
                    new StudentMatcher(roster, LOWEST, StudentMatcher.OUTSIDER_PRIOR)));
        }
    }

    private static GlyphSource glyphs(EvaluationOptions options) throws IOException {
        if (options.data() == null) {
            return new FontGlyphSource();
        }
        return switch (options.writers()) {
            case TEST -> IdxGlyphSource.keptOut(options.data());
            case CALIBRATION -> IdxGlyphSource.calibration(options.data());
        };
    }

    Trial page(int number, PageCase page) {
        long seed = options.seed() * 1_000_003 + number;
        PageGenerator generator = new PageGenerator(form(seed), glyphs, options.quality(), seed);
        GeneratedPage drawn = page.draw(generator.turned(turns(seed, page)));
        long start = System.nanoTime();
        HeaderReading reading = reader.read(drawn.encoded());
        PageRead read = PageRead.of(drawn.truth(), reading, (System.nanoTime() - start) / 1e6);
        List<PageResult> results = new ArrayList<>();
        for (Matching matching : matchings) {
            Identification answer = matching.usual().match(reading);
            boolean unobjected = answer.student().isPresent()
                    || matching.lenient().match(reading).student().isPresent();
            results.add(new PageResult(number, page, read, matching.roster(), answer, unobjected));
        }
        return new Trial(drawn, reading, results);
    }

    private int turns(long seed, PageCase page) {
        Random random = new Random(seed);
        boolean turned = random.nextInt(100) < options.turned() && page.kind() != PageKind.UPSIDE_DOWN;
        return turned ? random.nextInt(1, 4) : 0;
    }

    private HeaderForm form(long seed) {
        return switch (options.form()) {
            case "v2" -> HeaderForm.cmenV2();
            case "v3" -> HeaderForm.cmenV3();
            case "ccyc" -> HeaderForm.ccyc();
            case "cmen3" -> HeaderForm.cmenV3True();
            case "cmen3codes" -> HeaderForm.cmenV3WithCodes();
            case "ccyc1" -> HeaderForm.ccycTrue();
            case "wide" -> HeaderForm.wide(seed);
            default -> HeaderForm.random(seed);
        };
    }

    @Override
    public void close() {
        reader.close();
    }
}
