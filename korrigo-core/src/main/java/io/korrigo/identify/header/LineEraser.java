package io.korrigo.identify.header;

import java.util.Arrays;

/**
 * Takes a comb's printed lines out of its ink and leaves the pen's.
 *
 * <p>At each line a template is subtracted: the line's own median ink, never more than a third above what lines of this
 * row usually show, so that a stroke drawn along a border stays. A pixel much darker than the template is a stroke that
 * crosses a pale line and is kept whole; across a line as dark as the pen, ink on both sides is joined again. A remnant
 * of a line is better than a cut stroke.
 */
final class LineEraser {
    /** In sides of a box: so far from where a border is due, it may lie. */
    private static final double REACH = 0.08;
    /** Of a line's usual darkness: darker, ink lies over it. */
    private static final double EXCESS = 1.3;
    /** Of the way from print to pen: darker is a stroke. */
    private static final double STROKE = 0.4;
    /** Of the pen's darkness: a line that dark hides what crosses it, and stays. */
    private static final double DARK_LINE = 0.45;

    private final StraightRow strip;
    private final double pen;
    private final float[] ink;
    private final float[] scratch;
    private final int reach;

    /** @param pen typical ink of the pen in grey levels */
    LineEraser(StraightRow strip, double pen) {
        this.strip = strip;
        this.pen = pen;
        this.ink = strip.ink();
        this.scratch = new float[Math.max(strip.width(), strip.height())];
        this.reach = (int) Math.max(2, Math.round(REACH * Math.min(strip.boxWidth(), strip.boxHeight())));
    }

    /** Takes out the lines of the boxes that were measured; nobody reads the others. */
    void erase() {
        int[] boxes = strip.measured();
        int count = boxes.length;
        int[] borders = new int[2 * count];
        int[] owners = new int[2 * count];
        int size = 0;
        for (int box : boxes) {
            int left = (int) Math.round(strip.left(box));
            if (size == 0 || left - borders[size - 1] > reach) {
                borders[size] = left;
                owners[size++] = box;
            }
            borders[size] = (int) Math.round(strip.right(box));
            owners[size++] = box;
        }
        Line upright = new Line(1, strip.width());
        double[][] uprightTemplates = new double[size][];
        for (int i = 0; i < size; i++) {
            int from = (int) Math.round(strip.top(owners[i]));
            uprightTemplates[i] = template(upright, borders[i], from, (int) Math.round(strip.bottom(owners[i])));
        }
        Line level = new Line(strip.width(), 1);
        double[][] tops = new double[count][];
        double[][] bottoms = new double[count][];
        for (int i = 0; i < count; i++) {
            int from = (int) Math.round(strip.left(boxes[i]));
            int to = (int) Math.round(strip.right(boxes[i]));
            tops[i] = template(level, (int) Math.round(strip.top(boxes[i])), from, to);
            bottoms[i] = template(level, (int) Math.round(strip.bottom(boxes[i])), from, to);
        }
        limit(uprightTemplates);
        limit(tops);
        limit(bottoms);
        for (int i = 0; i < size; i++) {
            int from = (int) Math.round(strip.top(owners[i])) - reach;
            int to = (int) Math.round(strip.bottom(owners[i])) + reach;
            subtract(upright, borders[i], from, to, uprightTemplates[i]);
        }
        for (int i = 0; i < count; i++) {
            int from = (int) Math.round(strip.left(boxes[i])) - reach;
            int to = (int) Math.round(strip.right(boxes[i])) + reach;
            subtract(level, (int) Math.round(strip.top(boxes[i])), from, to, tops[i]);
            subtract(level, (int) Math.round(strip.bottom(boxes[i])), from, to, bottoms[i]);
        }
    }

    /** How one steps across and along a line in the array of ink. */
    private record Line(int across, int along) {}

    private boolean outside(Line line, int position, int place) {
        int x = line.across == 1 ? position : place;
        int y = line.across == 1 ? place : position;
        return x < 0 || y < 0 || x >= strip.width() || y >= strip.height();
    }

    private double[] template(Line line, int position, int from, int to) {
        double[] template = new double[2 * reach + 1];
        boolean upright = line.across == 1;
        int first = Math.max(0, from);
        int last = Math.min(upright ? strip.height() : strip.width(), to);
        for (int d = -reach; d <= reach; d++) {
            boolean inside = position + d >= 0 && position + d < (upright ? strip.width() : strip.height());
            int count = 0;
            for (int place = first; inside && place < last; place++) {
                scratch[count++] = ink[(position + d) * line.across + place * line.along];
            }
            template[d + reach] = count == 0 ? 0 : Math.max(0, Median.of(scratch, count));
        }
        return template;
    }

    private void limit(double[][] templates) {
        for (int d = 0; d <= 2 * reach; d++) {
            double[] values = new double[templates.length];
            for (int i = 0; i < templates.length; i++) {
                // the neighbours' worth too: positions were rounded to whole pixels
                values[i] = Math.max(
                        templates[i][d],
                        Math.max(templates[i][Math.max(0, d - 1)], templates[i][Math.min(2 * reach, d + 1)]));
            }
            Arrays.sort(values);
            double most = EXCESS * values[values.length / 2];
            for (double[] template : templates) {
                template[d] = Math.min(template[d], most);
            }
        }
    }

    private void subtract(Line line, int position, int from, int to, double[] template) {
        double floor = 1.5 * strip.noise();
        for (int place = from; place <= to; place++) {
            double bridge = -1;
            for (int d = -reach; d <= reach; d++) {
                double printed = template[d + reach];
                if (printed < 1 || outside(line, position + d, place)) {
                    continue;
                }
                int at = (position + d) * line.across + place * line.along;
                float value = ink[at];
                boolean stroke = value > printed + Math.max(2.5 * strip.noise(), STROKE * (pen - printed));
                if (stroke && printed < DARK_LINE * pen) {
                    continue;
                }
                double left = value - printed;
                double rest = left < floor ? Math.min(0, left) : left;
                if (printed >= DARK_LINE * pen) {
                    bridge = bridge < 0 ? bridge(line, position, place) : bridge;
                    rest = Math.max(rest, Math.min(bridge, value));
                }
                ink[at] = (float) rest;
            }
        }
    }

    /** Ink that runs on from one side of a line to the other, straight or aslant. */
    private double bridge(Line line, int position, int place) {
        double best = 0;
        int side = reach + 1;
        for (int aslant = -reach; aslant <= reach; aslant++) {
            if (outside(line, position - side, place - aslant) || outside(line, position + side, place + aslant)) {
                continue;
            }
            double one = ink[(position - side) * line.across + (place - aslant) * line.along];
            double other = ink[(position + side) * line.across + (place + aslant) * line.along];
            best = Math.max(best, Math.min(one, other));
        }
        return best;
    }
}
