package io.korrigo.identify.print;

import io.korrigo.exam.PageRegion;
import java.util.List;

/**
 * Printed characters in a row: a line, or a part of one.
 *
 * @param signs from left to right, a space between two words
 */
record PrintedRun(List<PrintedSign> signs) {
    PrintedRun {
        signs = List.copyOf(signs);
    }

    /** As printed, one character a sign. */
    String text() {
        StringBuilder text = new StringBuilder(signs.size());
        signs.forEach(sign -> text.append(sign.character()));
        return text.toString();
    }

    /** In capitals without accents, one character a sign. */
    String plain() {
        StringBuilder text = new StringBuilder(signs.size());
        signs.forEach(sign -> text.append(sign.plain()));
        return text.toString();
    }

    boolean isEmpty() {
        return signs.isEmpty();
    }

    /** Signs {@code from} to {@code to}, exclusive, without what separates a value from its label or its neighbour. */
    PrintedRun part(int from, int to) {
        int first = from;
        int end = to;
        while (first < end && isEdge(signs.get(first))) {
            first++;
        }
        while (end > first && isEdge(signs.get(end - 1))) {
            end--;
        }
        return new PrintedRun(signs.subList(first, end));
    }

    private static boolean isEdge(PrintedSign sign) {
        return !sign.isLetter() && !sign.isDigit();
    }

    long letters() {
        return signs.stream().filter(PrintedSign::isLetter).count();
    }

    double left() {
        return signs.get(0).region().x();
    }

    double right() {
        PageRegion last = signs.get(signs.size() - 1).region();
        return last.x() + last.w();
    }

    double top() {
        return signs.stream().mapToDouble(sign -> sign.region().y()).min().orElseThrow();
    }

    double bottom() {
        return signs.stream()
                .mapToDouble(sign -> sign.region().y() + sign.region().h())
                .max()
                .orElseThrow();
    }
}
