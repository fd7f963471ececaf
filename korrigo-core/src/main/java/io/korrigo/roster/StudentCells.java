package io.korrigo.roster;

import io.korrigo.exam.Student;
import io.korrigo.roster.RosterProblem.Code;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The student that the cells of one row describe, or what is wrong with them. */
final class StudentCells {
    private static final int NAME_LIMIT = 200;
    private static final int EMAIL_LIMIT = 320;
    private static final int CLASS_LIMIT = 100;
    private static final int TEXT_LIMIT = 500;

    private final ColumnMapping mapping;
    private final LocalDate today;
    private final DateOrder order;
    private final boolean tellsDeparture;
    /** Whether the usage name column says NA or SO where it has nothing to say. */
    private final boolean usageNameTooOften;

    private final RowText row;
    /** The cells of the name, as far as they are usable. */
    private String lastCell = "";

    private String firstCell = "";
    private @Nullable LocalDate date;
    private String number = "";
    /** Of the row before: classes come together, and one text for all takes less memory. */
    private String lastClass = "";
    /** What {@link #lastClass} stands for: itself, or nothing. */
    private String classRead = "";

    private boolean classDeparted;
    private boolean departed;

    /** @param first the first rows, by which the meaning of some words is told */
    StudentCells(ColumnMapping mapping, ColumnEvidence first, LocalDate today) {
        this.mapping = mapping;
        this.row = new RowText(mapping);
        this.today = today;
        this.order = new DateOrder(mapping);
        this.tellsDeparture = mapping.has(RosterColumn.LEAVING_DATE) || mapping.has(RosterColumn.STATUS);
        this.usageNameTooOften =
                mapping.has(RosterColumn.USAGE_NAME) && first.isMostly(mapping.index(RosterColumn.USAGE_NAME));
    }

    /** The row's student, or null and {@link #problems}. */
    @Nullable
    Student read(Cells cells, int rowNumber) {
        row.begin(cells, rowNumber);
        lastCell = "";
        firstCell = "";
        FullName name = name();
        date = birthDate();
        String usageName = usageName(name);
        String email = email();
        if (!email.isEmpty() && !isEmail(email)) {
            row.problem(
                    RosterColumn.EMAIL, Code.EMAIL_MALFORMED, "not an e-mail address; correct it or leave it empty");
        }
        String className = className();
        String group = row.visible(RosterColumn.GROUP, TEXT_LIMIT);
        if (!group.isEmpty() && Placeholder.isNoClass(group)) {
            group = "";
        }
        number = ine();
        departed = classDeparted || tellsDeparture && saysDeparted();
        if (name == null || date == null || !row.problems().isEmpty()) {
            return null;
        }
        boolean sameUsageName = usageName.isEmpty() || Folding.fold(usageName).equals(Folding.fold(name.lastName()));
        return new Student(
                "row-" + rowNumber,
                name.lastName(),
                sameUsageName ? null : usageName,
                name.firstName(),
                date,
                orNull(email),
                orNull(className),
                orNull(group),
                orNull(number));
    }

    /** Whether the row read last is of a student who left, or isn't enrolled; its problems don't matter then. */
    boolean isDeparted() {
        return departed;
    }

    /** Says with the last row what all dates together say. */
    void end() {
        order.end();
    }

    /** Of the row read last, in the order of its columns. */
    List<RosterProblem> problems() {
        return row.problems();
    }

    /** Whom the row read last is about, as far as it can be told. */
    Mention mention() {
        return Mention.of(lastCell + firstCell, date, number);
    }

    private @Nullable FullName name() {
        if (!mapping.has(RosterColumn.FULL_NAME)) {
            String lastName = nameCell(RosterColumn.LAST_NAME);
            String firstName = nameCell(RosterColumn.FIRST_NAME);
            String second = furtherName(RosterColumn.SECOND_FIRST_NAME);
            String third = furtherName(RosterColumn.THIRD_FIRST_NAME);
            if (lastName.isEmpty() || firstName.isEmpty()) {
                return null;
            }
            String first = second.isEmpty() && third.isEmpty()
                    ? firstName
                    : (firstName + " " + second + " " + third).strip().replace("  ", " ");
            if (first.length() > NAME_LIMIT) {
                row.problem(
                        RosterColumn.FIRST_NAME,
                        Code.CELL_TOO_LONG,
                        "all first names together are longer than " + NAME_LIMIT + " characters");
            }
            lastCell = lastName;
            firstCell = first;
            // Most family names are one word: nothing stands beside it.
            FamilyName family = lastName.indexOf(' ') < 0 ? new FamilyName(lastName, "") : FamilyName.of(lastName);
            return new FullName(family.name(), family.usageName(), first);
        }
        String cell = nameCell(RosterColumn.FULL_NAME);
        if (cell.isEmpty()) {
            return null;
        }
        lastCell = cell;
        Optional<FullName> name = FullName.split(cell);
        if (name.isEmpty()) {
            row.problem(
                    RosterColumn.FULL_NAME,
                    Code.NAME_AMBIGUOUS,
                    "where the family name ends can't be told; write"
                            + " \"NOM Prénom\" with only the family name in capitals, or \"Nom, Prénom\"");
        }
        if (name.isPresent()
                && (Placeholder.isNoName(name.get().lastName())
                        || Placeholder.isNoName(name.get().firstName()))) {
            noName(RosterColumn.FULL_NAME);
            return null;
        }
        return name.orElse(null);
    }

