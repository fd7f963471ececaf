package io.korrigo.testkit.pages;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes into the boxes of a form as one person with one pen. Confined to one thread. */
final class HeaderWriter {
    private final Sheet sheet;
    private final RandomGenerator random;
    private final GlyphSource.Hand hand;
    private final Pen pen;
    private final double size;
    private final double weight;
    private final double carelessness;
    private final double baseline;

    /** @param untidiness how far letters may stray, 0 to 1 */
    HeaderWriter(Sheet sheet, RandomGenerator random, GlyphSource.Hand hand, Pen pen, double untidiness) {
        this.sheet = sheet;
        this.random = random;
        this.hand = hand;
        this.pen = pen;
        size = random.nextDouble(0.58, 0.86);
        weight = random.nextDouble(0.3, 0.6);
        carelessness = random.nextDouble(0.03, 0.06 + 0.12 * untidiness);
        baseline = random.nextGaussian() * 0.04;
    }

    /** Fills {@code row} from its first box; what does not fit is left out. Gives what stands in each box then. */
    List<BoxContent> write(CombRow row, List<BoxContent> contents) {
        List<BoxContent> written = new ArrayList<>();
        for (int i = 0; i < row.boxes().size(); i++) {
            BoxContent content = i < contents.size() ? contents.get(i) : BoxContent.EMPTY;
            write(row.boxes().get(i), content);
            written.add(content);
        }
        return written;
    }

    /** Writes {@code content} into {@code box}. */
    void write(Box box, BoxContent content) {
        double x = box.x() + box.w() * (0.5 + stray());
        double y = box.y() + box.h() * (0.52 + baseline + stray());
        if (content.character() == '-') {
            wave(x - box.w() * 0.22, y, box.w() * 0.44, box.h() * stray());
        } else if (content.character() == '\'') {
            tick(x, box.y() + box.h() * 0.18, -box.w() * 0.06, box.h() * 0.22);
        } else if (content.character() != ' ') {
            character(box, content, x, y);
        }
        if (content.crossedOut()) {
            crossOut(box, x, y);
        }
    }

    private void character(Box box, BoxContent content, double x, double y) {
        Glyph glyph = hand.glyph(content.baseLetter(), random);
        boolean accented = content.accent() != 0;
        double height = box.h() * size * (accented ? 0.88 : 1) * (1 + stray());
        double scale = Math.min(height / Math.max(glyph.height(), glyph.width() * 0.8), box.w() * 1.02 / glyph.width());
        double middle = accented ? y + box.h() * 0.05 : y;
        AffineTransform placement = AffineTransform.getTranslateInstance(x, middle);
        placement.rotate(random.nextGaussian() * 0.4 * carelessness);
        placement.shear(random.nextGaussian() * 0.5 * carelessness, 0);
        placement.scale(scale * (1 + stray()), scale);
        placement.translate(-glyph.width() / 2.0, -glyph.height() / 2.0);
        sheet.ink(glyph, placement, weight, pen);
        if (accented) {
            accent(
                    content.accent(),
                    x,
                    middle - scale * glyph.height() / 2 - box.h() * 0.07,
                    box,
                    middle + scale * glyph.height() / 2);
        }
    }

    private void accent(char mark, double x, double y, Box box, double foot) {
        double reach = box.w() * 0.14;
        double rise = box.h() * 0.08;
        switch (mark) {
            case '\u0301' -> tick(x + reach, y - rise, -2 * reach, 2 * rise);
            case '\u0300' -> tick(x - reach, y - rise, 2 * reach, 2 * rise);
            case '\u0302' -> {
                tick(x - reach, y + rise / 2, reach, -1.5 * rise);
                tick(x, y - rise, reach, 1.5 * rise);
            }
            case '\u0308' -> {
                tick(x - reach, y, 0.1, 0.1);
                tick(x + reach, y, 0.1, 0.1);
            }
            case '\u0327' -> tick(x, foot, -reach * 0.7, rise);
            case '\u0303' -> wave(x - reach, y, 2 * reach, rise);
            default -> throw new IllegalArgumentException("No such accent: U+" + Integer.toHexString(mark));
        }
    }

    private void crossOut(Box box, double x, double y) {
        double w = box.w() * random.nextDouble(0.3, 0.42);
        double h = box.h() * random.nextDouble(0.22, 0.36);
        switch (random.nextInt(4)) {
            case 0 -> {
                tick(x - w, y - h, 2 * w, 2 * h);
                tick(x - w, y + h, 2 * w, -2 * h);
            }
            case 1 -> {
                for (int i = 0; i < 3; i++) {
                    wave(x - w, y + h * random.nextDouble(-0.6, 0.6), 2 * w, h * 0.4);
                }
            }
            case 2 -> {
                tick(x - w, y - h * 0.3, 2 * w, h * stray());
                tick(x - w, y + h * 0.3, 2 * w, h * stray());
            }
            default -> scribble(x - w, y, 2 * w, h);
        }
    }

    private void tick(double x, double y, double dx, double dy) {
        Path2D path = new Path2D.Double();
        path.moveTo(x, y);
        path.quadTo(x + dx / 2 + stray(), y + dy / 2 + stray(), x + dx * (1 + stray()), y + dy * (1 + stray()));
        sheet.stroke(path, pen.width(), pen.onPaper());
    }

    private void wave(double x, double y, double width, double height) {
        Path2D path = new Path2D.Double();
        path.moveTo(x, y);
        path.curveTo(x + width / 3, y - height, x + width * 2 / 3, y + height, x + width, y);
        sheet.stroke(path, pen.width(), pen.onPaper());
    }

    private void scribble(double x, double y, double width, double height) {
        Path2D path = new Path2D.Double();
        path.moveTo(x, y);
        int strokes = random.nextInt(5, 9);
        for (int i = 1; i <= strokes; i++) {
            path.lineTo(x + width * i / strokes, y + height * (i % 2 == 0 ? 1 : -1) * random.nextDouble(0.7, 1.1));
        }
        sheet.stroke(path, pen.width(), pen.onPaper());
    }

    private double stray() {
        return random.nextGaussian() * carelessness;
    }
}
