package io.korrigo.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
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
            Map.entry(RosterColumn.INE, "national number")));

    /** A header is quoted in messages; what is longer is none. */
    private static final int HEADER_LIMIT = 80;

    /** Header texts, cleaned and cut to {@value #HEADER_LIMIT} characters. */
    private final String[] headers;

    private final int[] indexes = new int[COLUMNS.length];
    private @Nullable RosterColumn repeated;
    private int repeatedIndex;

    private ColumnMapping(String[] headers) {
        this.headers = headers;
        Arrays.fill(indexes, -1);
    }

    static ColumnMapping of(CSVRecord record) {
        String[] headers = new String[record.size()];
        for (int i = 0; i < headers.length; i++) {
            String header = CellText.clean(record.get(i));
            headers[i] = header.length() <= HEADER_LIMIT ? header : header.substring(0, HEADER_LIMIT - 1) + "…";
        }
        ColumnMapping mapping = new ColumnMapping(headers);
        for (int i = 0; i < headers.length; i++) {
            RosterColumn column = HeaderAliases.column(headers[i]);
            if (column != null) {
                mapping.put(column, i);
            }
        }
        mapping.preferSeparateNames();
        return mapping;
    }

    private void put(RosterColumn column, int index) {
        if (indexes[column.ordinal()] < 0) {
            indexes[column.ordinal()] = index;
        } else if (repeated == null) {
            repeated = column;
            repeatedIndex = index;
        }
    }

    /** A list with both says the name twice: two cells need no splitting. */
    private void preferSeparateNames() {
        if (has(RosterColumn.LAST_NAME) && has(RosterColumn.FIRST_NAME)) {
            indexes[RosterColumn.FULL_NAME.ordinal()] = -1;
            if (repeated == RosterColumn.FULL_NAME) {
                repeated = null;
            }
        }
    }

    boolean has(RosterColumn column) {
        return indexes[column.ordinal()] >= 0;
    }

    boolean hasName() {
        return has(RosterColumn.FULL_NAME) || has(RosterColumn.LAST_NAME) && has(RosterColumn.FIRST_NAME);
    }

    boolean isHeader() {
        return hasName() && has(RosterColumn.BIRTH_DATE);
    }

    int recognised() {
        return (int) Arrays.stream(indexes).filter(index -> index >= 0).count();
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

    /** Cells up to the last header that is not empty. */
    int width() {
        int width = headers.length;
        while (width > 0 && headers[width - 1].isEmpty()) {
            width--;
        }
        return width;
    }

    /** The cell, uncleaned; empty where the column or the cell is missing. */
    String raw(CSVRecord record, RosterColumn column) {
        int index = indexes[column.ordinal()];
        return index >= 0 && index < record.size() ? record.get(index) : "";
    }

    int index(RosterColumn column) {
        return indexes[column.ordinal()];
    }

    /** Header of a column in use. */
    String header(RosterColumn column) {
        return headers[indexes[column.ordinal()]];
    }

    /** Header of the cell at an index, or its number where it has none. */
    String headerAt(int index) {
        return index < headers.length && !headers[index].isEmpty() ? headers[index] : "no. " + (index + 1);
    }

    /** "columns 2 and 4 ...", or null where no column is repeated. */
    @Nullable
    String repetition() {
        return repeated == null
                ? null
                : "columns " + (index(repeated) + 1) + " (\"" + header(repeated) + "\") and " + (repeatedIndex + 1)
                        + " (\"" + headers[repeatedIndex] + "\") both hold the " + NAMES.get(repeated);
    }

    Map<RosterColumn, String> columns() {
        Map<RosterColumn, String> columns = new EnumMap<>(RosterColumn.class);
        for (RosterColumn column : COLUMNS) {
            if (has(column)) {
                columns.put(column, header(column));
            }
        }
        return columns;
    }

    List<String> ignored() {
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < headers.length; i++) {
            int index = i;
            if (!headers[i].isEmpty() && Arrays.stream(indexes).noneMatch(used -> used == index)) {
                ignored.add(headers[i]);
            }
        }
        return ignored;
    }
}
