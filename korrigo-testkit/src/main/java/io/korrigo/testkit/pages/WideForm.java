package io.korrigo.testkit.pages;

import io.korrigo.identify.HeaderField;
import java.awt.Color;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A form whose every measure is drawn by lot, from narrower, tighter and more crowded than the ministry's forms are to
 * wider and looser. Confined to one thread.
 */
final class WideForm {
    private static final List<Integer> DATE = List.of(2, 2, 4);
    private static final List<String> MARKS = List.of("/", "-", ".", "");
    private static final List<String> CODES = List.of("Concours :", "Section :", "Épreuve :", "Matière :", "Session :");
    private static final double LABEL = 26;

    private final RandomGenerator random;
    private final FormPlate plate = new FormPlate();
    private final double left;
    private final double namesLeft;
    private final double width;
    private final double height;
    private final double gap;
    private final boolean labelsAbove;
    private final double between;
    private final double line;
    private final Color color;
    private final double type;
    private double y;

    WideForm(RandomGenerator random) {
        this.random = random;
        left = random.nextDouble(5, 13);
        labelsAbove = random.nextInt(6) == 0;
        namesLeft = labelsAbove ? left + random.nextDouble(0, 8) : random.nextDouble(40, 60);
        width = random.nextDouble(4.9, 9);
        height = Math.max(5.6, Math.min(10.5, width * random.nextDouble(0.95, 1.45)));
        gap = random.nextInt(4) == 0 ? random.nextDouble(0.4, 1.9) : 0;
        between = labelsAbove ? random.nextDouble(4, 8) : random.nextDouble(0.8, 7);
        line = random.nextDouble(0.15, 0.55);
        color = color(random);
        type = random.nextDouble(2.6, 4);
        y = random.nextDouble(7, 26) + (labelsAbove ? 5 : 3);
    }

