package io.korrigo.identify.match;

import io.korrigo.identify.CellReading;

/**
 * The signs that a spelling is made of, and what each of them may leave in a box.
 *
 * <p>A sign is a small distribution over the classes that a box of that kind of row can hold: a letter leaves that
 * letter; the gap between two words leaves an empty box, a dash, or no box at all.
 */
final class Alphabet {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String FIGURES = "0123456789";

    /** A letter that the pupil crossed out and did not write again. */
    private static final double CROSSED_IN_PLACE = 0.002;
    /** Between two words most pupils leave a box empty, few draw a dash in it, the others leave none. */
    private static final double GAP_HAS_A_BOX = 0.7;

    /** Share of pupils who write on in the next box. An estimate, as the two before. */
    private static final double GAP_LEAVES_NO_BOX = 0.3;
    /** A dash or an apostrophe is not a class of the character model, so the box that holds one may read as anything. */
    private static final double GAP_IS_DRAWN = 0.3;
    /** An apostrophe shares a box with a letter about as often as it takes one. */
    private static final double APOSTROPHE_HAS_A_BOX = 0.5;
    /** A segmentation slip or a forgotten letter. */
    private static final double LETTER_LOST = 0.001;
    /** Of dates: the first digits of day and month are nearly uniform over these. */
    private static final double[] FIRST_DAY_DIGIT = {0.295, 0.33, 0.33, 0.045};

    /** Of a date of any month: nine months begin with 0, three with 1. */
    private static final double[] FIRST_MONTH_DIGIT = {0.75, 0.25};

    /** Letters, then {@link #GAP} and {@link #APOSTROPHE}. */
    static final Alphabet NAMES = names();
    /** Digits, then {@link #DATE_GAP} and the four uncertain digits that stand for any day and any month. */
    static final Alphabet DATES = dates();

    static final byte GAP = 26;
    static final byte APOSTROPHE = 27;
    static final byte DATE_GAP = 10;
    static final byte ANY_DAY_FIRST = 11;
    static final byte ANY_DAY_SECOND = 12;
    static final byte ANY_MONTH_FIRST = 13;
    static final byte ANY_MONTH_SECOND = 14;

    /** Indices into {@link CellReading#CLASSES} of what a box may hold: the characters, then blank, then crossed out. */
    final int[] classes;
    /** For each sign, how much of it goes to each of {@link #classes} when it takes a box. */
    final double[][] traces;
    /** For each sign, the probability that it takes no box. */
    final double[] omissions;

    private Alphabet(String characters, int signs) {
        String all = characters + CellReading.BLANK + CellReading.CROSSED_OUT;
        classes = all.chars().map(CellReading.CLASSES::indexOf).toArray();
        traces = new double[signs][classes.length];
        omissions = new double[signs];
        for (int character = 0; character < characters.length(); character++) {
            traces[character][character] = 1 - CROSSED_IN_PLACE;
            traces[character][crossedOut()] = CROSSED_IN_PLACE;
            omissions[character] = LETTER_LOST;
        }
    }

    /** The capital or digit of a sign that is one. */
    char character(int sign) {
        return CellReading.CLASSES.charAt(classes[sign]);
    }

    /** How many plain characters come before the other signs. */
    int characters() {
        return classes.length - 2;
    }

    /** Position of the empty box among {@link #classes}. */
    int blank() {
        return classes.length - 2;
    }

    /** Position of the crossed-out box among {@link #classes}. */
    int crossedOut() {
        return classes.length - 1;
    }

    static Alphabet names() {
        Alphabet names = new Alphabet(LETTERS, LETTERS.length() + 2);
        names.gap(LETTERS.length(), GAP_HAS_A_BOX, GAP_IS_DRAWN, GAP_LEAVES_NO_BOX);
        names.gap(LETTERS.length() + 1, APOSTROPHE_HAS_A_BOX, 1 - GAP_IS_DRAWN, 1 - APOSTROPHE_HAS_A_BOX);
        return names;
    }

    private void gap(int sign, double withBox, double drawn, double omitted) {
        for (int c = 0; c < classes.length; c++) {
            traces[sign][c] = withBox * drawn / classes.length;
        }
        traces[sign][blank()] += withBox * (1 - drawn);
        omissions[sign] = omitted;
    }

    static Alphabet dates() {
        Alphabet dates = new Alphabet(FIGURES, FIGURES.length() + 5);
        dates.traces[10][dates.blank()] = 1;
        for (int digit = 0; digit < FIGURES.length(); digit++) {
            dates.traces[11][digit] = digit < FIRST_DAY_DIGIT.length ? FIRST_DAY_DIGIT[digit] : 0;
            dates.traces[12][digit] = 0.1;
            dates.traces[13][digit] = digit < FIRST_MONTH_DIGIT.length ? FIRST_MONTH_DIGIT[digit] : 0;
            dates.traces[14][digit] = 0.1;
        }
        for (int sign = 11; sign <= 14; sign++) {
            dates.omissions[sign] = LETTER_LOST;
        }
        return dates;
    }
}
