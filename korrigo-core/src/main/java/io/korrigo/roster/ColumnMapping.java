package io.korrigo.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which cell of a record holds what, as one record taken for the header says. */
final class ColumnMapping {
    private static final RosterColumn[] COLUMNS = RosterColumn.values();
    private static final Map<RosterColumn, String> NAMES = new EnumMap<>(Map.ofEntries(
            Map.entry(RosterColumn.FULL_NAME, "name"),
            Map.entry(RosterColumn.LAST_NAME, "family name"),
            Map.entry(RosterColumn.USAGE_NAME, "usage name"),
            Map.entry(RosterColumn.FIRST_NAME, "first name"),
            Map.entry(RosterColumn.SECOND_FIRST_NAME, "second first name"),
            Map.entry(RosterColumn.THIRD_FIRST_NAME, "third first name"),
            Map.entry(RosterColumn.BIRTH_DATE, "birth date"),
            Map.entry(RosterColumn.EMAIL, "e-mail address"),
            Map.entry(RosterColumn.CLASS_NAME, "class"),
            Map.entry(RosterColumn.GROUP, "group"),
            Map.entry(RosterColumn.INE, "national number"),
            Map.entry(RosterColumn.LEAVING_DATE, "day of leaving"),
            Map.entry(RosterColumn.STATUS, "status")));

    /** A header is quoted in messages; what is longer is none. */
    private static final int HEADER_LIMIT = 80;

    /** Part of the cells under "Nom" that must hold a first name, too. */
    private static final double MOST = 0.8;

    /** Header texts, cleaned and cut to {@value #HEADER_LIMIT} characters; none in a file without a header line. */
    private final String[] headers;

    private final int[] indexes = new int[COLUMNS.length];
    private final double[] confidences = new double[COLUMNS.length];
    /** Columns asked for by number, which say nothing about the record. */
    private int numbered;

    private final List<Repetition> repetitions = new ArrayList<>();

    /** A second header of a column. */
    private record Repetition(RosterColumn column, int index) {}

    private ColumnMapping(String[] headers) {
        this.headers = headers;
        Arrays.fill(indexes, -1);
    }

    /**
     * What a record says as a header.
     *
     * @param asked columns that the caller names, by header or number
     */
    static ColumnMapping of(String[] record, Map<RosterColumn, String> asked) {
        String[] headers = new String[record.length];
        for (int i = 0; i < headers.length; i++) {
            String header = CellText.clean(record[i]);
            headers[i] = header.length() <= HEADER_LIMIT ? header : header.substring(0, HEADER_LIMIT - 1) + "…";
        }
        ColumnMapping mapping = new ColumnMapping(headers);
        mapping.putAsked(asked);
        for (int i = 0; i < headers.length; i++) {
            RosterColumn column = HeaderAliases.column(headers[i]);
            if (column != null && !asked.containsKey(column) && !mapping.isUsed(i)) {
                mapping.put(column, i, 1);
            }
        }
        for (int i = 0; i < headers.length; i++) {
            RosterColumn column = HeaderAliases.secondChoice(headers[i]);
            if (column != null && !asked.containsKey(column) && !mapping.has(column) && !mapping.isUsed(i)) {
                mapping.put(column, i, 0.9);
            }
        }
        mapping.preferSeparateNames();
        return mapping;
    }

    /** What the cells below the header say about it: one column under two headers, two names under one. */
    void settle(ColumnEvidence below) {
        repetitions.removeIf(again -> isHarmless(again, below));
        if (!has(RosterColumn.LAST_NAME) && has(RosterColumn.USAGE_NAME) && has(RosterColumn.FIRST_NAME)) {
            move(RosterColumn.USAGE_NAME, RosterColumn.LAST_NAME);
        }
        boolean familyNameOnly = has(RosterColumn.LAST_NAME) && !has(RosterColumn.FIRST_NAME) && !hasName();
        if (familyNameOnly && has(RosterColumn.BIRTH_DATE) && below.splits(index(RosterColumn.LAST_NAME)) >= MOST) {
            move(RosterColumn.LAST_NAME, RosterColumn.FULL_NAME);
        }
    }

    /** Whether a second column of one meaning may be left out: it says the same, or the same in other words. */
    private boolean isHarmless(Repetition again, ColumnEvidence below) {
        int first = index(again.column());
        return switch (again.column()) {
            case STATUS, LEAVING_DATE -> true;
            // "Code division" and "Libellé division".
            case CLASS_NAME ->
                !Folding.fold(headerAt(first)).equals(Folding.fold(headerAt(again.index())))
                        || below.areEqual(first, again.index());
            case GROUP, EMAIL -> below.areEqual(first, again.index());
            default -> false;
        };
    }

    private void move(RosterColumn from, RosterColumn to) {
        indexes[to.ordinal()] = index(from);
        confidences[to.ordinal()] = 0.9;
        indexes[from.ordinal()] = -1;
    }

