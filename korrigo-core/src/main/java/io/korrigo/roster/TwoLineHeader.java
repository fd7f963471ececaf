package io.korrigo.roster;

import io.korrigo.roster.Cells.Sample;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header that two lines make together: "Naissance" above "Date" and "Lieu", "Élève" and "Responsable" above "Nom" and
 * "Nom". A cell of the upper line stands over those below it up to the next one.
 */
final class TwoLineHeader {
    /** Whose columns hold nothing about the student. */
    private static final Pattern OTHERS = Pattern.compile(
            ".*(?:responsable|representant|parent|pere|mere|tuteur|tutrice|legal|contact|enseignant|professeur).*");

    /** A cell of a student's row may be such a word ("Sortie"), but hardly two of them. */
    private static final int LOWER = 2;

    private TwoLineHeader() {}

    /** Whether a record can only be a header, so that the one above is a title or the upper line of it. */
    static boolean isLower(Sample record) {
        int known = 0;
        for (String cell : record.cells()) {
            known += HeaderAliases.column(CellText.clean(cell)) != null ? 1 : 0;
        }
        return known >= LOWER;
    }

    /** The texts of both lines for each column, or null where the upper line is a title or nothing. */
    static String @Nullable [] joined(Sample upper, Sample lower) {
        int labels = 0;
        for (String cell : upper.cells()) {
            labels += CellText.clean(cell).isEmpty() ? 0 : 1;
        }
        if (labels < 2) {
            return null;
        }
        int width = Math.max(upper.cells().length, lower.cells().length);
        String[] joined = new String[width];
        String above = "";
        for (int i = 0; i < width; i++) {
            String own = CellText.clean(upper.get(i));
            String below = CellText.clean(lower.get(i));
            above = own.isEmpty() ? above : own;
            joined[i] = below.isEmpty() ? own : text(above, below);
        }
        return joined;
    }

    private static String text(String above, String below) {
        if (above.isEmpty() || above.equals(below)) {
            return below;
        }
        if (OTHERS.matcher(Folding.fold(above)).matches()) {
            return above + " " + below;
        }
        if (HeaderAliases.column(below) != null) {
            return below;
        }
        String turned = below + " " + above;
        return HeaderAliases.column(turned) != null ? turned : above + " " + below;
    }
}
