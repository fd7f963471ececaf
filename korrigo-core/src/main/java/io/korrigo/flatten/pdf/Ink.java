package io.korrigo.flatten.pdf;

/** The colours that are drawn with, red, green and blue from 0 to 1. */
public record Ink(double red, double green, double blue) {
    public static final Ink BLACK = new Ink(0.1, 0.1, 0.1);
    public static final Ink GREY = new Ink(0.42, 0.42, 0.42);
    public static final Ink WHITE = new Ink(1, 1, 1);
    public static final Ink RED = new Ink(0.80, 0.07, 0.10);
    public static final Ink BLUE = new Ink(0.09, 0.27, 0.75);
    public static final Ink GREEN = new Ink(0, 0.48, 0.20);
    public static final Ink YELLOW = new Ink(1, 0.90, 0.20);
    /** Yellow that can be read as text on white paper. */
    public static final Ink AMBER = new Ink(0.55, 0.40, 0);
}
