package io.korrigo.roster;

import io.korrigo.exam.Student;
import io.korrigo.roster.RosterProblem.Code;
import io.korrigo.roster.SkippedLine.Reason;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Turns the records below the header into entries, one record at a time, in the order of the file. */
final class RowReader {
    private static final int NAME_LIMIT = 200;
    private static final int TEXT_LIMIT = 1000;
    private static final Set<String> TOTALS = Set.of("total", "totaux", "effectif", "effectifs", "nombre");
    private static final Pattern DATE_WITHIN =
            Pattern.compile("\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}");

    private final ColumnMapping mapping;
    private final LocalDate today;
    private final Consumer<? super RosterEntry> consumer;
    private final SeenStudents seen = new SeenStudents();
    private final int width;
    private int rowNumber;
    private boolean belowHeader = true;

    // The record at hand.
    private int line;
    private boolean faulty;

    RowReader(ColumnMapping mapping, LocalDate today, Consumer<? super RosterEntry> consumer) {
        this.mapping = mapping;
        this.today = today;
        this.consumer = consumer;
        this.width = mapping.width();
    }

    int dataRows() {
        return rowNumber;
    }

    static boolean isBlank(CSVRecord record) {
        for (int i = 0; i < record.size(); i++) {
            String cell = record.get(i);
            // The end of a file as DOS programs write it.
            if (!cell.isEmpty() && !CellText.clean(cell).isEmpty() && !cell.equals("\u001A")) {
                return false;
            }
        }
        return true;
    }

    /** @param severalLines whether a quoted cell of the record holds line breaks */
    void read(CSVRecord record, int startLine, boolean severalLines) {
        line = startLine;
        faulty = false;
        Reason reason = reasonToSkip(record);
        belowHeader = false;
        if (reason != null) {
            consumer.accept(new SkippedLine(line, reason));
            return;
        }
        rowNumber++;
        if (isShifted(record) || severalLines && isSwallowed(record)) {
            return;
        }
        Student student = student(record);
        if (student == null || faulty) {
            return;
        }
        if (seen.add(student, line)) {
            consumer.accept(new RosterRow(line, rowNumber, student));
        } else if (seen.sameBirthDate()) {
            problem(null, Code.DUPLICATE, "the same student as on line " + seen.earlierLine() + "; remove one of them");
        } else {
            problem(
                    RosterColumn.INE,
                    Code.INE_CONFLICT,
                    "the national number of line " + seen.earlierLine()
                            + " with another birth date; correct one of them");
        }
    }

    private @Nullable Reason reasonToSkip(CSVRecord record) {
        String date = mapping.raw(record, RosterColumn.BIRTH_DATE);
        if (!date.isEmpty() && date.charAt(0) >= '0' && date.charAt(0) <= '9') {
            return null;
        }
        if (isBlank(record)) {
            return Reason.BLANK;
        }
        if (!CellText.clean(date).isEmpty()) {
            return HeaderAliases.column(date) == RosterColumn.BIRTH_DATE ? Reason.REPEATED_HEADER : null;
        }
        if (belowHeader
                && isEmpty(record, RosterColumn.FULL_NAME)
                && isEmpty(record, RosterColumn.LAST_NAME)
                && isEmpty(record, RosterColumn.FIRST_NAME)
                && isEmpty(record, RosterColumn.INE)) {
            return Reason.SECOND_HEADER;
        }
        return isTotal(record) ? Reason.TOTAL : null;
    }

    private boolean isEmpty(CSVRecord record, RosterColumn column) {
        return CellText.clean(mapping.raw(record, column)).isEmpty();
    }

    /** "Total : 35", or "Effectif" and "35" in two cells. */
    private static boolean isTotal(CSVRecord record) {
        String text = "";
        int filled = 0;
        for (int i = 0; i < record.size() && filled <= 2; i++) {
            String cell = CellText.clean(record.get(i));
            if (!cell.isEmpty()) {
                filled++;
                text += cell + " ";
            }
        }
        return filled <= 2
                && TOTALS.contains(Folding.fold(text.split("[ :0-9]", 2)[0]))
                && text.codePoints().anyMatch(Character::isDigit);
    }

    private boolean isShifted(CSVRecord record) {
        for (int i = width; i < record.size(); i++) {
            if (!CellText.clean(record.get(i)).isEmpty()) {
                problem(
                        null,
                        Code.TOO_MANY_CELLS,
                        "more cells than the header has columns; put quotes around cells that" + " hold the delimiter");
                return true;
            }
        }
        return false;
    }

    /** A quote too many swallows the lines up to the next one: nothing of such a record can be trusted. */
    private boolean isSwallowed(CSVRecord record) {
        for (int i = 0; i < record.size(); i++) {
            String cell = record.get(i);
            boolean broken = cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0;
            if (broken && (isKeyCell(i) || DATE_WITHIN.matcher(cell).find())) {
                consumer.accept(new RosterProblem(
                        line,
                        rowNumber,
                        mapping.headerAt(i),
                        Code.LINE_BREAK,
                        "the cell runs over several lines; a quote is missing or too many"));
                return true;
            }
        }
        return false;
    }

    private boolean isKeyCell(int index) {
        return index == mapping.index(RosterColumn.FULL_NAME)
                || index == mapping.index(RosterColumn.LAST_NAME)
                || index == mapping.index(RosterColumn.FIRST_NAME)
                || index == mapping.index(RosterColumn.BIRTH_DATE)
                || index == mapping.index(RosterColumn.INE);
    }

