package io.korrigo.testkit.pages;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderField;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the boxes of a header, row by row: each character fills one box, a space leaves it empty, {@code #X} is
 * one box with a crossed-out X. Letters may carry accents; '-' and ''' are drawn as such.
 *
 * @param lastName boxes of the family name
 * @param firstName boxes of the first names
 * @param number boxes of the candidate's number
 * @param birthDate boxes of the birth date, day first
 */
public record HeaderText(String lastName, String firstName, String number, String birthDate) {
    /** @throws IllegalArgumentException when a row holds a character that cannot be written */
    public HeaderText {
        for (String row : List.of(lastName, firstName, number, birthDate)) {
            boxes(row);
        }
    }

    /** Nothing in any box. */
    public static HeaderText blank() {
        return new HeaderText("", "", "", "");
    }

    /** {@code student} as the roster has them, in capitals with accents, without a number. */
    public static HeaderText of(Student student) {
        return new HeaderText(
                capitals(student.lastName()), capitals(student.firstName()), "", date(student.birthDate()));
    }

    /** {@code name} in the capitals a pupil writes: accents kept, ligatures apart, nothing beyond French letters. */
    static String capitals(String name) {
        StringBuilder capitals = new StringBuilder();
        for (char c : name.toUpperCase(Locale.ROOT)
                .replace("Œ", "OE")
                .replace("Æ", "AE")
                .replace('’', '\'')
                .toCharArray()) {
            capitals.append(BoxContent.isWritable(c) ? c : BoxContent.baseLetter(c));
        }
        return capitals.toString();
    }

    /** The letters of {@code name} without accents, small, and nothing else. */
    static String bareLetters(String name) {
        StringBuilder letters = new StringBuilder();
        for (char c : capitals(name).toCharArray()) {
            char base = BoxContent.baseLetter(c);
            if (base >= 'A' && base <= 'Z') {
                letters.append(base);
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    /** {@code date} as eight digits, or nothing. */
    static String date(@Nullable LocalDate date) {
        return date == null
                ? ""
                : String.format(
                        Locale.ROOT, "%02d%02d%04d", date.getDayOfMonth(), date.getMonthValue(), date.getYear());
    }

    /** The boxes of the row that asks for {@code field}, without empty ones at the end. */
    List<BoxContent> boxes(HeaderField field) {
        return boxes(
                switch (field) {
                    case LAST_NAME -> lastName;
                    case FIRST_NAME -> firstName;
                    case CANDIDATE_NUMBER -> number;
                    case BIRTH_DATE -> birthDate;
                });
    }

    private static List<BoxContent> boxes(String row) {
        List<BoxContent> boxes = new ArrayList<>();
        for (int i = 0; i < row.length(); i++) {
            boolean crossedOut = row.charAt(i) == '#';
            if (crossedOut && ++i == row.length()) {
                throw new IllegalArgumentException("# stands before the character that is crossed out");
            }
            boxes.add(new BoxContent(row.charAt(i), crossedOut));
        }
        return boxes;
    }
}
