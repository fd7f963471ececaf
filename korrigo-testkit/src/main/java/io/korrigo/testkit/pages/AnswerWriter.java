package io.korrigo.testkit.pages;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Rules a sheet and writes an answer on it as one person with one pen. Confined to one thread. */
final class AnswerWriter {
    private static final double LEFT = 28;
    private static final double RIGHT = 200;
    private static final double FOOT = 272;

    private final Sheet sheet;
    private final RandomGenerator random;
    private final Writer writer;
    private final Pen pen;

    AnswerWriter(Sheet sheet, RandomGenerator random, Writer writer) {
        this.sheet = sheet;
        this.random = random;
        this.writer = writer;
        this.pen = writer.pen();
    }

    /** Rules lines from {@code top} down, with a margin; returns the height of each, in millimetres. */
    List<Double> rule(double top) {
        Color line = random.nextBoolean() ? new Color(175, 210, 225) : new Color(205, 205, 208);
        double pitch = random.nextDouble(7.6, 8.6);
        List<Double> lines = new ArrayList<>();
        for (double y = top + 10; y < FOOT; y += pitch) {
            sheet.line(8, y, 203, y, 0.15, line);
            lines.add(y);
        }
        sheet.line(LEFT - 1.5, top + 2, LEFT - 1.5, FOOT + 4, 0.3, new Color(225, 160, 165));
        return lines;
    }

    /** Rules squares, or the lines of a French exercise book; returns the heights to write on. */
    List<Double> ruleSquares() {
        boolean exerciseBook = random.nextBoolean();
        Color pale = exerciseBook ? new Color(190, 205, 235) : new Color(195, 195, 205);
        Color strong = exerciseBook ? new Color(150, 130, 205) : pale;
        double step = exerciseBook ? 2 : 5;
        int i = 0;
        for (double y = 15; y < 285; y += step) {
            sheet.line(5, y, 205, y, 0.12, i++ % 4 == 0 ? strong : pale);
        }
        for (double x = 5; x < 206; x += exerciseBook ? 8 : 5) {
            sheet.line(x, 15, x, 285, 0.12, strong);
        }
        List<Double> lines = new ArrayList<>();
        for (double y = 31; y < FOOT; y += exerciseBook ? 8 : 10) {
            lines.add(y);
        }
        return lines;
    }

    /** A table as pupils draw it, with numbers in its cells: rows of boxes that are no header. */
    void table(double top) {
        int columns = random.nextInt(4, 11);
        int rows = random.nextInt(2, 4);
        double width = random.nextDouble(7, 15);
        double height = random.nextDouble(7, 10);
        double left = random.nextDouble(32, 200 - columns * width);
        for (int row = 0; row <= rows; row++) {
            sheet.line(
                    left, top + row * height, left + columns * width, top + row * height, pen.width(), pen.onPaper());
        }
        for (int column = 0; column <= columns; column++) {
            sheet.line(
                    left + column * width, top, left + column * width, top + rows * height, pen.width(), pen.onPaper());
        }
        for (int cell = 0; cell < rows * columns; cell++) {
            Glyph glyph = writer.hand().glyph((char) ('0' + random.nextInt(10)), random);
            AffineTransform at = AffineTransform.getTranslateInstance(
                    left + (cell % columns + 0.4) * width, top + (cell / columns + 0.2) * height);
            at.scale(height * 0.6 / glyph.height(), height * 0.6 / glyph.height());
            sheet.ink(glyph, at, 0.45, pen);
        }
    }

    /**
     * A line that was written on or left empty between others.
     *
     * @param baseline in millimetres from the top
     * @param end of the last word, in millimetres from the left; 0 on an empty line
     */
    record WrittenLine(double baseline, double end) {}

    /** Writes {@code text} into {@code lines}, words wrapped, until text or lines end; returns the lines it took. */
    List<WrittenLine> write(String text, List<Double> lines) {
        List<WrittenLine> written = new ArrayList<>();
        int line = 0;
        double x = LEFT + random.nextDouble(1, 3);
        double end = 0;
        for (String word : text.split(" ")) {
            boolean newLine = word.equals("\n");
            double width = newLine ? 0 : writer.face().width(word, writer.size());
            if (newLine || x + width > RIGHT) {
                written.add(new WrittenLine(lines.get(line), end));
                line += 1;
                x = LEFT + random.nextDouble(0.5, 2.5);
                end = 0;
            }
            if (line >= lines.size()) {
                return written;
            }
            if (!newLine) {
                place(word, x, lines.get(line) - 1, writer.size());
                end = x + width;
                x = end + writer.size() * random.nextDouble(0.24, 0.34);
            }
        }
        written.add(new WrittenLine(lines.get(line), end));
        return written;
    }

    /** A word or two on a line of the form. */
    void fillIn(PrintedLine line, String words) {
        double x = line.x() + 2;
        for (String word : words.split(" ")) {
            double width = writer.face().width(word, writer.size() * 0.8);
            if (x + width > line.x() + line.length()) {
                return;
            }
            place(word, x, line.y() - 0.7, writer.size() * 0.8);
            x += width + 1.5;
        }
    }

    /** Loops and arches that look like writing from afar, from one end of {@code lines} to somewhere. */
    void squiggle(List<Double> lines, int count) {
        for (double y : lines.subList(0, Math.min(count, lines.size()))) {
            double end = random.nextDouble(90, RIGHT);
            double x = LEFT + random.nextDouble(0.5, 4);
            while (x < end) {
                double length = random.nextDouble(5, 22);
                sheet.stroke(loops(x, y - 1.2, length), pen.width(), pen.onPaper());
                x += length + random.nextDouble(2, 4);
            }
        }
    }

    private Path2D loops(double x, double y, double length) {
        Path2D path = new Path2D.Double();
        path.moveTo(x, y);
        for (double at = 0; at < length; ) {
            double step = random.nextDouble(1.2, 2.2);
            double height = random.nextInt(5) == 0 ? 3.6 : random.nextDouble(1.4, 2);
            double depth = random.nextInt(9) == 0 ? 2 : 0;
            path.curveTo(x + at + step, y - height, x + at - step * 0.3, y - height, x + at + step * 0.5, y + depth);
            path.quadTo(x + at + step * 0.8, y + 0.3, x + at + step, y);
            at += step;
        }
        return path;
    }

    private void place(String word, double x, double y, double size) {
        StringBuilder known = new StringBuilder();
        word.chars().filter(c -> writer.face().has((char) c)).forEach(c -> known.append((char) c));
        Path2D shape =
                new Path2D.Double(writer.face().shape(known.toString(), 0, 0, size * random.nextDouble(0.97, 1.03)));
        AffineTransform placement = AffineTransform.getTranslateInstance(x, y + random.nextGaussian() * 0.15);
        placement.rotate(random.nextGaussian() * 0.008);
        placement.shear(-writer.slant(), 0);
        shape.transform(placement);
        sheet.fill(shape, pen.onPaper());
    }
}
