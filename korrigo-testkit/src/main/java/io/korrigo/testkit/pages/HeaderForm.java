package io.korrigo.testkit.pages;

import java.awt.Color;
import java.util.List;
import java.util.Random;

/**
 * The printed form at the top of an answer sheet: labels, rows of boxes and their measures.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class HeaderForm {
    private final List<CombRow> rows;
    private final List<PrintedText> texts;
    private final List<PrintedLine> lines;
    private final double bottom;
    private final Color boxColor;
    private final double boxLine;

    /**
     * @param bottom where the header ends, in millimetres
     * @param boxLine thickness of the boxes' lines, in millimetres
     */
    HeaderForm(
            List<CombRow> rows,
            List<PrintedText> texts,
            List<PrintedLine> lines,
            double bottom,
            Color boxColor,
            double boxLine) {
        this.rows = List.copyOf(rows);
        this.texts = List.copyOf(texts);
        this.lines = List.copyOf(lines);
        this.bottom = bottom;
        this.boxColor = boxColor;
        this.boxLine = boxLine;
    }

    /** The common "CMEN v2": 24 joined boxes for a name. */
    public static HeaderForm cmenV2() {
        return FormDesign.cmenV2().form();
    }

    /** "CMEN v3", which asks for a "Numéro Candidat". */
    public static HeaderForm cmenV3() {
        return FormDesign.cmenV3().form();
    }

    /** In the manner of the sister form CCYC: boxes apart, birth date on a line of its own. */
    public static HeaderForm ccyc() {
        return FormDesign.ccyc().form();
    }

    /** One of the three with measures, colours and wording drawn by lot: 15 to 30 boxes for a name, 5.5 to 9 mm each. */
    public static HeaderForm random(long seed) {
        return FormDesign.random(new Random(seed)).form();
    }

    List<CombRow> rows() {
        return rows;
    }

    List<PrintedText> texts() {
        return texts;
    }

    List<PrintedLine> lines() {
        return lines;
    }

    double bottom() {
        return bottom;
    }

    Color boxColor() {
        return boxColor;
    }

    double boxLine() {
        return boxLine;
    }
}
