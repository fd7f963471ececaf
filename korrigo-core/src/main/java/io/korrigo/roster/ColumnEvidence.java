package io.korrigo.roster;

import io.korrigo.roster.Cells.Sample;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the cells of the first data rows look like. */
final class ColumnEvidence {
    /** National numbers of the two systems in use: 10 digits and a letter, 9 digits and two, and older ones. */
    private static final Pattern INE = Pattern.compile("[0-9]{9,10}[A-Za-z]{1,2}|[0-9]{4}[A-Za-z][0-9]{5}[A-Za-z]?");

    /** "TG2", "6A", "2NDE 5", "601-B": short, with a digit and a letter. */
    private static final Pattern CLASS = Pattern.compile("(?=.*[0-9])(?=.*\\p{L})[\\p{L}0-9 ._/°-]{2,14}");

    private final List<Sample> rows;
    private final LocalDate today;

    /** @param rows data rows, blank ones left out */
    ColumnEvidence(List<Sample> rows, LocalDate today) {
        this.rows = rows;
        this.today = today;
    }

    int rows() {
        return rows.size();
    }

    /** Cells of the longest row. */
    int width() {
        return rows.stream().mapToInt(row -> row.cells().length).max().orElse(0);
    }

    /** Part of the cells that are not empty and look like the column, 0 to 1; 1 where there is no such cell. */
    double fit(RosterColumn column, int index) {
        int filled = 0;
        int fitting = 0;
        for (Sample row : rows) {
            String cell = CellText.clean(row.get(index));
            if (!cell.isEmpty()) {
                filled++;
                fitting += fits(column, cell) ? 1 : 0;
            }
        }
        return filled == 0 ? 1 : (double) fitting / filled;
    }

    /** Part of the rows whose cell is not empty, 0 to 1. */
    double filled(int index) {
        return part(index, cell -> !cell.isEmpty());
    }

    /** Part of the rows whose cell has letters, all of them capitals. */
    double capitals(int index) {
        return part(
                index,
                cell -> isName(cell) && cell.codePoints().noneMatch(Character::isLowerCase) && cell.length() > 1);
    }

    /** Part of the rows whose cell is more than one character. */
    double words(int index) {
        return part(index, cell -> cell.length() > 1);
    }

    /** Part of the rows whose cell can be split into family name and first names. */
    double fullNames(int index) {
        return part(index, cell -> isName(cell) && FullName.split(cell).isPresent());
    }

    /** Part of the rows whose cell is the only one of its text. */
    double distinct(int index) {
        return rows.isEmpty()
                ? 0
                : (double) rows.stream().map(row -> row.get(index)).distinct().count() / rows.size();
    }

    /** Part of the filled cells that can be split into family name and first names; 0 where there is none. */
    double splits(int index) {
        double filled = filled(index);
        return filled == 0 ? 0 : fullNames(index) / filled;
    }

    /** Whether most filled cells, and three at least, are the same word that is few people's name. */
    boolean isMostly(int index) {
        double filled = filled(index) * rows.size();
        double same = part(index, Placeholder::isNameToo) * rows.size();
        return same >= 3 && same > filled / 2;
    }

    /** Whether the cells of two columns say the same in each row. */
    boolean areEqual(int one, int other) {
        return rows.stream().allMatch(row -> CellText.clean(row.get(one)).equals(CellText.clean(row.get(other))));
    }

    private double part(int index, Predicate<String> test) {
        return rows.isEmpty()
                ? 0
                : (double) rows.stream()
                                .map(row -> CellText.clean(row.get(index)))
                                .filter(test)
                                .count()
                        / rows.size();
    }

    private boolean fits(RosterColumn column, String cell) {
        return switch (column) {
            case BIRTH_DATE -> BirthDate.parse(cell, today).date() != null;
            case EMAIL -> cell.indexOf('@') > 0;
            case INE -> INE.matcher(cell.replace(" ", "")).matches();
            case CLASS_NAME -> CLASS.matcher(cell).matches();
            case GROUP, LEAVING_DATE, STATUS -> true;
            default -> isName(cell);
        };
    }

    static boolean isName(String cell) {
        return cell.codePoints().anyMatch(Character::isLetter)
                && cell.codePoints().noneMatch(c -> Character.isDigit(c) || c == '@');
    }
}
