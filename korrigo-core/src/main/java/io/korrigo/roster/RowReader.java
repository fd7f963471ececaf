package io.korrigo.roster;

import io.korrigo.exam.Student;
import io.korrigo.roster.RosterProblem.Code;
import io.korrigo.roster.SkippedLine.Reason;
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

    private final ColumnMapping mapping;
    private final StudentCells students;
    private final Consumer<? super RosterEntry> consumer;
    private final SeenStudents seen = new SeenStudents();
    private final int width;
    private final int fullName;
    private final int lastName;
    private final int firstName;
    private final int birthDate;
    private final int ine;
    private int rowNumber;
    private boolean belowHeader = true;

    RowReader(ColumnMapping mapping, StudentCells students, Consumer<? super RosterEntry> consumer) {
        this.mapping = mapping;
        this.students = students;
        this.consumer = consumer;
        this.width = mapping.width();
        this.fullName = mapping.index(RosterColumn.FULL_NAME);
        this.lastName = mapping.index(RosterColumn.LAST_NAME);
        this.firstName = mapping.index(RosterColumn.FIRST_NAME);
        this.birthDate = mapping.index(RosterColumn.BIRTH_DATE);
        this.ine = mapping.index(RosterColumn.INE);
    }

    int dataRows() {
        return rowNumber;
    }

    void read(Cells cells) {
        Reason reason = reasonToSkip(cells);
        belowHeader = false;
        if (reason != null) {
            consumer.accept(new SkippedLine(cells.line(), reason));
            return;
        }
        rowNumber++;
        RosterProblem unusable = unusable(cells);
        if (unusable != null) {
            reject(cells, List.of(unusable));
            return;
        }
        Student student = students.read(cells, rowNumber);
        if (student == null) {
            consumer.accept(new RejectedRow(cells.line(), rowNumber, students.problems(), students.mention()));
        } else if (seen.add(student, cells.line())) {
            consumer.accept(new RosterRow(cells.line(), rowNumber, student));
        } else {
            RosterProblem again = seen.sameBirthDate()
                    ? problem(
                            cells,
                            null,
                            Code.DUPLICATE,
                            "the same student as on line " + seen.earlierLine() + "; remove one of them")
                    : problem(
                            cells,
                            mapping.header(RosterColumn.INE),
                            Code.INE_CONFLICT,
                            "the national number of line " + seen.earlierLine()
                                    + " with another birth date; correct one of them");
            consumer.accept(new RejectedRow(cells.line(), rowNumber, List.of(again), students.mention()));
        }
    }

    /** A row too broken to be read in full may still show whom it is about. */
    private void reject(Cells cells, List<RosterProblem> problems) {
        students.read(cells, rowNumber);
        consumer.accept(new RejectedRow(cells.line(), rowNumber, problems, students.mention()));
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
            boolean key = i == fullName || i == lastName || i == firstName || i == birthDate || i == ine;
            if (broken && (key || DATE_WITHIN.matcher(cell).find())) {
                return problem(
                        cells,
                        mapping.headerAt(i),
                        Code.LINE_BREAK,
                        "the cell runs over several lines; a quote is missing or too many");
            }
        }
        return null;
    }

    private RosterProblem problem(Cells cells, @Nullable String header, Code code, String message) {
        return new RosterProblem(cells.line(), rowNumber, header, code, message);
    }
}
