package io.korrigo.server.cli;

/** A text as a cell of a CSV that people open in a spreadsheet. */
final class CsvCell {
    private CsvCell() {}

    /** The text, with an apostrophe before what a spreadsheet would take for a formula. */
    static String safe(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /** A file's name, from its own folder where a spreadsheet would take it for a formula: still a name of the file. */
    static String safeFile(String name) {
        return isFormula(name) ? "./" + name : name;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    }
}
