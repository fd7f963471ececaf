package io.korrigo.testkit.pages;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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
        return draw(text, null, ScanSettings.random(quality, random), random);
    }

    /** A page without a header: ruled, in squares or blank, with an answer and now and then a table. */
    public GeneratedPage drawInnerPage() {
        RandomGenerator random = new Random(seed);
        return draw(null, null, ScanSettings.random(quality, random), random);
    }

    /** As {@link #draw(HeaderText)}, with the answer and the scan decided; no text is an inner page. */
    GeneratedPage draw(
            @Nullable HeaderText text, @Nullable String answer, ScanSettings settings, RandomGenerator random) {
        Sheet sheet = new Sheet(settings.dpi());
        Pen pen = Pen.random(random);
        GlyphSource.Hand hand = glyphs.hand(random);
        AnswerWriter answers = new AnswerWriter(sheet, random, pen);
        List<SheetRow> rows = text == null ? List.of() : header(sheet, text, hand, pen, answers, random);
        double top = text == null ? 8 : form.bottom();
        if (answer != null) {
            answers.write(answer, answers.rule(top));
        } else {
            someAnswer(answers, top, text == null, hand, random);
        }
        Marks.leave(sheet, random, quality.faults().marks(), quality == ScanQuality.WORST ? 10 : form.bottom() + 15);
        return scan(sheet, rows, settings, random);
    }

    /** What was written into a row, before the scan. */
    private record SheetRow(CombRow row, List<BoxContent> contents) {}

    private List<SheetRow> header(
            Sheet sheet,
            HeaderText text,
            GlyphSource.Hand hand,
            Pen pen,
            AnswerWriter answers,
            RandomGenerator random) {
        FormPrinter printer = new FormPrinter(sheet, random, quality.faults().dropout());
        printer.print(form);
        printer.pageFrame(form);
        HeaderWriter writer =
                new HeaderWriter(sheet, random, hand, pen, quality.faults().dropout());
        List<SheetRow> rows = new ArrayList<>();
        for (CombRow row : form.rows()) {
            if (row.field() != null) {
                rows.add(new SheetRow(row, writer.write(row, text.boxes(row.field()))));
            }
        }
        for (PrintedLine line : form.lines()) {
            if (line.answered() && random.nextInt(4) > 0) {
                answers.fillIn(line, Phrases.SUBJECTS.get(random.nextInt(Phrases.SUBJECTS.size())));
            }
        }
        return rows;
    }

    private void someAnswer(
            AnswerWriter answers, double top, boolean inner, GlyphSource.Hand hand, RandomGenerator random) {
        List<Double> lines = List.of();
        if (inner && random.nextInt(4) == 0) {
            answers.ruleSquares();
            for (double y = 30; y < 270; y += 8) {
                lines = new ArrayList<>(lines);
                lines.add(y);
            }
        } else {
            lines = answers.rule(top);
        }
        if (random.nextBoolean()) {
            answers.squiggle(lines, random.nextInt(3, lines.size()));
        } else {
            answers.write(Phrases.answer(random, random.nextInt(3, 12)), lines);
        }
        if (random.nextInt(inner ? 3 : 8) == 0) {
            answers.table(random.nextDouble(inner ? 15 : 190, 240), hand);
        }
    }

    private GeneratedPage scan(Sheet sheet, List<SheetRow> rows, ScanSettings settings, RandomGenerator random) {
        PageScanner scanner = new PageScanner(sheet, settings, random);
        BufferedImage upright = scanner.scan(sheet);
        List<PageTruth.Row> truth = new ArrayList<>();
        for (SheetRow row : rows) {
            List<PageTruth.Cell> cells = new ArrayList<>();
            for (int i = 0; i < row.contents().size(); i++) {
                List<Point2D> corners = corners(row.row().boxes().get(i), sheet, scanner);
                cells.add(new PageTruth.Cell(corners, row.contents().get(i).text()));
            }
            truth.add(new PageTruth.Row(Objects.requireNonNull(row.row().field()), cells));
        }
        BufferedImage image = PageScanner.turned(upright, quarterTurns);
        return new GeneratedPage(
                PageEncoder.encode(image, settings),
                image,
                new PageTruth(image.getWidth(), image.getHeight(), (4 - quarterTurns) % 4, truth));
    }

    private List<Point2D> corners(Box box, Sheet sheet, PageScanner scanner) {
        int width = sheet.image().getWidth();
        int height = sheet.image().getHeight();
        List<Point2D> corners = new ArrayList<>();
        for (double[] corner : new double[][] {
            {box.x(), box.y()}, {box.right(), box.y()}, {box.right(), box.bottom()}, {box.x(), box.bottom()}
        }) {
            Point2D scanned = scanner.map(corner[0] * sheet.scale(), corner[1] * sheet.scale());
            corners.add(PageScanner.turned(scanned, width, height, quarterTurns));
        }
        return corners;
    }
}
