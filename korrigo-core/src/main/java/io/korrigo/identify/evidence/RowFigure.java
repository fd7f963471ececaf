package io.korrigo.identify.evidence;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.RowReading;
import io.korrigo.identify.SignReading;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Draws a row's picture with what was read under each of its boxes, as SVG within HTML. */
final class RowFigure {
    /** Signs less likely than this are not shown. */
    private static final double SHOWN = 0.01;
    /** Below this the likeliest sign is marked. */
    private static final double DOUBT = 0.9;

    /** Shown under a box at most: more don't fit below each other. */
    private static final int SIGNS = 3;

    private RowFigure() {}

    /** @param differing boxes, from 1, that are marked */
    static String svg(RowReading row, RowCrop crop, Set<Integer> differing) {
        double box = crop.boxes().stream()
                .mapToDouble(RowCrop.Box::width)
                .sorted()
                .toArray()[crop.boxes().size() / 2];
        int large = size(box * 0.6, 24);
        int small = size(box * 0.36, 13);
        int first = crop.height() + 4 + large;
        int most =
                row.cells().stream().mapToInt(cell -> shown(cell).size()).max().orElse(1);
        int height = first + (most - 1) * (2 * small + 5) + small + 5;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" width=\"%d\">", crop.width(), height, crop.width()));
        svg.append(String.format(
                        Locale.ROOT,
                        "<image width=\"%d\" height=\"%d\" href=\"data:image/jpeg;base64,",
                        crop.width(),
                        crop.height()))
                .append(Base64.getEncoder().encodeToString(crop.jpeg()))
                .append("\"/><g font-size=\"")
                .append(small)
                .append("\">");
        for (int i = 0; i < crop.boxes().size(); i++) {
            if (differing.contains(i + 1)) {
                mark(svg, crop.boxes().get(i), crop.height());
            }
            signs(svg, row.cells().get(i), (int) Math.round(crop.boxes().get(i).centre()), first, large, small);
        }
        return svg.append("</g></svg>").toString();
    }

    private static void mark(StringBuilder svg, RowCrop.Box box, int height) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"x\" x=\"%.0f\" y=\"1\" width=\"%.0f\" height=\"%d\"/>",
                box.centre() - box.width() / 2,
                box.width(),
                height - 2));
    }

    private static List<SignReading> shown(CellReading cell) {
        return SignReading.likeliest(cell, SHOWN, SIGNS);
    }

    private static int size(double wanted, int most) {
        return (int) Math.max(6, Math.min(most, wanted));
    }

    private static void signs(StringBuilder svg, CellReading cell, int x, int first, int large, int small) {
        List<SignReading> signs = shown(cell);
        int y = first;
        for (int i = 0; i < signs.size(); i++) {
            SignReading sign = signs.get(i);
            String kind = sign.probability() < DOUBT ? "s d" : "s";
            if (i == 0) {
                svg.append(String.format(
                        Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\" font-size=\"%d\">", kind, x, y, large));
            } else {
                y += small + 4;
                svg.append(String.format(Locale.ROOT, "<text class=\"s\" x=\"%d\" y=\"%d\">", x, y));
            }
            svg.append(shown(sign.sign())).append("</text>");
            y += small + 1;
            svg.append(
                    String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%.0f</text>", x, y, 100 * sign.probability()));
        }
    }

    private static char shown(char sign) {
        return switch (sign) {
            case CellReading.BLANK -> '·';
            case CellReading.CROSSED_OUT -> '×';
            default -> sign;
        };
    }
}
