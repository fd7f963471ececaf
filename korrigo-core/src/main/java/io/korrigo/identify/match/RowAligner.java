package io.korrigo.identify.match;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.RowReading;
import java.util.Arrays;
import java.util.List;

/**
 * How likely the boxes of one row are, given a text: all alignments of the text with the boxes, summed.
 *
 * <p>Likelihoods are relative to the best free reading of the row, in which each box holds what it most looks like, so
 * they lie between 0 and about 1 and those of one row can be compared with each other. A box that looks like nothing of
 * its text still gets a floor: one confident misread must not sink the right student.
 *
 * <p><b>Threads:</b> for one thread; made anew for each reading.
 */
final class RowAligner {
    /**
     * Mean probability of its own kind of signs below which a row is another field's, letters in a date or digits in a
     * name. Low, for names of letters that look like digits ("LOIS").
     */
    private static final double OWN_KIND = 0.2;
    /** The pupil starts in a later box, for each box left out. */
    private static final double EMPTY_BEFORE = 0.03;
    /** An empty box between two letters of a word. */
    private static final double EMPTY_INSIDE = 0.003;
    /** A crossed-out box whose letter follows in the next one. */
    private static final double CROSSED_OUT = 0.006;
    /** A crossed-out letter that the model takes for a letter. */
    private static final double CROSSED_OUT_UNSEEN = 0.3;
    /** A box that holds no part of the text: a doubled cell, a speck, a stray line. */
    private static final double STRAY = 0.001;
    /** A letter's box was lost after the one before it: where a comb is broken, several are lost. */
    private static final double OMITTED_TOO = 0.3;
    /** The comb was found from its second box on, and from each later one. */
    private static final double FIRST_BOX_LOST = 0.015;

    /**
     * How often the next one is lost, too: print that failed for a box mostly fails for some. An estimate, not
     * measured.
     */
    private static final double NEXT_BOX_LOST = 0.4;
    /** The row ends before the text does. */
    private static final double CUT = 0.3;

    private final Alphabet alphabet;
    private final int boxes;
    private final double[][] traces;
    /** The likeliest class of each box; up to the empty box, classes and signs have the same numbers. */
    private final int[] bests;

    private final double[] inserted;
    private final double[] leading;
    /** Likelihood that nothing is written from this box on. */
    private final double[] rest;
    /** Likelihood that this box was left empty between two names. */
    private final double[] gaps;
    /** Likelihood that the text ended before this box, whatever names follow. */
    private double[] end;

    private final double senseless;
    private final int inked;
    private final double sharpness;
    private final double ownKind;
    private double[] now = new double[32];
    private double[] next = new double[32];

    RowAligner(RowReading row, Alphabet alphabet) {
        this.alphabet = alphabet;
        List<CellReading> cells = row.cells();
        boxes = cells.size();
        traces = new double[boxes][];
        bests = new int[boxes];
        inserted = new double[boxes];
        leading = new double[boxes];
        rest = new double[boxes + 1];
        rest[boxes] = 1;
        end = rest;
        double[] empty = new double[boxes];
        gaps = new double[boxes];
        double anything = 1;
        int ink = 0;
        double sharp = 0;
        double own = 0;
        for (int box = 0; box < boxes; box++) {
            double[] classes = CellOdds.of(cells.get(box), alphabet);
            bests[box] = best(classes);
            double best = classes[bests[box]];
            double blank = classes[alphabet.blank()];
            if (blank < 0.5) {
                ink++;
                sharp += best;
                own += own(cells.get(box));
            }
            double uniform = 1.0 / classes.length;
            double crossed = (1 - CROSSED_OUT_UNSEEN) * classes[alphabet.crossedOut()] + CROSSED_OUT_UNSEEN * uniform;
            double other = CROSSED_OUT * crossed + STRAY * uniform;
            traces[box] = traces(classes, best);
            inserted[box] = (EMPTY_INSIDE * blank + other) / best;
            leading[box] = (EMPTY_BEFORE * blank + other) / best;
            empty[box] = (blank + other) / best;
            gaps[box] = blank / best;
            anything *= uniform / best;
        }
        for (int box = boxes - 1; box >= 0; box--) {
            rest[box] = rest[box + 1] * empty[box];
        }
        senseless = anything;
        inked = ink;
        sharpness = ink == 0 ? 0 : sharp / ink;
        ownKind = ink == 0 ? 1 : own / ink;
    }

    private static int best(double[] classes) {
        int best = 0;
        for (int c = 1; c < classes.length; c++) {
            best = classes[c] > classes[best] ? c : best;
        }
        return best;
    }

