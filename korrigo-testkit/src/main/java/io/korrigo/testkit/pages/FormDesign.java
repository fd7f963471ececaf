package io.korrigo.testkit.pages;

import io.korrigo.identify.HeaderField;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Lays a form out from its measures, in millimetres. Confined to one thread. */
final class FormDesign {
    private static final double RIGHT = FormPlate.RIGHT;
    private static final double NARROWEST_BOX = 5.2;

    private final FormPlate plate = new FormPlate();

    private String title = "Modèle CMEN v2";
    private String numberLabel = "Numéro Inscription :";
    private double left = 6.7;
    private double top = 11.3;
    private double boxWidth = 6.4;
    private double boxHeight = 7.1;
    private double gap = 0;
    private double rowPitch = 15;
    private double namesLeft = 46.8;
    private int nameBoxes = 24;
    private int numberBoxes = 10;
    private double type = 3.6;
    private String separator = "/";
    private boolean labelsAbove = false;
    private boolean dateFirst = false;
    private boolean dateOnItsOwnLine = false;
    private boolean extraComb = false;
    private boolean dateHints = false;
    private Color color = new Color(120, 155, 205);
    private double boxLine = 0.3;

    static FormDesign cmenV2() {
        return new FormDesign();
    }

    static FormDesign cmenV3() {
        FormDesign design = new FormDesign();
        design.title = "Modèle CMEN v3  ©NEOPTEC";
        design.numberLabel = "Numéro Candidat :";
        design.top = 14;
        design.boxWidth = 7.4;
        design.boxHeight = 8;
        design.nameBoxes = 21;
        design.numberBoxes = 11;
        design.rowPitch = 13;
        design.namesLeft = 44;
        design.color = new Color(150, 150, 155);
        design.boxLine = 0.25;
        design.dateHints = true;
        design.dateOnItsOwnLine = true;
        return design;
    }

    static FormDesign ccyc() {
        FormDesign design = new FormDesign();
        design.title = "Modèle CCYC : ©DNE";
        design.numberLabel = "N° candidat :";
        design.left = 9;
        design.top = 12;
        design.boxWidth = 5.6;
        design.boxHeight = 6.6;
        design.gap = 0.9;
        design.nameBoxes = 22;
        design.numberBoxes = 10;
        design.rowPitch = 11.5;
        design.namesLeft = 54;
        design.color = new Color(60, 60, 60);
        design.boxLine = 0.2;
        design.extraComb = true;
        design.dateOnItsOwnLine = true;
        return design;
    }

    static FormDesign random(RandomGenerator random) {
        FormDesign design = switch (random.nextInt(3)) {
            case 0 -> cmenV2();
            case 1 -> cmenV3();
            default -> ccyc();
        };
        design.left = random.nextDouble(5, 12);
        design.labelsAbove = random.nextInt(8) == 0;
        design.namesLeft = design.labelsAbove ? design.left + random.nextDouble(0, 6) : random.nextDouble(42, 58);
        design.boxWidth = random.nextDouble(5.5, 9);
        design.gap = random.nextInt(3) == 0 ? random.nextDouble(0.5, 1.8) : 0;
        design.boxHeight = Math.max(6, design.boxWidth * random.nextDouble(0.95, 1.3));
        double room = RIGHT - design.namesLeft;
        int fitting = (int) ((room + design.gap) / (design.boxWidth + design.gap));
        design.nameBoxes = Math.min(fitting, random.nextInt(15, 31));
        design.numberBoxes = random.nextInt(8, 14);
        design.rowPitch = design.boxHeight + (design.labelsAbove ? 5.5 : 2) + random.nextDouble(1, 6);
        design.top = random.nextDouble(9, 24) + (design.labelsAbove ? 4 : 0);
        design.type = random.nextDouble(3, 4);
        design.separator = List.of("/", "/", "/", "-", " ").get(random.nextInt(5));
        design.dateFirst = random.nextInt(4) == 0;
        design.dateOnItsOwnLine = random.nextInt(3) == 0;
        design.dateHints = random.nextInt(4) == 0;
        design.extraComb = random.nextInt(4) == 0;
        design.color = color(random);
        design.boxLine = random.nextDouble(0.15, 0.5);
        return design;
    }

    private static Color color(RandomGenerator random) {
        int light = random.nextInt(0, 80);
        return switch (random.nextInt(4)) {
            case 0, 1 -> new Color(90 + light, 130 + light, 190 + light / 2);
            case 2 -> new Color(110 + light, 110 + light, 112 + light);
            default -> new Color(20 + light, 20 + light, 22 + light);
        };
    }