    private @Nullable Student student(CSVRecord record) {
        FullName name = name(record);
        LocalDate birthDate = birthDate(record);
        String usageName = text(record, RosterColumn.USAGE_NAME, NAME_LIMIT);
        String email = text(record, RosterColumn.EMAIL, TEXT_LIMIT);
        if (!email.isEmpty() && !isEmail(email)) {
            problem(RosterColumn.EMAIL, Code.EMAIL_MALFORMED, "not an e-mail address; correct it or leave it empty");
        }
        String className = text(record, RosterColumn.CLASS_NAME, TEXT_LIMIT);
        String group = text(record, RosterColumn.GROUP, TEXT_LIMIT);
        String ine = ine(record);
        if (name == null || birthDate == null) {
            return null;
        }
        boolean sameUsageName = usageName.isEmpty() || Folding.fold(usageName).equals(Folding.fold(name.lastName()));
        return new Student(
                "row-" + rowNumber,
                name.lastName(),
                sameUsageName ? null : usageName,
                name.firstName(),
                birthDate,
                orNull(email),
                orNull(className),
                orNull(group),
                orNull(ine));
    }

    private @Nullable FullName name(CSVRecord record) {
        if (!mapping.has(RosterColumn.FULL_NAME)) {
            String lastName = nameCell(record, RosterColumn.LAST_NAME);
            String firstName = nameCell(record, RosterColumn.FIRST_NAME);
            String second = text(record, RosterColumn.SECOND_FIRST_NAME, NAME_LIMIT);
            String third = text(record, RosterColumn.THIRD_FIRST_NAME, NAME_LIMIT);
            return lastName.isEmpty() || firstName.isEmpty()
                    ? null
                    : new FullName(
                            lastName,
                            (firstName + " " + second + " " + third).strip().replace("  ", " "));
        }
        String cell = nameCell(record, RosterColumn.FULL_NAME);
        if (cell.isEmpty()) {
            return null;
        }
        Optional<FullName> name = FullName.split(cell);
        if (name.isEmpty()) {
            problem(
                    RosterColumn.FULL_NAME,
                    Code.NAME_AMBIGUOUS,
                    "where the family name ends can't be told; write"
                            + " \"NOM Prénom\" with only the family name in capitals, or \"Nom, Prénom\"");
        }
        return name.orElse(null);
    }

    /** The text of a name, or the empty text where a problem was reported. */
    private String nameCell(CSVRecord record, RosterColumn column) {
        String name = text(record, column, NAME_LIMIT);
        if (name.isEmpty()) {
            if (isEmpty(record, column)) {
                problem(column, Code.NAME_EMPTY, "no name");
            }
            return "";
        }
        boolean letters = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '?' || Character.isISOControl(c)) {
                problem(
                        column,
                        Code.NAME_UNREADABLE,
                        "a question mark or control character stands for a letter; export"
                                + " the file again as UTF-8");
                return "";
            }
            letters |= Character.isLetter(c) || Character.isSurrogate(c);
        }
        if (!letters) {
            problem(column, Code.NAME_UNREADABLE, "no letter in the name");
            return "";
        }
        return name;
    }

    private @Nullable LocalDate birthDate(CSVRecord record) {
        BirthDate birthDate = BirthDate.parse(text(record, RosterColumn.BIRTH_DATE, Integer.MAX_VALUE), today);
        if (birthDate.fault() != null) {
            problem(
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

    private String ine(CSVRecord record) {
        String ine = text(record, RosterColumn.INE, TEXT_LIMIT);
        if (ine.isEmpty()) {
            return ine;
        }
        StringBuilder number = new StringBuilder(ine.length());
        boolean valid = true;
        for (int i = 0; i < ine.length(); i++) {
            char c = ine.charAt(i);
            if (c >= 'a' && c <= 'z') {
                number.append((char) (c - ('a' - 'A')));
            } else if (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
                number.append(c);
            } else {
                valid &= c == ' ';
            }
        }
        if (!valid || number.length() < 9 || number.length() > 12) {
            problem(
                    RosterColumn.INE,
                    Code.INE_MALFORMED,
                    "not a national number (9 to 12 letters and digits); format the"
                            + " column as text before saving, or leave it empty");
        }
        return number.toString();
    }

    private static boolean isEmail(String text) {
        int at = text.indexOf('@');
        return at > 0 && at < text.length() - 1 && text.indexOf('@', at + 1) < 0 && text.indexOf(' ') < 0;
    }

    /** The cleaned cell; empty where the file has none. */
    private String text(CSVRecord record, RosterColumn column, int limit) {
        String raw = mapping.raw(record, column);
        if (!CellText.isPlain(raw)) {
            if (CellText.isGarbled(raw)) {
                throw RosterHeader.garbled(line, "\"" + mapping.header(column) + "\"");
            }
            raw = CellText.clean(raw);
        }
        if (raw.length() > limit) {
            problem(column, Code.CELL_TOO_LONG, "longer than " + limit + " characters");
            return "";
        }
        return raw;
    }

    private void problem(@Nullable RosterColumn column, Code code, String message) {
        faulty = true;
        String header = column == null ? null : mapping.header(column);
        consumer.accept(new RosterProblem(line, rowNumber, header, code, message));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
