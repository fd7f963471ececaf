package io.korrigo.testkit.pages;

import io.korrigo.identify.HeaderField;
import java.awt.Color;
import java.util.List;

/**
 * The ministry's forms by their true measures, taken in pixels at 200 dpi from the papers of 2020 and 2024: joined boxes,
 * gaps of exactly one box in the date, black lines. Confined to one thread.
 */
final class MinistryForm {
    private static final Color BLACK = new Color(25, 25, 25);
    private static final double MILLIMETRES = 25.4 / 200;
    private static final List<Integer> DATE = List.of(2, 2, 4);

    private final FormPlate plate = new FormPlate();
    private final double left;
    private final double width;
    private final double height;
    private final double line;

    private MinistryForm(double left, double width, double height, double line) {
        this.left = left;
        this.width = width;
        this.height = height;
        this.line = line;
    }

    /** CMEN v3 of 2024: number, label and date in one row on the names' grid. */
    static HeaderForm cmenV3() {
        MinistryForm form = new MinistryForm(389, 51.45, 63, 3.2);
        return form.cmen("Modèle CMEN v3").form(mm(345), BLACK, mm(form.line));
    }

    /** CMEN v3 with the rows of boxes and the tick boxes that papers of competitions have below. */
    static HeaderForm cmenV3WithCodes() {
        MinistryForm form = new MinistryForm(389, 51.45, 63, 3.2);
        form.cmen("Modèle CMEN-DOC v2");
        form.codes(350);
        return form.plate.form(mm(545), BLACK, mm(form.line));
    }

    /** CCYC 1.1 of 2020: the inscription's boxes beside the number's, the date in a row of its own. */
    static HeaderForm ccyc() {
        MinistryForm form = new MinistryForm(423, 47.2, 63, 2.4);
        form.row(HeaderField.LAST_NAME, 98, 24);
        form.row(HeaderField.FIRST_NAME, 177, 24);
        form.row(HeaderField.CANDIDATE_NUMBER, 256, 11);
        form.plate.code(form.box(18, 256), 3, 0);
        form.date(0, 349);
        form.label("Nom de famille (naissance) :", 95, 145, 24);
        form.label("(Suivi s'il y a lieu, du nom d'usage)", 160, 168, 13);
        form.label("Prénom(s) :", 265, 222, 27);
        form.label("N° candidat :", 245, 298, 27);
        form.plate.textEndingAt("N° d'inscription :", mm(1040), mm(1250), mm(298), mm(27));
        form.plate.text("(Les numéros figurent sur la convocation.)", mm(422), mm(338), mm(17));
        form.label("Né(e) le :", 290, 392, 27);
        form.plate.text("Modèle CCYC : ©DNE", mm(97), mm(118), mm(20));
        form.plate.text("1.1", mm(1530), mm(403), mm(18));
        form.plate.logo(new Box(mm(91), mm(313), mm(162), mm(95)));
        form.plate.frame(mm(79), mm(79), mm(1574), mm(417), mm(form.line));
        return form.plate.form(mm(430), BLACK, mm(form.line));
    }

    private FormPlate cmen(String title) {
        row(HeaderField.LAST_NAME, 91.5, 23);
        row(HeaderField.FIRST_NAME, 169.5, 23);
        row(HeaderField.CANDIDATE_NUMBER, 247.5, 11);
        date(13, 247.5);
        label("Nom de famille :", 160, 132, 27);
        label("(Suivi, s'il y a lieu, du nom d'usage)", 92, 150, 15);
        label("Prénom(s) :", 222, 206, 27);
        label("Numéro", 240, 275, 27);
        label("Candidat :", 222, 300, 27);
        plate.textEndingAt("Né(e)", mm(970), mm(1043), mm(275), mm(27));
        plate.textEndingAt("le :", mm(970), mm(1043), mm(300), mm(27));
        plate.text(title, mm(78), mm(94), mm(20));
        plate.code(mm(93), mm(193), mm(106));
        plate.frame(mm(60), mm(65), mm(1594), mm(332), mm(4));
        return plate;
    }

    /** Rows of boxes from {@code y} down, and boxes to tick. */
    private void codes(double y) {
        code("Concours :", 0, y, 3);
        code("Section :", 8, y, 5);
        code("Épreuve :", 0, y + 78, 3);
        code("Matière :", 8, y + 78, 4);
        code("Session :", 17, y + 78, 4);
        plate.tickBoxes(List.of("Interne", "Externe", "3e concours", "Privé"), mm(left), mm(y + 180), mm(24));
        plate.frame(mm(60), mm(y - 8), mm(1594), mm(y + 190), mm(line));
    }

    private void code(String label, int column, double y, int count) {
        plate.code(box(column, y), count, 0);
        double right = left + column * width - 10;
        plate.textEndingAt(label, mm(right - 4 * width), mm(right), mm(y + 40), mm(25));
    }

    private void row(HeaderField field, double y, int count) {
        plate.comb(field, box(0, y), List.of(count), 0, 0);
    }

    private void date(int column, double y) {
        CombRow date = plate.comb(HeaderField.BIRTH_DATE, box(column, y), DATE, 0, mm(width));
        plate.tallSlashes(date, mm(line));
    }

    private Box box(int column, double y) {
        return new Box(mm(left + column * width), mm(y), mm(width), mm(height));
    }

    private void label(String text, double from, double baseline, double size) {
        plate.textEndingAt(text, mm(from), mm(left - 14), mm(baseline), mm(size));
    }

    private static double mm(double pixels) {
        return pixels * MILLIMETRES;
    }
}
