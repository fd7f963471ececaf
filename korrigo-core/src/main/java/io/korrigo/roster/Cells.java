package io.korrigo.roster;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The record at hand: its cells as text and where it stands. One object serves a whole file; a cell becomes a string only
 * when it is asked for.
 */
final class Cells {
    private char[] text = new char[512];
    /** Where each cell ends in {@link #text}; it starts where the one before ends. */
    private int[] ends = new int[32];

    private int size;
    private int line;
    private boolean severalLines;
    private boolean hidden;
    private @Nullable String sheet;

    /** Forgets the record before. */
    void start(int startLine) {
        size = 0;
        line = startLine;
        severalLines = false;
        hidden = false;
    }

    /** Says of which sheet this record and those after it are. */
    void setSheet(@Nullable String name) {
        sheet = name;
    }

    @Nullable
    String sheet() {
        return sheet;
    }

    /** Says that the record's row is hidden, or filtered out. */
    void hide() {
        hidden = true;
    }

    boolean hidden() {
        return hidden;
    }

    /** Adds a cell; of an unquoted one the spaces around it are left out. */
    void add(char[] buffer, int offset, int length, boolean quoted) {
        int start = offset;
        int end = offset + length;
        if (quoted) {
            for (int i = start; i < end && !severalLines; i++) {
                severalLines = buffer[i] == '\n' || buffer[i] == '\r';
            }
        } else {
            while (end > start && buffer[end - 1] <= ' ') {
                end--;
            }
            while (start < end && buffer[start] <= ' ') {
                start++;
            }
        }
        int from = end(size);
        int to = from + end - start;
        makeRoom(to);
        System.arraycopy(buffer, start, text, from, end - start);
        ends[size++] = to;
    }

    /** Adds a cell of a workbook or an XML file, in which a line break is no sign of a fault. */
    void add(String cell) {
        int from = end(size);
        int to = from + cell.length();
        makeRoom(to);
        cell.getChars(0, cell.length(), text, from);
        ends[size++] = to;
    }

    private void makeRoom(int length) {
        if (length > text.length) {
            text = Arrays.copyOf(text, Math.max(length, text.length * 2));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
    }

    int size() {
        return size;
    }

    /** Line on which the record starts, from 1. */
    int line() {
        return line;
    }

    /** Whether a quoted cell of a CSV holds a line break. */
    boolean severalLines() {
        return severalLines;
    }

    /** The cell as it stands in the file; empty where the record has none of that index. */
    String get(int index) {
        return index < 0 || index >= size ? "" : new String(text, end(index), ends[index] - end(index));
    }

    boolean isEmpty(int index) {
        return index < 0 || index >= size || ends[index] == end(index);
    }

    /** The first character of a cell, or 0. */
    char first(int index) {
        return isEmpty(index) ? 0 : text[end(index)];
    }

    /** Traits of the cell's text as {@link CellText#traits} says; those of the empty text where there is no such cell. */
    int traits(int index) {
        return index < 0 || index >= size ? CellText.PLAIN : CellText.traits(text, end(index), ends[index]);
    }

    /** Whether the cell's text is exactly this. */
    boolean is(int index, String other) {
        if (index < 0 || index >= size || ends[index] - end(index) != other.length()) {
            return false;
        }
        int start = end(index);
        for (int i = 0; i < other.length(); i++) {
            if (text[start + i] != other.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A cell of the form "12/03/2008" as 20080312, whether there is such a day or not; -1 for any other. */
    int date(int index) {
        int start = index < 0 || index >= size ? 0 : end(index);
        if (index < 0
                || index >= size
                || ends[index] - start != 10
                || text[start + 2] != '/'
                || text[start + 5] != '/') {
            return -1;
        }
        int day = digits(start, 2);
        int month = digits(start + 3, 2);
        int year = digits(start + 6, 4);
        return day < 0 || month < 0 || year < 0 ? -1 : year * 10_000 + month * 100 + day;
    }

    private int digits(int start, int count) {
        int number = 0;
        for (int i = start; i < start + count; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    /** Whether no cell holds anything to see. */
    boolean isBlank() {
        for (int i = 0; i < size; i++) {
            if (!isBlank(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isBlank(int index) {
        int start = end(index);
        if (ends[index] == start) {
            return true;
        }
        char c = text[start];
        // The end of a file as DOS programs write it.
        boolean dosEnd = c == '\u001A' && ends[index] - start == 1;
        return dosEnd || (c <= ' ' || c > '~') && CellText.clean(get(index)).isEmpty();
    }

    /** A copy that stays. */
    Sample copy() {
        String[] cells = new String[size];
        for (int i = 0; i < size; i++) {
            cells[i] = get(i);
        }
        return new Sample(line, isBlank(), cells);
    }

    /** Where the cell before {@code index} ends. */
    private int end(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** A record that was kept. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sample(int line, boolean blank, String[] cells) {
        /** The cell, or the empty text. */
        String get(int index) {
            return index < 0 || index >= cells.length ? "" : cells[index];
        }
    }
}
