package io.korrigo.identify.print;

import io.korrigo.exam.PageRegion;
import java.util.ArrayList;
import java.util.List;

/** Printed lines made by hand: one below the other, every character read with 96 %. */
final class PrintedLines {
    private static final double WIDTH = 0.01;
    private static final double HEIGHT = 0.012;
    private static final double CONFIDENCE = 0.96;

    private PrintedLines() {}

    static List<PrintedRun> of(String... lines) {
        List<PrintedRun> printed = new ArrayList<>();
        for (String line : lines) {
            printed.add(at(0.1, 0.05 + 1.5 * HEIGHT * printed.size(), line));
        }
        return printed;
    }

    static PrintedRun at(double x, double y, String line) {
        List<PrintedSign> signs = new ArrayList<>();
        for (char c : line.toCharArray()) {
            PageRegion region = new PageRegion(x + WIDTH * signs.size(), y, WIDTH, HEIGHT);
            signs.add(new PrintedSign(c, c == ' ' ? 1 : CONFIDENCE, region));
        }
        return new PrintedRun(signs);
    }
}
