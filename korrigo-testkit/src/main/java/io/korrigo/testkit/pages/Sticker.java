package io.korrigo.testkit.pages;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Printed lines that say who wrote a page: a label stuck on it, or a typed header.
 *
 * @param lines from top to bottom; printing characters of Latin-1
 * @param x left end of the lines, in millimetres of an A4 page
 * @param y top of the first line, in millimetres
 * @param size of the type, in millimetres; 3.5 is 10 point
 * @param framed whether a frame is drawn around it
 * @param onForm whether a form with empty boxes is printed on the page, too
 */
public record Sticker(List<String> lines, double x, double y, double size, boolean framed, boolean onForm) {
    /** From one line's baseline to the next, in sizes of the type. */
    private static final double LEADING = 1.45;

    private static final double MARGIN = 3;

    public Sticker {
        lines = List.copyOf(lines);
    }

    /** A framed sticker of 10 point type on a page without a form. */
    public static Sticker of(String... lines) {
        return new Sticker(List.of(lines), 110, 20, 3.5, true, false);
    }

    /** The same on the empty boxes' page, below them. */
    public Sticker below(HeaderForm form) {
        return new Sticker(lines, x, form.bottom() + 2 * MARGIN, size, framed, true);
    }

    List<PrintedText> texts() {
        return IntStream.range(0, lines.size())
                .mapToObj(line -> new PrintedText(lines.get(line), x, y + size * (1 + LEADING * line), size))
                .toList();
    }

    Box frame() {
        double right = texts().stream().mapToDouble(PrintedText::right).max().orElse(x);
        double height = size * (LEADING * lines.size());
        return new Box(x - MARGIN, y - MARGIN, right - x + 2 * MARGIN, height + 2 * MARGIN);
    }
}
