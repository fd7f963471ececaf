package io.korrigo.roster;

/**
 * Where a cell stands, as a workbook writes it: "B12".
 *
 * @param column from 0
 * @param line from 1
 */
record CellReference(int column, int line) {
    private static final int LETTERS = 3;
    private static final int DIGITS = 7;

    /** @throws io.korrigo.InvalidInputException where no spreadsheet has such a cell */
    static CellReference of(String text) {
        int at = 0;
        int column = 0;
        while (at < text.length() && isLetter(text.charAt(at))) {
            if (at == LETTERS) {
                throw Workbook.tooFarRight();
            }
            column = column * 26 + (text.charAt(at++) & 0x1F);
        }
        int digits = text.length() - at;
        if (column == 0 || column > Workbook.COLUMNS) {
            throw Workbook.tooFarRight();
        }
        int line = 0;
        for (int i = at; i < text.length() && digits <= DIGITS; i++) {
            int digit = text.charAt(i) - '0';
            line = digit < 0 || digit > 9 ? Integer.MIN_VALUE : line * 10 + digit;
        }
        if (line <= 0) {
            throw Workbook.broken("has a cell in no row", null);
        }
        return new CellReference(column - 1, line);
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