    private void noName(RosterColumn column) {
        row.problem(column, Code.NAME_EMPTY, "no name but a sign for none; write the name");
    }

    private String furtherName(RosterColumn column) {
        String name = row.visible(column, NAME_LIMIT);
        return Placeholder.isNoName(name) ? "" : name;
    }

    private String usageName(@Nullable FullName name) {
        String usageName = row.visible(RosterColumn.USAGE_NAME, NAME_LIMIT);
        if (Placeholder.isNoName(usageName) || usageNameTooOften && Placeholder.isNameToo(usageName)) {
            usageName = "";
        }
        return usageName.isEmpty() && name != null ? name.usageName() : usageName;
    }

    private String email() {
        String email = row.visible(RosterColumn.EMAIL, EMAIL_LIMIT);
        return Placeholder.isNothing(email) ? "" : email;
    }

    private String className() {
        int index = mapping.index(RosterColumn.CLASS_NAME);
        if (!row.cells().is(index, lastClass)) {
            lastClass = row.visible(RosterColumn.CLASS_NAME, CLASS_LIMIT);
            classRead = Placeholder.isNoClass(lastClass) ? "" : lastClass;
            classDeparted = Departure.isClass(classRead);
        }
        return classRead;
    }

    private boolean saysDeparted() {
        String leaving = row.text(RosterColumn.LEAVING_DATE, TEXT_LIMIT);
        return !leaving.isEmpty() && Departure.isOver(leaving, today)
                || Departure.isState(row.text(RosterColumn.STATUS, TEXT_LIMIT));
    }

    /** The text of a name, or the empty text where a problem was reported. */
    private String nameCell(RosterColumn column) {
        String name = row.text(column, NAME_LIMIT);
        if (Placeholder.isNoName(name)) {
            noName(column);
            return "";
        }
        if (row.traits() == (CellText.PLAIN | CellText.LETTER)) {
            return name;
        }
        if (name.isEmpty()) {
            if (CellText.clean(row.cells().get(mapping.index(column))).isEmpty()) {
                row.problem(column, Code.NAME_EMPTY, "no name");
            }
            return "";
        }
        boolean letters = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '?' || Character.isISOControl(c)) {
                row.problem(
                        column,
                        Code.NAME_UNREADABLE,
                        "a question mark or control character stands for a letter; export"
                                + " the file again as UTF-8");
                return "";
            }
            letters |= Character.isLetter(c) || Character.isSurrogate(c);
        }
        if (!letters) {
            row.problem(column, Code.NAME_UNREADABLE, "no letter in the name");
            return "";
        }
        return name;
    }

    private @Nullable LocalDate birthDate() {
        int plain = row.cells().date(mapping.index(RosterColumn.BIRTH_DATE));
        BirthDate birthDate =
                plain < 0 ? written() : BirthDate.of(plain / 10_000, plain / 100 % 100, plain % 100, today);
        if (plain >= 0) {
            order.note(plain / 100 % 100, plain % 100, row.cells().line());
        }
        if (birthDate.fault() != null) {
            row.problem(
                    RosterColumn.BIRTH_DATE,
                    birthDate.fault(),
                    switch (birthDate.fault()) {
                        case DATE_EMPTY -> "no birth date";
                        case DATE_IMPOSSIBLE -> "no such day in the calendar; dates are read as day/month/year";
                        case DATE_OUT_OF_RANGE -> "in the future or before " + BirthDate.EARLIEST.getYear();
                        default -> "not a date; write day/month/year or year-month-day";
                    });
        }
        return birthDate.date();
    }

    private BirthDate written() {
        String text = row.text(RosterColumn.BIRTH_DATE, Integer.MAX_VALUE);
        order.note(text, row.cells().line());
        return BirthDate.parse(Placeholder.isNothing(text) ? "" : text, today);
    }

    private String ine() {
        String ine = row.text(RosterColumn.INE, TEXT_LIMIT);
        if (ine.isEmpty() || Placeholder.isNothing(ine)) {
            return "";
        }
        StringBuilder read = new StringBuilder(ine.length());
        boolean valid = true;
        for (int i = 0; i < ine.length(); i++) {
            char c = ine.charAt(i);
            if (c >= 'a' && c <= 'z') {
                read.append((char) (c - ('a' - 'A')));
            } else if (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
                read.append(c);
            } else {
                valid &= c == ' ';
            }
        }
        if (!valid || read.length() < 9 || read.length() > 12) {
            row.problem(
                    RosterColumn.INE,
                    Code.INE_MALFORMED,
                    "not a national number (9 to 12 letters and digits); format the"
                            + " column as text before saving, or leave it empty");
        }
        return read.toString();
    }

    private static boolean isEmail(String text) {
        int at = text.indexOf('@');
        return at > 0 && at < text.length() - 1 && text.indexOf('@', at + 1) < 0 && text.indexOf(' ') < 0;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
