package io.korrigo.testkit.pages;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.random.RandomGenerator;

/** Prints a form, its lines as faint and broken as a tired printer leaves them. */
final class FormPrinter {
    private static final Color BLACK = new Color(45, 45, 48);
    private static final double PIECE = 2.5;

    private final Sheet sheet;
    private final RandomGenerator random;
    private final double dropout;
    private final double paleness;

    /** @param dropout share of the faults that may befall the boxes' lines, 0 to 1 */
    FormPrinter(Sheet sheet, RandomGenerator random, double dropout) {
        this.sheet = sheet;
        this.random = random;
        this.dropout = random.nextDouble() * dropout;
        this.paleness = random.nextDouble() * Math.min(0.65, dropout);
    }

    void print(HeaderForm form) {
        form.texts().forEach(text -> sheet.print(text, BLACK));
        for (PrintedLine line : form.lines()) {
            sheet.line(line.x(), line.y(), line.x() + line.length(), line.y(), line.width(), BLACK);
        }
        form.shapes().forEach(shape -> shape(shape, form));
        form.rows().forEach(row -> comb(row, form));
    }

    void print(Sticker sticker) {
        sticker.texts().forEach(text -> sheet.print(text, BLACK));
        if (sticker.framed()) {
            Box frame = sticker.frame();
            sheet.stroke(new Rectangle2D.Double(frame.x(), frame.y(), frame.w(), frame.h()), 0.3, BLACK);
        }
    }

    /** The frame for the page's number at the foot of the sheet: two boxes, which are returned. */
    List<Box> pageFrame(HeaderForm form) {
        sheet.print(new PrintedText("Page", 168, 284, 3.2), BLACK);
        sheet.print(new PrintedText("/", 187.5, 284, 3.6), BLACK);
        List<Box> frame = List.of(new Box(178, 278.5, 8, 8), new Box(190, 278.5, 8, 8));
        frame.forEach(box -> box(box, true, form));
        return frame;
    }

    private void shape(PrintedShape shape, HeaderForm form) {
        if (shape.line() == 0) {
            sheet.fill(shape.shape(), BLACK);
        } else {
            sheet.stroke(shape.shape(), shape.line(), form.boxColor());
        }
    }

    private void comb(CombRow row, HeaderForm form) {
        double rightOfLast = -1;
        for (Box box : row.boxes()) {
            boolean joined = Math.abs(box.x() - rightOfLast) < 1e-6;
            box(box, !joined, form);
            rightOfLast = box.right();
        }
    }

    private void box(Box box, boolean withLeft, HeaderForm form) {
        if (withLeft) {
            line(box.x(), box.y(), box.x(), box.bottom(), form);
        }
        line(box.x(), box.y(), box.right(), box.y(), form);
        line(box.right(), box.y(), box.right(), box.bottom(), form);
        line(box.x(), box.bottom(), box.right(), box.bottom(), form);
    }

    private void line(double x1, double y1, double x2, double y2, HeaderForm form) {
        double length = Math.abs(x2 - x1) + Math.abs(y2 - y1);
        int pieces = dropout == 0 ? 1 : Math.max(1, (int) (length / PIECE));
        for (int i = 0; i < pieces; i++) {
            double from = (double) i / pieces;
            double to = (i + 1.0) / pieces;
            boolean lost = random.nextDouble() < dropout * 0.15;
            double pale = Math.min(0.8, paleness + random.nextDouble() * dropout * 0.5);
            if (!lost) {
                sheet.line(
                        x1 + (x2 - x1) * from,
                        y1 + (y2 - y1) * from,
                        x1 + (x2 - x1) * to,
                        y1 + (y2 - y1) * to,
                        form.boxLine(),
                        paler(form.boxColor(), pale));
            }
        }
    }

    private static Color paler(Color color, double share) {
        return new Color(
                (int) (color.getRed() + (255 - color.getRed()) * share),
                (int) (color.getGreen() + (255 - color.getGreen()) * share),
                (int) (color.getBlue() + (255 - color.getBlue()) * share));
    }
}
