package io.korrigo.testkit.pages;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Draws A3 sheets that are folded once and scans both sides: P4 | P1 with the header on P1, then P2 | P3.
 *
 * <p>The same arguments give the same bytes on every machine with the same major version of Java.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class FoldedSheets {
    private final HeaderForm form;
    private final GlyphSource glyphs;
    private final ScanSettings settings;

    /** What a scanner makes of ink. */
    public enum Colours {
        BLACK_AND_WHITE,
        GREY,
        COLOUR
    }

    /**
     * What somebody wrote on a sheet.
     *
     * @param header what stands in the boxes of P1
     * @param pages how many of its four pages are written on, from P1; the others are white
     * @param hand tells writers apart: sheets of one writer have the same
     * @param paper tells sheets apart: what is written below the header, and how
     */
    public record Written(HeaderText header, int pages, long hand, long paper) {
        /** @throws IllegalArgumentException unless 1 to 4 pages are written */
        public Written {
            if (pages < 1 || pages > 4) {
                throw new IllegalArgumentException("A folded sheet has 1 to 4 written pages, not " + pages);
            }
        }
    }

    /** @param dpi of the scan, 75 to 600 */
    public FoldedSheets(HeaderForm form, GlyphSource glyphs, ScanQuality quality, int dpi, Colours colours) {
        this.form = form;
        this.glyphs = glyphs;
        ScanFaults faults = quality.faults();
        this.settings = new ScanSettings(
                dpi, colours == Colours.COLOUR, colours == Colours.BLACK_AND_WHITE, faults.lowestJpegQuality(), faults);
    }

    /**
     * Both sides as they come out of the scanner, recto first.
     *
     * @param scan tells scans of one sheet apart
     * @param upsideDown whether the sheet was put in the other way round
     */
    public List<GeneratedPage> scan(Written written, long scan, boolean upsideDown) {
        RandomGenerator noise = new Random(scan);
        Sheet recto = Sheet.folded(
                settings.dpi(), page(written, 4).sheet(), page(written, 1).sheet());
        Sheet verso = Sheet.folded(
                settings.dpi(), page(written, 2).sheet(), page(written, 3).sheet());
        return List.of(scan(recto, noise, upsideDown), scan(verso, noise, upsideDown));
    }

    private PageDrawing page(Written written, int number) {
        Writer writer = Writer.random(glyphs, new Random(written.hand()));
        RandomGenerator random = new Random(31 * written.paper() + number);
        PageDrawing page = new PageDrawing(form, writer, settings, random);
        if (number == 1) {
            page.header(written.header(), List.of());
        }
        if (number <= written.pages()) {
            int lines = random.nextInt(5, 14);
            page.answers().write(Phrases.answer(random, lines), page.answers().rule(number == 1 ? form.bottom() : 8));
        }
        return page;
    }

    private GeneratedPage scan(Sheet side, RandomGenerator noise, boolean upsideDown) {
        if (noise.nextBoolean()) {
            // the fold throws a shadow
            side.line(Sheet.WIDTH, 0, Sheet.WIDTH, Sheet.HEIGHT, 0.3, new Color(205, 205, 205));
        }
        BufferedImage upright = new PageScanner(side, settings, noise).scan(side);
        BufferedImage image = PageScanner.turned(upright, upsideDown ? 2 : 0);
        return new GeneratedPage(
                PageEncoder.encode(image, settings),
                image,
                new PageTruth(image.getWidth(), image.getHeight(), upsideDown ? 2 : 0, List.of()));
    }
}
