package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one sheet of an .ods workbook. Equal rows and cells next to one another are written once with their number, and
 * empty ones up to the end of the sheet are, too.
 */
final class OdsRows implements RowSource {
    private final SheetXml xml;
    private final RowCells row = new RowCells();
    /** Cells of this row that are merged with others below. */
    private final List<Spanning> begun = new ArrayList<>();

    /** Those of the rows before. */
    private final List<Spanning> spanning = new ArrayList<>();

    private long left;
    /** How often the row at hand is still to be given. */
    private int repeats;

    private boolean hidden;

    /** A value that counts for further rows up to the line {@code last}. */
    private record Spanning(int column, int last, String value) {}

    /**
     * @param index of the sheet among the tables of the part
     * @param limit of the characters of all rows
     */
    OdsRows(InputStream part, int index, long limit) throws IOException {
        this.xml = new SheetXml(part);
        this.left = limit;
        for (int table = -1; xml.next(); ) {
            if (xml.isStart("table")) {
                if (++table == index) {
                    return;
                }
                xml.skip();
            }
        }
    }

    /** Says which row was the last that could be read. */
    private static final class SheetXml extends PullXml {
        private int row;

        SheetXml(InputStream in) throws IOException {
            super(in);
        }

        @Override
        InvalidInputException malformed(int line, Exception cause) {
            return Workbook.broken("has a sheet that can't be read below row " + row, cause);
        }
    }

    @Override
    public boolean next(Cells cells) {
        while (repeats == 0) {
            if (!xml.next() || xml.isEnd("table")) {
                return false;
            }
            if (xml.isStart("table-row")) {
                readRow();
            } else if (xml.isStart("shapes") || xml.isStart("forms")) {
                xml.skip();
            }
        }
        repeats--;
        xml.row++;
        cells.start(xml.row);
        row.copyTo(cells);
        if (hidden) {
            cells.hide();
        }
        return true;
    }

    /** Reads the row that starts here; one that holds nothing is only counted. */
    private void readRow() {
        int times = xml.number("number-rows-repeated", 1, Integer.MAX_VALUE);
        String visibility = xml.attribute("visibility");
        hidden = visibility.equals("collapse") || visibility.equals("filter");
        row.clear();
        begun.clear();
        int column = 0;
        while (xml.next() && !xml.isEnd("table-row")) {
            if (xml.isStart("table-cell") || xml.isStart("covered-table-cell")) {
                column = cell(column);
            } else if (xml.isStart()) {
                xml.skip();
            }
        }
        int line = xml.row + 1;
        spanning.removeIf(each -> each.last() < line);
        for (Spanning each : spanning) {
            if (row.get(each.column()).isEmpty()) {
                row.set(each.column(), each.value());
            }
        }
        spanning.addAll(begun);
        if (row.isEmpty()) {
            xml.row = times > Integer.MAX_VALUE - xml.row ? Integer.MAX_VALUE - 1 : xml.row + times;
        } else {
            repeats = times;
        }
    }

    /** Reads the cell that starts here, and says which column follows. */
    private int cell(int column) {
        int times = xml.number("number-columns-repeated", 1, Integer.MAX_VALUE);
        int rows = xml.number("number-rows-spanned", 1, Integer.MAX_VALUE / 2);
        String type = xml.attribute("value-type");
        String value = switch (type) {
            case "date" -> xml.attribute("date-value");
            case "float", "currency", "percentage" -> xml.attribute("value");
            default -> "";
        };
        // What lies under a merged cell is kept in the file, and nobody sees it.
        boolean covered = xml.isStart("covered-table-cell");
        String text = paragraphs();
        String shown = covered ? "" : text(value, text);
        if (shown.isEmpty()) {
            return times > Workbook.COLUMNS ? Workbook.COLUMNS : column + times;
        }
        for (int i = 0; i < times; i++) {
            spend(shown.length() + 1);
            row.set(column + i, shown);
        }
        if (rows > 1) {
            begun.add(new Spanning(column, xml.row + rows, shown));
        }
        return column + times;
    }

    private void spend(int characters) {
        left -= characters;
        if (left < 0) {
            throw Workbook.broken("unpacks to far more than a class list", null);
        }
    }

    private String text(String value, String text) {
        if (value.isEmpty()) {
            return text;
        }
        boolean number = value.charAt(0) == '-' || value.indexOf('-') < 0;
        try {
            return number && value.indexOf(':') < 0 ? new SheetNumbers(false).text(value, false) : value;
        } catch (NumberFormatException malformed) {
            throw xml.malformed(1, malformed);
        }
    }

    /** The paragraphs of the cell that starts here, without remarks; goes to its end. */
    private String paragraphs() {
        StringBuilder text = new StringBuilder();
        while (xml.next() && !xml.isEnd("table-cell") && !xml.isEnd("covered-table-cell")) {
            if (xml.isStart("p")) {
                if (text.length() > 0) {
                    text.append('\n');
                }
                paragraph(text);
            } else if (xml.isStart()) {
                xml.skip();
            }
        }
        return text.toString();
    }

    private void paragraph(StringBuilder text) {
        for (int depth = 1; depth > 0; ) {
            xml.textUpToElement(text);
            if (!xml.isStart()) {
                depth--;
                continue;
            }
            switch (xml.element()) {
                case "s", "tab" -> text.append(' ');
                case "line-break" -> text.append('\n');
                case "annotation", "ruby-text", "note" -> {
                    xml.skip();
                    continue;
                }
                default -> {}
            }
            depth++;
        }
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
