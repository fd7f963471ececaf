package io.korrigo.testkit.pages;

import io.korrigo.identify.HeaderField;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A form on its way to the printer: part after part is set, in millimetres. Confined to one thread. */
final class FormPlate {
    /** Where forms end on the right. */
    static final double RIGHT = 203;

    private static final int CODE_MODULES = 25;
    private static final int FINDER_MODULES = 7;

    private final List<CombRow> rows = new ArrayList<>();
    private final List<PrintedText> texts = new ArrayList<>();
    private final List<PrintedLine> lines = new ArrayList<>();
    private final List<PrintedShape> shapes = new ArrayList<>();

    /** The form, which ends at {@code bottom}. */
    HeaderForm form(double bottom, Color boxColor, double boxLine) {
        return new HeaderForm(rows, texts, lines, shapes, bottom, boxColor, boxLine);
    }

    CombRow row(CombRow row) {
        rows.add(row);
        return row;
    }

    /** Boxes in groups from {@code first} on, {@code gap} apart, {@code groupGap} more between groups. */
    CombRow comb(@Nullable HeaderField field, Box first, List<Integer> groups, double gap, double groupGap) {
        return row(boxes(field, first, groups, gap, groupGap, false));
    }

    /** The same in a row that no reader looks for and pupils fill in. */
    CombRow code(Box first, int count, double gap) {
        return row(boxes(null, first, List.of(count), gap, 0, true));
    }

    private static CombRow boxes(
            @Nullable HeaderField field, Box first, List<Integer> groups, double gap, double groupGap, boolean coded) {
        List<Box> boxes = new ArrayList<>();
        double x = first.x();
        for (int size : groups) {
            for (int i = 0; i < size; i++) {
                boxes.add(new Box(x, first.y(), first.w(), first.h()));
                x += first.w() + gap;
            }
            x += groupGap;
        }
        return new CombRow(field, boxes, groups, coded);
    }

    void text(String text, double x, double baseline, double size) {
        texts.add(new PrintedText(text, x, baseline, size));
    }

    /** Words that end at {@code right}, in smaller type where they would begin left of {@code left}. */
    void textEndingAt(String text, double left, double right, double baseline, double size) {
        double fitting = Math.min(size, size * (right - left) / FontFace.PRINT.width(text, size));
        text(text, right - FontFace.PRINT.width(text, fitting), baseline, fitting);
    }

    void line(double x, double y, double length, double width) {
        lines.add(new PrintedLine(x, y, length, width, false));
    }

    void frame(double x, double y, double right, double bottom, double line) {
        shapes.add(new PrintedShape(new Rectangle2D.Double(x, y, right - x, bottom - y), line));
    }

    /** A slash as high as the boxes, in each gap between groups of {@code row}. */
    void tallSlashes(CombRow row, double line) {
        for (double[] gap : gaps(row)) {
            double w = gap[1] - gap[0];
            double h = row.first().h();
            double y = row.first().y();
            shapes.add(new PrintedShape(
                    new Line2D.Double(gap[0] + 0.22 * w, y + 0.96 * h, gap[1] - 0.22 * w, y + 0.08 * h), line));
        }
    }

    /** {@code mark} in the middle of each gap between groups of {@code row}. */
    void separators(CombRow row, String mark, double size) {
        for (double[] gap : gaps(row)) {
            double middle = (gap[0] + gap[1]) / 2 - FontFace.PRINT.width(mark, size) / 2;
            text(mark, middle, row.first().y() + row.first().h() * 0.66, size);
        }
    }

    private static List<double[]> gaps(CombRow row) {
        List<double[]> gaps = new ArrayList<>();
        int next = 0;
        for (int size : row.groups().subList(0, row.groups().size() - 1)) {
            next += size;
            gaps.add(new double[] {
                row.boxes().get(next - 1).right(), row.boxes().get(next).x()
            });
        }
        return gaps;
    }

    /** A square code of black modules with the three marks of a QR code; it holds nothing. */
    void code(double x, double y, double side) {
        Path2D code = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        double module = side / CODE_MODULES;
        Random random = new Random(CODE_MODULES);
        int far = CODE_MODULES - FINDER_MODULES;
        for (int row = 0; row < CODE_MODULES; row++) {
            for (int column = 0; column < CODE_MODULES; column++) {
                boolean marked = row <= FINDER_MODULES && (column <= FINDER_MODULES || column >= far - 1)
                        || row >= far - 1 && column <= FINDER_MODULES;
                if (random.nextBoolean() && !marked) {
                    square(code, x + column * module, y + row * module, module);
                }
            }
        }
        for (int[] corner : new int[][] {{0, 0}, {far, 0}, {0, far}}) {
            double left = x + corner[0] * module;
            double top = y + corner[1] * module;
            square(code, left, top, FINDER_MODULES * module);
            square(code, left + module, top + module, (FINDER_MODULES - 2) * module);
            square(code, left + 2 * module, top + 2 * module, (FINDER_MODULES - 4) * module);
        }
        shapes.add(new PrintedShape(code, 0));
    }

    private static void square(Path2D path, double x, double y, double side) {
        path.append(new Rectangle2D.Double(x, y, side, side), false);
    }

    /** A dark field with a light figure, and words below. */
    void logo(Box place) {
        Path2D logo = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        double h = place.h() * 0.62;
        logo.append(new Rectangle2D.Double(place.x(), place.y(), place.w(), h), false);
        Path2D figure = new Path2D.Double();
        figure.moveTo(place.x() + place.w() * 0.45, place.y() + h);
        figure.curveTo(
                place.x() + place.w() * 0.3,
                place.y() + h * 0.3,
                place.x() + place.w() * 0.8,
                place.y() - h * 0.1,
                place.x() + place.w() * 0.62,
                place.y() + h);
        figure.closePath();
        logo.append(figure, false);
        shapes.add(new PrintedShape(logo, 0));
        textEndingAt("Liberté - Égalité - Fraternité", place.x(), place.right(), place.y() + place.h() * 0.8, 1.4);
        textEndingAt("RÉPUBLIQUE FRANÇAISE", place.x(), place.right(), place.bottom(), 1.6);
    }

    /** Small squares to tick, each with its words, side by side from {@code x}. */
    void tickBoxes(List<String> words, double x, double baseline, double size) {
        double at = x;
        for (String word : words) {
            frame(at, baseline - size, at + size, baseline, 0.2);
            text(word, at + size * 1.4, baseline, size);
            at += size * 1.4 + FontFace.PRINT.width(word, size) + 5;
        }
    }

    /** The lines for examination and subject from {@code left}; returns where they end. */
    double answerLines(double left, double y) {
        double at = y + 5;
        for (List<String> labels : List.of(
                List.of("Concours / Examen :", "Section/Spécialité/Série :"),
                List.of("Épreuve :", "Matière :", "Session :"))) {
            double column = (RIGHT - left) / labels.size();
            for (int i = 0; i < labels.size(); i++) {
                PrintedText label = new PrintedText(labels.get(i), left + i * column, at, 2.8);
                texts.add(label);
                lines.add(new PrintedLine(
                        label.right() + 2, at + 0.8, left + (i + 1) * column - 4 - label.right() - 2, 0.15, true));
            }
            at += 6.5;
        }
        return at + 1;
    }
}
