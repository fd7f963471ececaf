package io.korrigo.roster;

import io.korrigo.exam.Student;
import io.korrigo.roster.RosterProblem.Code;
import io.korrigo.roster.SkippedLine.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the records below the header into entries, one for each, in the order of the file. */
final class RowReader {
    private static final Set<String> TOTALS = Set.of("total", "totaux", "effectif", "effectifs", "nombre");
    private static final Pattern DATE_WITHIN =
            Pattern.compile("\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}");

    /** More lines than a sheet can have: where there are several, a line and its sheet make one number. */
    private static final int SHEET = 1 << 21;

    private final LocalDate today;
    private final Consumer<? super RosterEntry> consumer;
    private final SeenStudents seen = new SeenStudents();
    private final char delimiter;
    private final List<@Nullable String> sheets;
    private int sheet = -1;
    private int rowNumber;

    // Of the sheet at hand.
    private ColumnMapping mapping;
    private StudentCells students;
    private int width;
    private int fullName;
    private int lastName;
    private int firstName;
    private int birthDate;
    private int ine;
    private boolean belowHeader;

    RowReader(RosterFile file, LocalDate today, Consumer<? super RosterEntry> consumer) {
        this.today = today;
        this.consumer = consumer;
        this.delimiter = file.separator() == null ? ';' : file.separator();
        this.sheets = new ArrayList<>();
        file.parts().forEach(part -> sheets.add(part.sheet()));
        this.mapping = file.parts().get(0).layout().mapping();
        this.students = new StudentCells(mapping, new ColumnEvidence(List.of(), today), today);
    }

    /** Goes on with the records of a sheet, or of a file without sheets. */
    void begin(RosterFile.Part part) {
        sheet++;
        mapping = part.layout().mapping();
        students = new StudentCells(mapping, new ColumnEvidence(part.layout().data(), today), today);
        belowHeader = true;
        this.width = mapping.width();
        this.fullName = mapping.index(RosterColumn.FULL_NAME);
        this.lastName = mapping.index(RosterColumn.LAST_NAME);
        this.firstName = mapping.index(RosterColumn.FIRST_NAME);
        this.birthDate = mapping.index(RosterColumn.BIRTH_DATE);
        this.ine = mapping.index(RosterColumn.INE);
    }

    /** Says with the last record of a sheet what all of them together say. */
    void end() {
        students.end();
    }

    int dataRows() {
        return rowNumber;
    }

    void read(Cells cells) {
        Reason reason = reasonToSkip(cells);
        belowHeader = false;
        if (reason != null) {
            consumer.accept(new SkippedLine(cells.line(), reason, cells.sheet()));
            return;
        }
        rowNumber++;
        RosterProblem unusable = unusable(cells);
        if (unusable != null) {
            // A row too broken to be read in full may still show whom it is about.
            students.read(cells, rowNumber);
            reject(cells, List.of(unusable));
            return;
        }
        Student student = students.read(cells, rowNumber);
        if (students.isDeparted()) {
            leaveOut(cells, LeftOutRow.Reason.DEPARTED);
        } else if (student == null) {
            reject(cells, students.problems());
        } else if (seen.add(student, place(cells))) {
            consumer.accept(new RosterRow(cells.line(), rowNumber, student, cells.sheet()));
        } else if (seen.sameContent()) {
            leaveOut(cells, LeftOutRow.Reason.REPEATED);
        } else {
            RosterProblem again = seen.sameBirthDate()
                    ? problem(
                            cells, null, Code.DUPLICATE, "the same student as on " + earlier() + "; remove one of them")
                    : problem(
                            cells,
                            mapping.header(RosterColumn.INE),
                            Code.INE_CONFLICT,
                            "the national number of " + earlier() + " with another birth date; correct one of them");
            reject(cells, List.of(again));
        }
    }

    private int place(Cells cells) {
        return sheets.size() == 1 ? cells.line() : sheet * SHEET + cells.line();
    }

    /** Where the first row of the student at hand stands. */
    private String earlier() {
        int place = seen.earlierLine();
        return sheets.size() == 1
                ? "line " + place
                : "line " + place % SHEET + " of sheet \"" + sheets.get(place / SHEET) + "\"";
    }

    private void leaveOut(Cells cells, LeftOutRow.Reason reason) {
        consumer.accept(new LeftOutRow(cells.line(), rowNumber, reason, students.mention(), cells.sheet()));
    }

    private void reject(Cells cells, List<RosterProblem> problems) {
        consumer.accept(new RejectedRow(cells.line(), rowNumber, problems, students.mention(), cells.sheet()));
    }

    private @Nullable Reason reasonToSkip(Cells cells) {
        char first = cells.first(birthDate);
        if (first >= '0' && first <= '9') {
            return null;
        }
        if (cells.isBlank()) {
            return Reason.BLANK;
        }
        if (!isEmpty(cells, birthDate)) {
            return HeaderAliases.column(CellText.clean(cells.get(birthDate))) == RosterColumn.BIRTH_DATE
                    ? Reason.REPEATED_HEADER
                    : null;
        }
        if (belowHeader
                && isEmpty(cells, fullName)
                && isEmpty(cells, lastName)
                && isEmpty(cells, firstName)
                && isEmpty(cells, ine)) {
            return Reason.SECOND_HEADER;
        }
        return isTotal(cells) ? Reason.TOTAL : null;
    }

    private static boolean isEmpty(Cells cells, int index) {
        return cells.isEmpty(index) || CellText.clean(cells.get(index)).isEmpty();
    }

    /** "Total : 35", or "Effectif" and "35" in two cells. */
    private static boolean isTotal(Cells cells) {
        String text = "";
        int filled = 0;
        for (int i = 0; i < cells.size() && filled <= 2; i++) {
            String cell = CellText.clean(cells.get(i));
            if (!cell.isEmpty()) {
                filled++;
                text += cell + " ";
            }
        }
        return filled <= 2
                && TOTALS.contains(Folding.fold(text.split("[ :0-9]", 2)[0]))
                && text.codePoints().anyMatch(Character::isDigit);
    }

    private @Nullable RosterProblem unusable(Cells cells) {
        for (int i = width; i < cells.size(); i++) {
            if (!CellText.clean(cells.get(i)).isEmpty()) {
                return problem(
                        cells,
                        null,
                        Code.TOO_MANY_CELLS,
                        "more cells than the header has columns; put quotes around cells that hold the delimiter");
            }
        }
        return cells.severalLines() ? swallowed(cells) : null;
    }

    /** A quote too many swallows the lines up to the next one: nothing of such a record can be trusted. */
    private @Nullable RosterProblem swallowed(Cells cells) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean broken = cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0;
            if (broken
                    && (cell.indexOf(delimiter) >= 0 && isKey(i)
                            || DATE_WITHIN.matcher(cell).find())) {
                return problem(
                        cells,
                        mapping.headerAt(i),
                        Code.LINE_BREAK,
                        "the cell runs over several lines; a quote is missing or too many");
            }
        }
        return null;
    }

    private boolean isKey(int index) {
        return index == fullName || index == lastName || index == firstName || index == birthDate || index == ine;
    }

    private RosterProblem problem(Cells cells, @Nullable String header, Code code, String message) {
        return new RosterProblem(cells.line(), rowNumber, header, code, message, cells.sheet());
    }
}
