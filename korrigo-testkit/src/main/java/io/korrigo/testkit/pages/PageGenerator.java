package io.korrigo.testkit.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Draws one exam page and scans it.
 *
 * <p>The same arguments give the same bytes on every machine with the same major version of Java: no font, renderer or
 * clock of the machine takes part.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class PageGenerator {
    private final HeaderForm form;
    private final GlyphSource glyphs;
    private final ScanQuality quality;
    private final long seed;
    private final int quarterTurns;

    /** A generator of one page for each text; {@code seed} decides hand, pen, mistakes of the pen, and scan. */
    public PageGenerator(HeaderForm form, GlyphSource glyphs, ScanQuality quality, long seed) {
        this(form, glyphs, quality, seed, 0);
    }

    private PageGenerator(HeaderForm form, GlyphSource glyphs, ScanQuality quality, long seed, int quarterTurns) {
        this.form = form;
        this.glyphs = glyphs;
        this.quality = quality;
        this.seed = seed;
        this.quarterTurns = quarterTurns;
    }

    /**
     * The same page put into the scanner {@code clockwise} quarter turns, 0 to 3, the wrong way round.
     *
     * @throws IllegalArgumentException for other turns
     */
    public PageGenerator turned(int clockwise) {
        if (clockwise < 0 || clockwise > 3) {
            throw new IllegalArgumentException("Quarter turns are 0 to 3, not " + clockwise);
        }
        return new PageGenerator(form, glyphs, quality, seed, clockwise);
    }

    /** A page with a header that holds {@code text}, and some lines of an answer. */
    public GeneratedPage draw(HeaderText text) {
        RandomGenerator random = new Random(seed);
        PageDrawing page = drawing(random);
        page.header(text, subjects(random));
        page.pageFrame();
        answer(page.answers(), page.answers().rule(form.bottom()), random);
        if (random.nextInt(8) == 0) {
            page.answers().table(random.nextDouble(190, 240));
        }
        page.marks(quality == ScanQuality.WORST ? 10 : form.bottom() + 15);
        return page.scan(quarterTurns);
    }

    /** A page without a header: ruled or in squares, with an answer and now and then a table. */
    public GeneratedPage drawInnerPage() {
        RandomGenerator random = new Random(seed);
        PageDrawing page = drawing(random);
        boolean squares = random.nextInt(4) == 0;
        answer(
                page.answers(),
                squares ? page.answers().ruleSquares() : page.answers().rule(8),
                random);
        if (random.nextInt(3) == 0) {
            page.answers().table(random.nextDouble(15, 240));
        }
        page.marks(20);
        return page.scan(quarterTurns);
    }

    /** A page whose writer is printed on {@code sticker}, and some lines of an answer. */
    public GeneratedPage draw(Sticker sticker) {
        RandomGenerator random = new Random(seed);
        PageDrawing page = drawing(random);
        if (sticker.onForm()) {
            page.header(HeaderText.blank(), List.of());
        }
        page.sticker(sticker);
        answer(
                page.answers(),
                page.answers().rule(form.bottom() + sticker.frame().h() + 15),
                random);
        return page.scan(quarterTurns);
    }

    private PageDrawing drawing(RandomGenerator random) {
        ScanSettings settings = ScanSettings.random(quality, random);
        return new PageDrawing(form, Writer.random(glyphs, random), settings, random);
    }

    private static List<String> subjects(RandomGenerator random) {
        List<String> subjects = new ArrayList<>();
        for (int line = 0; line < 5; line++) {
            subjects.add(random.nextInt(4) == 0 ? "" : Phrases.SUBJECTS.get(random.nextInt(Phrases.SUBJECTS.size())));
        }
        return subjects;
    }

    private static void answer(AnswerWriter answers, List<Double> lines, RandomGenerator random) {
        if (random.nextBoolean()) {
            answers.squiggle(lines, random.nextInt(3, lines.size()));
        } else {
            answers.write(Phrases.answer(random, random.nextInt(3, 12)), lines);
        }
    }
}
