package io.korrigo.identify.match;

import io.korrigo.identify.RowReading;
import io.korrigo.identify.match.Differences.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where the boxes of a row differ from a text, judged by what is clearly read and by nothing else.
 *
 * <p>How usual a name is does not count here: a stranger whose name resembles a student's is told from the student
 * wherever the name comes from. Text and boxes are aligned so that they differ as little as they can. Where a letter may
 * well be meant, a box may be empty or is crossed out, there is no difference.
 *
 * <p><b>Threads:</b> immutable.
 */
final class RowComparison {
    /**
     * A letter that the text has and the row has not, or the other way round: about as much as a letter that is surely
     * another, since "Sara" and "Sarah" are two people.
     */
    private static final double LETTER_MISSING = 10;
    /** An empty box within a name: its letter is faint, since nobody leaves holes in a name. */
    private static final double FAINT = 0.7;
    /** Boxes: a gap between two names and a faint letter beside it. More empty ones than that are the end of a name. */
    private static final int WIDEST_HOLE = 2;
    /** A box is surely empty from this probability on. */
    private static final double SURELY_EMPTY = 0.99;
    /** A dash or an apostrophe is not a class of the character model, so the box that holds one may read as anything. */
    private static final double DRAWN_GAP = 1;

    /** So much of each difference may be chance: a page that is hard to read has many, none of them clear. */
    private static final double BY_CHANCE = 1;
    /** The same of a letter in a box that stands alone and should be empty: specks, strokes from outside. */
    private static final double BY_CHANCE_ALONE = 2;
    /**
     * A box in which a letter is read and that yet may be crossed out or empty: so much of that probability speaks for the
     * student, who seldom crosses out or leaves a hole.
     */
    private static final double SELDOM = 0.02;

    /** Against rounding. */
    private static final double LEAST = 1e-9;

    private final Alphabet alphabet;
    private final int boxes;
    private final double[][] odds;
    /** By box and sign, how clearly the box holds another letter; at the end, any letter. */
    private final double[][] others;

    private final int[] bests;
    private int firstInked = Integer.MAX_VALUE;
    private int lastInked = -1;

    RowComparison(RowReading row, Alphabet alphabet) {
        this.alphabet = alphabet;
        boxes = row.cells().size();
        odds = new double[boxes][];
        others = new double[boxes][];
        bests = new int[boxes];
        for (int box = 0; box < boxes; box++) {
            odds[box] = CellOdds.clear(row.cells().get(box), alphabet);
            others[box] = others(odds[box]);
            for (int c = 1; c < odds[box].length; c++) {
                bests[box] = odds[box][c] > odds[box][bests[box]] ? c : bests[box];
            }
            if (bests[box] != alphabet.blank()) {
                firstInked = Math.min(firstInked, box);
                lastInked = box;
            }
        }
    }

    /**
     * Where the row differs from that spelling which it resembles most.
     *
     * @param spellings one or more
     * @param mayGoOn whether names that nobody knows of may follow behind an empty box
     */
    Differences from(List<Spelling> spellings, boolean mayGoOn) {
        Alignment best = alignment(spellings.get(0), spellings, mayGoOn);
        for (Spelling spelling : spellings.subList(1, spellings.size())) {
            Alignment next = alignment(spelling, spellings, mayGoOn);
            best = next.sum < best.sum ? next : best;
        }
        return best.differences();
    }

    /** Behind "Anne" nothing unknown follows where the student is Anne-Sophie. */
    private Alignment alignment(Spelling spelling, List<Spelling> all, boolean mayGoOn) {
        boolean whole = all.stream().noneMatch(other -> goesOn(spelling.signs(), other.signs()));
        return new Alignment(spelling.signs(), mayGoOn && whole);
    }

    private static boolean goesOn(byte[] start, byte[] whole) {
        return whole.length > start.length
                && whole[start.length] == Alphabet.GAP
                && Arrays.equals(start, 0, start.length, whole, 0, start.length);
    }

    private static double odds(double probability) {
        return probability <= 0.5 ? 0 : Math.log(probability / Math.max(LEAST, 1 - probability));
    }

    /** Of the signs of a box, how much likelier it is that they are others than that {@code sign} was meant. */
    private double[] others(double[] probabilities) {
        int characters = alphabet.characters();
        double any = 0;
        for (int c = 0; c < characters; c++) {
            any += probabilities[c];
        }
        double none = SELDOM * (probabilities[alphabet.blank()] + probabilities[alphabet.crossedOut()]);
        double[] others = new double[characters + 1];
        for (int c = 0; c < characters; c++) {
            others[c] = logRatio(any - probabilities[c], probabilities[c] + none);
        }
        others[characters] =
                logRatio(any, probabilities[alphabet.blank()] + SELDOM * probabilities[alphabet.crossedOut()]);
        return others;
    }

    private static double logRatio(double one, double other) {
        return one <= other ? 0 : Math.log(one / Math.max(LEAST, other));
    }