    private static Color color(RandomGenerator random) {
        int light = random.nextInt(0, 80);
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> new Color(10 + light / 2, 10 + light / 2, 12 + light / 2);
            case 4 -> new Color(90 + light, 130 + light, 190 + light / 2);
            case 5 -> new Color(110 + light, 110 + light, 112 + light);
            case 6 -> new Color(60 + light, 140 + light, 80 + light);
            default -> new Color(200 + light / 3, 90 + light, 60 + light);
        };
    }

    HeaderForm form() {
        double top = y;
        int count = Math.min(fitting(namesLeft), random.nextInt(14, 31));
        name(HeaderField.LAST_NAME, "Nom de famille :", count);
        name(HeaderField.FIRST_NAME, "Prénom(s) :", count);
        boolean dateFirst = random.nextInt(4) == 0;
        if (random.nextBoolean() || !sideBySide(dateFirst)) {
            oneBelowTheOther(dateFirst);
        }
        picture(top);
        double bottom = y - between + random.nextDouble(0.8, 5);
        if (random.nextInt(3) > 0) {
            double right = Math.min(206, FormPlate.RIGHT + random.nextDouble(0, 3));
            plate.frame(left - 1.5, top - (labelsAbove ? 5 : 2.5), right, bottom, random.nextDouble(0.2, 0.7));
        }
        plate.text("Modèle " + random.nextInt(1, 4), left, top - (labelsAbove ? 3 : 0.5), 1.9);
        y = bottom + random.nextDouble(1.5, 7);
        if (random.nextInt(3) == 0) {
            codes();
        }
        if (random.nextInt(4) == 0) {
            plate.tickBoxes(List.of("Interne", "Externe", "3e concours"), namesLeft, y + 3, random.nextDouble(2.4, 4));
            y += 7;
        }
        double end = random.nextBoolean() ? plate.answerLines(left, y) : y;
        return plate.form(end, color, line);
    }

    private int fitting(double x) {
        return (int) ((FormPlate.RIGHT - x + gap) / (width + gap));
    }

    private void name(HeaderField field, String label, int count) {
        plate.comb(field, new Box(namesLeft, y, width, height), List.of(count), gap, 0);
        label(label, left, namesLeft);
        next();
    }

    /** Words before boxes that begin at {@code x}, or above them. */
    private void label(String words, double from, double x) {
        if (labelsAbove) {
            plate.text(words, x, y - 1, Math.min(type, 3));
        } else {
            plate.textEndingAt(words, from, x - 1.5, y + height * random.nextDouble(0.5, 0.7), type);
        }
    }

    private void next() {
        y += height + between;
    }

    /** Number and date in one row, on one grid or not; false where they have no room. */
    private boolean sideBySide(boolean dateFirst) {
        double step = width + gap;
        double groupGap = groupGap();
        double date = 8 * step + 2 * groupGap - gap;
        double room = random.nextBoolean() ? random.nextInt(2, 4) * step - gap : random.nextDouble(8, 24);
        double wordsRoom = labelsAbove ? Math.max(room, 14) : room;
        int most = (int) ((FormPlate.RIGHT - namesLeft - date - wordsRoom - 2 * gap) / step);
        if (most < 6) {
            return false;
        }
        int count = Math.min(most, random.nextInt(6, 15));
        double number = count * step - gap;
        double second = namesLeft + (dateFirst ? date : number) + wordsRoom + gap;
        number(dateFirst ? second : namesLeft, dateFirst ? second - wordsRoom : left, count);
        date(dateFirst ? namesLeft : second, dateFirst ? left : second - wordsRoom, groupGap);
        next();
        return true;
    }

    private void oneBelowTheOther(boolean dateFirst) {
        boolean onGrid = random.nextBoolean();
        double x = onGrid || labelsAbove ? namesLeft : left + random.nextDouble(22, 40);
        for (boolean date : new boolean[] {dateFirst, !dateFirst}) {
            if (date) {
                date(x, left, groupGap());
            } else {
                int count = Math.min(fitting(x), random.nextInt(6, 15));
                double end = number(x, left, count);
                double inscription = end + LABEL + random.nextInt(0, 3) * width;
                if (random.nextInt(3) == 0 && inscription + 3 * (width + gap) < FormPlate.RIGHT) {
                    plate.code(new Box(inscription, y, width, height), 3, gap);
                    label("N° d'inscription :", end + 1, inscription);
                }
            }
            next();
        }
    }

    /** Of a date, beyond the boxes' own: exactly a box as on the true forms, or less, or more. */
    private double groupGap() {
        return random.nextBoolean() ? width + gap : width * random.nextDouble(0.35, 1.4);
    }

    private double number(double x, double from, int count) {
        label(random.nextBoolean() ? "Numéro Candidat :" : "N° candidat :", from, x);
        return plate.comb(HeaderField.CANDIDATE_NUMBER, new Box(x, y, width, height), List.of(count), gap, 0)
                .last()
                .right();
    }

    private void date(double x, double from, double groupGap) {
        label("Né(e) le :", from, x);
        CombRow row = plate.comb(HeaderField.BIRTH_DATE, new Box(x, y, width, height), DATE, gap, groupGap);
        if (random.nextBoolean()) {
            plate.tallSlashes(row, line);
        } else {
            plate.separators(row, MARKS.get(random.nextInt(MARKS.size())), type);
        }
    }

    /** A square code or a logo where the labels leave room. */
    private void picture(double top) {
        double room = namesLeft - left - 16;
        if (labelsAbove || room < 12) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> plate.code(left + 1, top + height + between + 3, Math.min(room - 2, 14));
            case 1 -> plate.logo(new Box(left + 1, top + 2 * (height + between) + 3, room, 0.6 * room));
            default -> {}
        }
    }

    /** Further rows of boxes below, of their own size now and then. */
    private void codes() {
        double size = random.nextBoolean() ? 1 : random.nextDouble(0.75, 1);
        double x = namesLeft;
        for (String label : CODES.subList(0, random.nextInt(1, CODES.size() + 1))) {
            int count = random.nextInt(2, 7);
            double end = x + count * (width + gap) * size;
            if (end > FormPlate.RIGHT) {
                x = namesLeft;
                end = x + count * (width + gap) * size;
                y += height + Math.max(between, 2);
            }
            plate.code(new Box(x, y, width * size, height * size), count, gap);
            if (x > left + 12) {
                plate.textEndingAt(label, x - 14, x - 1, y + height * 0.6, 2.6);
            }
            x = end + 18;
        }
        y += height + Math.max(between, 3);
    }
}
