package io.korrigo.testkit.pages;

import io.korrigo.exam.Student;
import java.util.random.RandomGenerator;

/** How one pupil puts a name into boxes. */
final class WrittenName {
    private final RandomGenerator random;
    private final boolean accents;
    private final String hyphen;
    private final String space;
    private final String apostrophe;

    WrittenName(RandomGenerator random) {
        this.random = random;
        accents = random.nextInt(10) < 3;
        hyphen = new String[] {"-", "-", " ", ""}[random.nextInt(4)];
        space = random.nextInt(4) == 0 ? "" : " ";
        apostrophe = new String[] {"'", "'", " ", "", ""}[random.nextInt(5)];
    }

    /** What {@code student} writes, mistakes apart. */
    HeaderText header(Student student) {
        String[] firstNames = student.firstName().split(" ");
        return header(student, random.nextBoolean() ? firstNames[0] : student.firstName());
    }

    /** The same by a student who writes all first names. */
    HeaderText full(Student student) {
        return header(student, student.firstName());
    }

    private HeaderText header(Student student, String firstNames) {
        String lastName = boxes(student.lastName());
        if (student.usageName() != null && random.nextInt(5) < 3) {
            lastName += " " + boxes(student.usageName());
        }
        String firstName = boxes(firstNames);
        String indent = random.nextInt(30) == 0 ? " " : "";
        StringBuilder number = new StringBuilder();
        if (random.nextInt(5) < 3) {
            random.ints(9 + random.nextInt(2), 0, 10).forEach(number::append);
        }
        return new HeaderText(
                indent + lastName, indent + firstName, number.toString(), HeaderText.date(student.birthDate()));
    }

    private String boxes(String name) {
        StringBuilder boxes = new StringBuilder();
        for (char c : HeaderText.capitals(name).toCharArray()) {
            switch (c) {
                case '-' -> boxes.append(hyphen);
                case ' ' -> boxes.append(space);
                case '\'' -> boxes.append(apostrophe);
                default -> boxes.append(accents ? c : BoxContent.baseLetter(c));
            }
        }
        return boxes.toString();
    }

    /** {@code text} with one letter of a name crossed out and written again, or corrected, in the next box. */
    HeaderText corrected(HeaderText text) {
        boolean inLastName = random.nextBoolean();
        String row = inLastName ? text.lastName() : text.firstName();
        int at = random.nextInt(row.length());
        while (!Character.isLetter(row.charAt(at))) {
            at = random.nextInt(row.length());
        }
        char first = random.nextBoolean() ? row.charAt(at) : (char) ('A' + random.nextInt(26));
        String corrected = row.substring(0, at) + "#" + first + row.substring(at);
        return new HeaderText(
                inLastName ? corrected : text.lastName(),
                inLastName ? text.firstName() : corrected,
                text.number(),
                text.birthDate());
    }

    /** {@code text} with another digit somewhere in the birth date. */
    HeaderText wrongDigit(HeaderText text) {
        StringBuilder date = new StringBuilder(text.birthDate());
        int at = random.nextInt(date.length());
        int digit = (date.charAt(at) - '0' + random.nextInt(1, 10)) % 10;
        date.setCharAt(at, (char) ('0' + digit));
        return new HeaderText(text.lastName(), text.firstName(), text.number(), date.toString());
    }

    /** {@code text} with the names in each other's rows. */
    static HeaderText swapped(HeaderText text) {
        return new HeaderText(text.firstName(), text.lastName(), text.number(), text.birthDate());
    }
}
