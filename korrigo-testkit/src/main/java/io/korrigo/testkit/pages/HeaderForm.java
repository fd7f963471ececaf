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
    private final List<PrintedShape> shapes;
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
            List<PrintedShape> shapes,
            double bottom,
            Color boxColor,
            double boxLine) {
        this.rows = List.copyOf(rows);
        this.texts = List.copyOf(texts);
        this.lines = List.copyOf(lines);
        this.shapes = List.copyOf(shapes);
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

    /**
     * CMEN v3 as papers of 2024 have it: 23 boxes for a name, number, label and birth date in one row on the names' grid,
     * gaps of one box with a printed slash, a frame, a square code.
     */
    public static HeaderForm cmenV3True() {
        return MinistryForm.cmenV3();
    }

    /** The same with the rows of boxes and the boxes to tick that papers of competitions have below. */
    public static HeaderForm cmenV3WithCodes() {
        return MinistryForm.cmenV3WithCodes();
    }

    /** CCYC 1.1 as subjects of 2020 have it: 24 boxes for a name, the inscription's boxes beside the number's. */
    public static HeaderForm ccycTrue() {
        return MinistryForm.ccyc();
    }

    /**
     * A form by lot that need not look like any of the ministry's: measures, grids, gaps, rows, frames, colours, places of
     * labels and further rows of boxes range over all of the true forms and beyond.
     */
    public static HeaderForm wide(long seed) {
        return new WideForm(new Random(seed)).form();
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

    List<PrintedShape> shapes() {
        return shapes;
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