    HeaderForm form() {
        plate.text(title, left, Math.max(5, top - (labelsAbove ? 8 : 5)), 2.3);
        nameRow(HeaderField.LAST_NAME, "Nom de famille :", "(Suivi, s'il y a lieu, du nom d'usage)", top);
        nameRow(HeaderField.FIRST_NAME, "Prénom(s) :", null, top + rowPitch);
        double y = numberAndDate(top + 2 * rowPitch);
        double end = plate.answerLines(left, y + 3);
        plate.text("Remplir soigneusement, sur CHAQUE feuille, la zone d'identification en MAJUSCULES.", left, end, 2);
        plate.text(
                "Ne pas signer la composition. Numéroter chaque page dans le cadre en bas de la page. Encre foncée.",
                left,
                end + 3,
                2);
        plate.line(left, end + 6, RIGHT - left, 0.5);
        return plate.form(end + 6, color, boxLine);
    }

    private void nameRow(HeaderField field, String label, @Nullable String hint, double y) {
        plate.row(comb(field, namesLeft, y, boxWidth, nameBoxes, List.of(nameBoxes)));
        if (labelsAbove) {
            plate.text(label, namesLeft, y - 1.4, type * 0.85);
            if (hint != null) {
                double after = namesLeft + FontFace.PRINT.width(label + " ", type * 0.85);
                plate.text(hint, after, y - 1.4, 2);
            }
            return;
        }
        plate.text(label, left, y + boxHeight * 0.5, type);
        if (hint != null) {
            plate.text(hint, left, y + boxHeight * 0.5 + 3, Math.min(1.9, (namesLeft - left - 1) / 17));
        }
    }

    /** Number and birth date side by side where they fit, one below the other where not; returns where they end. */
    private double numberAndDate(double y) {
        double numberWidth = FontFace.PRINT.width(numberLabel, type) + 2;
        double dateWidth = FontFace.PRINT.width("Né(e) le :", type) + 2;
        double groupGap = 4;
        double width = boxWidth;
        double needed = numberWidth + dateWidth + 8 + (numberBoxes + 8) * (width + gap) + 2 * groupGap;
        if (!dateOnItsOwnLine && needed > RIGHT - left) {
            width = Math.min(
                    width, width * (RIGHT - left - needed + (numberBoxes + 8) * width) / ((numberBoxes + 8) * width));
        }
        boolean below = dateOnItsOwnLine || width < NARROWEST_BOX;
        if (below) {
            width = boxWidth;
            date(left, y + (dateFirst ? 0 : rowPitch), width, dateWidth, groupGap);
            number(left, y + (dateFirst ? rowPitch : 0), width, numberWidth);
            return y + rowPitch + boxHeight + (dateHints ? 3 : 0);
        }
        double dateBoxes = dateWidth + 8 * (width + gap) + 2 * groupGap;
        double numbers = numberWidth + numberBoxes * (width + gap);
        double between = Math.min(20, RIGHT - left - dateBoxes - numbers);
        date(dateFirst ? left : left + numbers + between, y, width, dateWidth, groupGap);
        number(dateFirst ? left + dateBoxes + between : left, y, width, numberWidth);
        return y + boxHeight + (dateHints ? 3 : 0);
    }

    private void number(double x, double y, double width, double labelWidth) {
        plate.text(numberLabel, x, y + boxHeight * 0.62, type);
        int fitting = (int) ((RIGHT - x - labelWidth) / (width + gap));
        int boxes = Math.min(numberBoxes, fitting);
        CombRow row = comb(HeaderField.CANDIDATE_NUMBER, x + labelWidth, y, width, boxes, List.of(boxes));
        plate.row(row);
        String label = "N° d'inscription :";
        double end = row.last().right() + 5 + FontFace.PRINT.width(label, type * 0.8) + 2;
        if (extraComb && dateOnItsOwnLine && end + 3 * (width + gap) < RIGHT) {
            plate.text(label, row.last().right() + 5, y + boxHeight * 0.62, type * 0.8);
            plate.row(comb(null, end, y, width, 3, List.of(3)));
        }
    }

    private void date(double x, double y, double width, double labelWidth, double groupGap) {
        plate.text("Né(e) le :", x, y + boxHeight * 0.62, type);
        List<Box> boxes = new ArrayList<>();
        double at = x + labelWidth;
        String[] hints = {"Jour", "Mois", "Année"};
        int group = 0;
        for (int size : List.of(2, 2, 4)) {
            if (dateHints) {
                plate.text(hints[group], at, y + boxHeight + 2.4, 1.9);
            }
            for (int i = 0; i < size; i++) {
                boxes.add(new Box(at, y, width, boxHeight));
                at += width + gap;
            }
            if (++group < 3 && !separator.isBlank()) {
                double middle = at - gap + (groupGap + gap) / 2 - FontFace.PRINT.width(separator, type) / 2;
                plate.text(separator, middle, y + boxHeight * 0.66, type);
            }
            at += groupGap;
        }
        plate.row(new CombRow(HeaderField.BIRTH_DATE, boxes, List.of(2, 2, 4)));
    }

    private CombRow comb(
            @Nullable HeaderField field, double x, double y, double width, int count, List<Integer> groups) {
        Box[] boxes = new Box[count];
        Arrays.setAll(boxes, i -> new Box(x + i * (width + gap), y, width, boxHeight));
        return new CombRow(field, List.of(boxes), groups);
    }
}
