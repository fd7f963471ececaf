package io.korrigo.testkit.pages;

import io.korrigo.identify.HeaderField;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One page on its way: a sheet that is printed and written on, then scanned. Confined to one thread. */
final class PageDrawing {
    private final HeaderForm form;
    private final Writer writer;
    private final ScanSettings settings;
    private final RandomGenerator random;
    private final Sheet sheet;
    private final FormPrinter printer;
    private final AnswerWriter answers;
    private final List<FilledRow> rows = new ArrayList<>();

    private record FilledRow(HeaderField field, List<Box> boxes, List<BoxContent> contents) {}

    PageDrawing(HeaderForm form, Writer writer, ScanSettings settings, RandomGenerator random) {
        this.form = form;
        this.writer = writer;
        this.settings = settings;
        this.random = random;
        sheet = new Sheet(settings.dpi());
        printer = new FormPrinter(sheet, random, settings.faults().dropout());
        answers = new AnswerWriter(sheet, random, writer);
    }

    Sheet sheet() {
        return sheet;
    }

    AnswerWriter answers() {
        return answers;
    }

    /** Prints the form and fills in {@code text}; {@code subjects} go on the lines below, an empty one leaves a line. */
    void header(HeaderText text, List<String> subjects) {
        printer.print(form);
        HeaderWriter boxes = new HeaderWriter(
                sheet, random, writer.hand(), writer.pen(), settings.faults().dropout());
        for (CombRow row : form.rows()) {
            HeaderField field = row.field();
            if (field != null) {
                rows.add(new FilledRow(field, row.boxes(), boxes.write(row, text.boxes(field))));
            } else if (row.coded() && !text.equals(HeaderText.blank())) {
                boxes.write(row, digits(row.boxes().size()));
            }
        }
        int next = 0;
        for (PrintedLine line : form.lines()) {
            if (line.answered() && next < subjects.size()) {
                answers.fillIn(line, subjects.get(next++));
            }
        }
    }

    /** A code for a row that no reader looks for, or nothing. */
    private List<BoxContent> digits(int count) {
        List<BoxContent> digits = new ArrayList<>();
        boolean written = random.nextInt(4) > 0;
        for (int i = 0; i < count && written; i++) {
            digits.add(new BoxContent((char) ('0' + random.nextInt(10)), false));
        }
        return digits;
    }

    /** Prints {@code sticker}. */
    void sticker(Sticker sticker) {
        printer.print(sticker);
    }

    /** The frame for the page's number, empty. */
    void pageFrame() {
        printer.pageFrame(form);
    }

    /** The frame with the page's number, both below ten. */
    void pageFrame(int number, int of) {
        HeaderWriter boxes = new HeaderWriter(sheet, random, writer.hand(), writer.pen(), 0);
        List<Box> frame = printer.pageFrame(form);
        boxes.write(frame.get(0), new BoxContent((char) ('0' + number), false));
        boxes.write(frame.get(1), new BoxContent((char) ('0' + of), false));
    }

    /** A stamp or holes, now and then; a stamp lies below {@code top}, in millimetres. */
    void marks(double top) {
        Marks.leave(sheet, random, settings.faults().marks(), top);
    }

    /** The page put into the scanner {@code quarterTurns} clockwise the wrong way round. */
    GeneratedPage scan(int quarterTurns) {
        PageScanner scanner = new PageScanner(sheet, settings, random);
        BufferedImage upright = scanner.scan(sheet);
        List<PageTruth.Row> truth = new ArrayList<>();
        for (FilledRow row : rows) {
            List<PageTruth.Cell> cells = new ArrayList<>();
            for (int i = 0; i < row.boxes.size(); i++) {
                List<Point2D> corners = corners(row.boxes.get(i), scanner, quarterTurns);
                cells.add(new PageTruth.Cell(corners, row.contents.get(i).text()));
            }
            truth.add(new PageTruth.Row(row.field, cells));
        }
        BufferedImage image = PageScanner.turned(upright, quarterTurns);
        return new GeneratedPage(
                PageEncoder.encode(image, settings),
                image,
                new PageTruth(image.getWidth(), image.getHeight(), (4 - quarterTurns) % 4, truth));
    }

    private List<Point2D> corners(Box box, PageScanner scanner, int quarterTurns) {
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