    /** The mapping of a file without a header line, of which only the columns asked for are known. */
    static ColumnMapping headerless(Map<RosterColumn, String> asked) {
        ColumnMapping mapping = new ColumnMapping(new String[0]);
        mapping.putAsked(asked);
        return mapping;
    }

    private void putAsked(Map<RosterColumn, String> asked) {
        for (RosterColumn column : COLUMNS) {
            String name = asked.get(column);
            if (name != null) {
                int index = indexOf(name);
                if (index < 0 && name.matches("[1-9][0-9]{0,3}")) {
                    index = Integer.parseInt(name) - 1;
                    numbered++;
                }
                if (index >= 0) {
                    put(column, index, 1);
                }
            }
        }
    }

    private int indexOf(String name) {
        String folded = Folding.fold(name);
        for (int i = 0; i < headers.length; i++) {
            if (!folded.isEmpty() && Folding.fold(headers[i]).equals(folded)) {
                return i;
            }
        }
        return -1;
    }

    void put(RosterColumn column, int index, double confidence) {
        if (indexes[column.ordinal()] < 0) {
            indexes[column.ordinal()] = index;
            confidences[column.ordinal()] = confidence;
        } else {
            repetitions.add(new Repetition(column, index));
        }
    }

    /** Whether the cell at an index already has a meaning. */
    boolean isUsed(int index) {
        return Arrays.stream(indexes).anyMatch(used -> used == index);
    }

    /** A list with both says the name twice: two cells need no splitting. */
    private void preferSeparateNames() {
        if (has(RosterColumn.LAST_NAME) && has(RosterColumn.FIRST_NAME)) {
            indexes[RosterColumn.FULL_NAME.ordinal()] = -1;
            repetitions.removeIf(again -> again.column() == RosterColumn.FULL_NAME);
        }
    }

    boolean has(RosterColumn column) {
        return indexes[column.ordinal()] >= 0;
    }

    boolean hasName() {
        return has(RosterColumn.FULL_NAME) || has(RosterColumn.LAST_NAME) && has(RosterColumn.FIRST_NAME);
    }

    boolean isComplete() {
        return hasName() && has(RosterColumn.BIRTH_DATE);
    }

    boolean isHeader() {
        return isComplete() && recognised() > 0;
    }

    /** How many columns are known by their headers. */
    int recognised() {
        return (int) Arrays.stream(indexes).filter(index -> index >= 0).count() - numbered;
    }

    /** Index of the first header that an earlier program garbled, or -1. */
    int garbledCell() {
        for (int i = 0; i < headers.length; i++) {
            if (CellText.isGarbled(headers[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Cells up to the last header that is not empty; without a header line any number. */
    int width() {
        int width = headers.length;
        while (width > 0 && headers[width - 1].isEmpty()) {
            width--;
        }
        return headers.length == 0 ? Integer.MAX_VALUE : width;
    }

    /** Index of a column's cell, or -1. */
    int index(RosterColumn column) {
        return indexes[column.ordinal()];
    }

    /** Header of the cell at an index, or its number where it has none. */
    String headerAt(int index) {
        return index < headers.length && !headers[index].isEmpty() ? headers[index] : "no. " + (index + 1);
    }

    /** Header of a column in use, or its number where it has none. */
    String header(RosterColumn column) {
        return headerAt(index(column));
    }

    String[] headers() {
        return headers;
    }

    /** "columns 2 and 4 ...", or null where no column is repeated. */
    @Nullable
    String repetition() {
        if (repetitions.isEmpty()) {
            return null;
        }
        RosterColumn repeated = repetitions.get(0).column();
        int again = repetitions.get(0).index();
        return "columns " + (index(repeated) + 1) + " (\"" + header(repeated) + "\") and " + (again + 1) + " (\""
                + headerAt(again) + "\") both hold the " + NAMES.get(repeated);
    }

    static String name(RosterColumn column) {
        return NAMES.getOrDefault(column, "");
    }

    /** The columns in use, with the confidence that the first rows give them. */
    List<ColumnUse> columns(ColumnEvidence evidence) {
        List<ColumnUse> columns = new ArrayList<>();
        for (RosterColumn column : COLUMNS) {
            int index = index(column);
            if (index >= 0) {
                double confidence = confidences[column.ordinal()] * (0.5 + 0.5 * evidence.fit(column, index));
                columns.add(new ColumnUse(
                        column,
                        index + 1,
                        index < headers.length ? headers[index] : "",
                        Math.round(confidence * 100) / 100.0));
            }
        }
        return columns;
    }

    List<String> ignored() {
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < headers.length; i++) {
            if (!headers[i].isEmpty() && !isUsed(i)) {
                ignored.add(headers[i]);
            }
        }
        return ignored;
    }
}
