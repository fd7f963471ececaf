package io.korrigo.server.cli;

/** A text as a cell of a CSV that people open in a spreadsheet. */
final class CsvCell {
    private CsvCell() {}

    /** The text, with an apostrophe before what a spreadsheet would take for a formula. */
    static String safe(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
