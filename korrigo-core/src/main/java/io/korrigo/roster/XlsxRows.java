package io.korrigo.roster;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one sheet. A line is the number of the row as the spreadsheet shows it; rows that were never filled are no
 * records. A formula gives its last computed value.
 */
final class XlsxRows implements RowSource {
    private final @Nullable ReadableWorkbook owned;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private int lastLine;

    XlsxRows(Sheet sheet) {
        this(null, sheet);
    }

    /** @param owned the workbook, to be closed with the rows, or null */
    XlsxRows(@Nullable ReadableWorkbook owned, Sheet sheet) {
        this.owned = owned;
        try {
            this.stream = sheet.openStream();
        } catch (IOException | RuntimeException malformed) {
            // The file is in memory: what fails to be read is not in order.
            throw XlsxFile.broken("has a sheet that can't be opened", malformed);
        }
        this.rows = stream.iterator();
    }

    @Override
    public boolean next(Cells cells) {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            Row row = rows.next();
            lastLine = row.getRowNum();
            cells.start(lastLine);
            for (Cell cell : row) {
                cells.add(cell == null ? "" : text(cell));
            }
            return true;
        } catch (RuntimeException malformed) {
            // The library's own exceptions, and what its parsing of numbers and references throws.
            throw XlsxFile.broken("can't be read below row " + lastLine, malformed);
        }
    }

    private static String text(Cell cell) {
        Object value = cell.getValue();
        if (value instanceof BigDecimal number) {
            return cell.getType() != CellType.ERROR && isDate(cell.getDataFormatString())
                    ? date(cell)
                    : number.stripTrailingZeros().toPlainString();
        }
        return value == null ? "" : value.toString();
    }

    /** As year-month-day, whichever calendar the workbook counts days in; with the time of day where there is one. */
    private static String date(Cell cell) {
        LocalDateTime date = cell.asDate();
        return date.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? date.toLocalDate().toString()
                : date.toString();
    }

    /** Whether a number format shows days: "dd/mm/yyyy", "[$-40C]d mmmm yyyy", not "0.00" nor "[Red]#". */
    private static boolean isDate(@Nullable String format) {
        if (format == null) {
            return false;
        }
        String codes = format.replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "").toLowerCase(Locale.ROOT);
        return codes.indexOf('y') >= 0 || codes.indexOf('d') >= 0 || codes.indexOf('j') >= 0 || codes.indexOf('a') >= 0;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        if (owned != null) {
            owned.close();
        }
    }
}