    /** How clearly a box holds a letter that nobody would have written there; a hole in a name may hold a faint one. */
    private double extra(int box) {
        if (alphabet == Alphabet.NAMES && isHole(box)) {
            return FAINT;
        }
        double chance = isInked(box - 1) || isInked(box + 1) ? 0 : BY_CHANCE_ALONE;
        return Math.min(LETTER_MISSING, Math.max(0, others[box][alphabet.characters()] - chance));
    }

    /** Whether a box is empty between others that are not: in a name few at a time, or what follows is a speck behind it. */
    private boolean isHole(int box) {
        if (isInked(box) || box < firstInked || box > lastInked) {
            return false;
        }
        int from = box;
        int to = box;
        while (!isInked(from - 1)) {
            from--;
        }
        while (!isInked(to + 1)) {
            to++;
        }
        return alphabet != Alphabet.NAMES || to - from < WIDEST_HOLE;
    }

    private boolean isInked(int box) {
        return box >= 0 && box < boxes && bests[box] != alphabet.blank();
    }

    /** How clearly a box does not hold {@code sign}. */
    private double against(int box, int sign) {
        boolean empty = bests[box] == alphabet.blank();
        if (sign >= alphabet.characters()) {
            return empty ? 0 : alphabet == Alphabet.NAMES ? Math.min(DRAWN_GAP, extra(box)) : extra(box);
        }
        if (!empty) {
            return Math.max(0, others[box][sign] - BY_CHANCE);
        }
        if (isHole(box)) {
            return FAINT;
        }
        double blank = odds[box][alphabet.blank()];
        return blank >= SURELY_EMPTY ? LETTER_MISSING : Math.min(LETTER_MISSING, odds(blank));
    }

    /** A gap needs no box; a text that is longer than the row may be cut at its end. */
    private double missing(int box, int sign, boolean longer) {
        boolean cut = box == boxes && lastInked == boxes - 1 && longer;
        return sign >= alphabet.characters() || cut ? 0 : LETTER_MISSING;
    }

    /** The alignment of one text with the boxes in which they differ least. */
    private final class Alignment {
        private final byte[] signs;
        /** By boxes and signs that are done with. */
        private final double[][] least;

        /** Whether the row can't hold the whole text. */
        private final boolean longer;

        private final int end;
        private final double sum;

        Alignment(byte[] signs, boolean mayGoOn) {
            this.signs = signs;
            longer = signs.length > boxes - Math.min(firstInked, boxes);
            least = new double[boxes + 1][signs.length + 1];
            for (int box = 0; box <= boxes; box++) {
                for (int read = 0; read <= signs.length; read++) {
                    least[box][read] = box + read == 0
                            ? 0
                            : Math.min(both(box, read), Math.min(skipped(box, read), lost(box, read)));
                }
            }
            int best = boxes;
            for (int box = 1; mayGoOn && box < boxes; box++) {
                boolean gap = bests[box] == alphabet.blank() && bests[box - 1] != alphabet.blank();
                best = gap && least[box][signs.length] < least[best][signs.length] ? box : best;
            }
            end = best;
            sum = least[best][signs.length];
        }

        private double both(int box, int read) {
            return box == 0 || read == 0
                    ? Double.POSITIVE_INFINITY
                    : least[box - 1][read - 1] + against(box - 1, signs[read - 1]);
        }

        private double skipped(int box, int read) {
            return box == 0 ? Double.POSITIVE_INFINITY : least[box - 1][read] + extra(box - 1);
        }

        private double lost(int box, int read) {
            return read == 0 ? Double.POSITIVE_INFINITY : least[box][read - 1] + missing(box, signs[read - 1], longer);
        }

        Differences differences() {
            List<Place> places = new ArrayList<>();
            int box = end;
            int read = signs.length;
            byte[] written = signs.clone();
            int others = 0;
            while (box + read > 0) {
                double value = least[box][read];
                if (value == both(box, read)) {
                    box--;
                    read--;
                    int sign = inked(box, signs[read]);
                    add(places, box, sign, signs[read], against(box, signs[read]));
                    if (isLetter(signs[read]) && sign != signs[read]) {
                        others++;
                        written[read] = isLetter(sign) ? (byte) sign : signs[read];
                    }
                } else if (value == skipped(box, read)) {
                    box--;
                    add(places, box, bests[box], -1, extra(box));
                } else {
                    read--;
                    add(places, box, -1, signs[read], missing(box, signs[read], longer));
                }
            }
            Collections.reverse(places);
            return new Differences(places, others == 1 && places.size() == 1 ? likeness(written) : 0);
        }

        private boolean isLetter(int sign) {
            return alphabet == Alphabet.NAMES && sign >= 0 && sign < alphabet.characters();
        }

        /** How many times likelier a name what is written is than the text, as a logarithm. */
        private double likeness(byte[] written) {
            return Arrays.equals(written, signs) ? 0 : NameModel.FIRST.log(written) - NameModel.FIRST.log(signs);
        }

        /** The sign in a box; none where a letter was due and the box is empty. */
        private int inked(int box, int due) {
            return bests[box] == alphabet.blank() && due < alphabet.characters() ? -1 : bests[box];
        }

        private void add(List<Place> places, int box, int read, int due, double odds) {
            if (odds > 0) {
                places.add(new Place(box, read, due, odds));
            }
        }
    }
}