    private double own(CellReading cell) {
        double sum = 0;
        for (int c : alphabet.classes) {
            sum += cell.probability(CellReading.CLASSES.charAt(c));
        }
        return sum;
    }

    private double[] traces(double[] classes, double best) {
        double[] bySign = new double[alphabet.traces.length];
        for (int sign = 0; sign < bySign.length; sign++) {
            double[] trace = alphabet.traces[sign];
            double sum = 0;
            for (int c = 0; c < classes.length; c++) {
                sum += trace[c] * classes[c];
            }
            bySign[sign] = sum / best;
        }
        return bySign;
    }

    /**
     * From now on texts may be followed by names that nobody knows of, behind an empty box.
     *
     * @param share of texts that are
     */
    void mayGoOn(NameModel names, double share) {
        double[] further = names.beginning(this);
        end = rest.clone();
        for (int box = 0; box < boxes; box++) {
            end[box] += share * gaps[box] * further[box + 1];
        }
    }

    /**
     * Likelihood of the row given one of {@code spellings}, by their weights.
     *
     * @param negligible what is below this likelihood is not worked out further
     */
    double likelihood(List<Spelling> spellings, double negligible) {
        double sum = 0;
        for (Spelling spelling : spellings) {
            sum += spelling.weight() * likelihood(spelling.signs(), negligible);
        }
        return sum;
    }

    /** Likelihood of the row given a text in signs of the alphabet: the forward sum over all alignments. */
    private double likelihood(byte[] signs, double negligible) {
        int length = signs.length;
        if (now.length <= length) {
            now = new double[length + 1];
            next = new double[length + 1];
        }
        Arrays.fill(now, 0, length + 1, 0);
        now[0] = 1;
        double lost = FIRST_BOX_LOST;
        for (int read = 1; read < length; read++) {
            now[read] = lost;
            lost *= NEXT_BOX_LOST;
        }
        double total = 0;
        for (int box = 0; box < boxes; box++) {
            omit(signs);
            total += now[length] * end[box];
            double[] trace = traces[box];
            double insert = inserted[box];
            next[0] = now[0] * leading[box];
            double most = next[0];
            for (int read = 1; read < length; read++) {
                double value = now[read] * insert + now[read - 1] * trace[signs[read - 1]];
                next[read] = value;
                most = Math.max(most, value);
            }
            next[length] = now[length - 1] * trace[signs[length - 1]];
            if (Math.max(most, next[length]) < negligible) {
                return total;
            }
            double[] swap = now;
            now = next;
            next = swap;
        }
        total += now[length];
        for (int read = 1; read < length; read++) {
            total += now[read] * CUT;
        }
        return total;
    }

    /** Passes over signs that have no box, before the next box is read. */
    private void omit(byte[] signs) {
        double omitted = 0;
        for (int read = 0; read < signs.length; read++) {
            double omission = alphabet.omissions[signs[read]];
            double here = now[read];
            now[read] += omitted;
            omitted = here * omission + omitted * Math.max(omission, OMITTED_TOO);
        }
        now[signs.length] += omitted;
    }

    /** Likelihood that the row was left empty. */
    double blank() {
        return rest[0];
    }

    /** Likelihood of the row where its boxes hold nothing that makes sense. */
    double senseless() {
        return senseless;
    }

    /** Whether the row's ink may be letters in a row of names, digits in a date. */
    boolean mayHoldItsKind() {
        return ownKind >= OWN_KIND;
    }

    int boxes() {
        return boxes;
    }

    /** The likeliest sign of each box, from the first written one to the last, without boxes that were crossed out. */
    byte[] bestText() {
        byte[] text = new byte[boxes];
        int length = 0;
        int end = 0;
        for (int box = 0; box < boxes; box++) {
            int sign = bests[box];
            if (sign == alphabet.crossedOut() || sign == alphabet.blank() && length == 0) {
                continue;
            }
            text[length++] = (byte) sign;
            end = sign == alphabet.blank() ? end : length;
        }
        return Arrays.copyOf(text, end);
    }

    /** How many boxes are more likely written in than not. */
    int inked() {
        return inked;
    }

    /** Mean probability of the best class over the boxes with ink, 0 to 1; 0 where there are none. */
    double sharpness() {
        return sharpness;
    }

    /** Likelihood of {@code sign} in {@code box}, relative to the box's best class. */
    double trace(int box, int sign) {
        return traces[box][sign];
    }

    /** Likelihood that {@code box} is none of the text's, after its first letter. */
    double inserted(int box) {
        return inserted[box];
    }

    /** The same, before the text's first letter. */
    double leading(int box) {
        return leading[box];
    }

    /** Likelihood that the text ended before {@code box}, which may be one past the last. */
    double rest(int box) {
        return rest[box];
    }
}
