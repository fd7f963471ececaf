package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The rows of one sheet of an .xlsx workbook (ECMA-376, 18.3.1). */
final class XlsxRows implements RowSource {
    private final SheetXml xml;
    private final List<String> texts;
    private final List<Boolean> daysByStyle;
    private final SheetNumbers numbers;
    private final MergedCells merged;
    private final RowCells row = new RowCells();

    XlsxRows(InputStream part, List<String> texts, List<Boolean> daysByStyle, SheetNumbers numbers, MergedCells merged)
            throws IOException {
        this.xml = new SheetXml(part);
        this.texts = texts;
        this.daysByStyle = daysByStyle;
        this.numbers = numbers;
        this.merged = merged;
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
        while (xml.next()) {
            if (xml.isStart("row")) {
                int line = xml.number("r", xml.row + 1, Integer.MAX_VALUE);
                if (line <= xml.row) {
                    throw Workbook.broken("has rows that are out of order below row " + xml.row, null);
                }
                String hidden = xml.attribute("hidden");
                readRow();
                xml.row = line;
                merged.fill(line, row);
                cells.start(line);
                row.copyTo(cells);
                if (hidden.equals("1") || hidden.equals("true")) {
                    cells.hide();
                }
                return true;
            }
        }
        return false;
    }

    private void readRow() {
        row.clear();
        int column = -1;
        while (xml.next() && !xml.isEnd("row")) {
            if (xml.isStart("c")) {
                String reference = xml.attribute("r");
                column = reference.isEmpty()
                        ? column + 1
                        : CellReference.of(reference).column();
                row.set(column, cell());
            }
        }
    }

    /** Text of the cell that starts here; goes to its end. */
    private String cell() {
        String type = xml.attribute("t");
        int style = xml.number("s", 0, Integer.MAX_VALUE);
        String value = "";
        String inline = "";
        while (xml.next() && !xml.isEnd("c")) {
            if (xml.isStart("v")) {
                value = xml.text();
            } else if (xml.isStart("is")) {
                inline = richText(xml, "is");
            } else if (xml.isStart()) {
                xml.skip();
            }
        }
        if (type.equals("inlineStr")) {
            return inline;
        }
        try {
            return switch (type) {
                case "s" -> value.isEmpty() ? "" : texts.get(Integer.parseInt(value.strip()));
                case "", "n" -> value.isBlank() ? "" : numbers.text(value.strip(), isDay(style));
                // A formula's text, an error's name, a day as ISO 8601 has it.
                default -> value;
            };
        } catch (NumberFormatException | IndexOutOfBoundsException malformed) {
            throw xml.malformed(1, malformed);
        }
    }

    private boolean isDay(int style) {
        return style >= 0 && style < daysByStyle.size() && daysByStyle.get(style);
    }

    /** The text of the element that starts here, in runs or not, without the readings that stand above it; goes to its end. */
    static String richText(PullXml xml, String element) {
        StringBuilder text = new StringBuilder();
        while (xml.next() && !xml.isEnd(element)) {
            if (xml.isStart("t")) {
                text.append(CellText.unescaped(xml.text()));
            } else if (xml.isStart("rPh")) {
                xml.skip();
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
