package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.RowRecord;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/**
 * The sheets of an .xls workbook, out of its stream of records ([MS-XLS], 2.1.7): first what is common to all, then the sheets
 * in the order of their places in the stream. Such sheets have 65,536 rows at most and are held in memory.
 */
final class XlsSheets {
    private static final String WORKBOOK = "Workbook";
    /** More than 65,536 rows of 60 cells. */
    private static final int CELLS = 4_000_000;

    private final List<BoundSheetRecord> bound = new ArrayList<>();
    private final Map<Integer, String> formats = new HashMap<>();
    private final List<Integer> formatByStyle = new ArrayList<>();
    private final List<Filled> sheets = new ArrayList<>();
    private @Nullable SSTRecord texts;
    private boolean from1904;
    private int cells;

    private XlsSheets() {}

    /** A sheet with its cells; not empty rows by their lines. */
    static final class Filled {
        private final Workbook.Sheet sheet;
        private final TreeMap<Integer, RowCells> rows = new TreeMap<>();
        private final Set<Integer> hidden = new HashSet<>();
        private final List<MergedCells.Area> merged = new ArrayList<>();

        Filled(Workbook.Sheet sheet) {
            this.sheet = sheet;
        }

        Workbook.Sheet sheet() {
            return sheet;
        }

        RowSource rows() {
            Iterator<Map.Entry<Integer, RowCells>> left = rows.entrySet().iterator();
            MergedCells areas = MergedCells.of(merged);
            return new RowSource() {
                @Override
                public boolean next(Cells record) {
                    if (!left.hasNext()) {
                        return false;
                    }
                    Map.Entry<Integer, RowCells> row = left.next();
                    areas.fill(row.getKey(), row.getValue());
                    record.start(row.getKey());
                    row.getValue().copyTo(record);
                    if (hidden.contains(row.getKey())) {
                        record.hide();
                    }
                    return true;
                }

                @Override
                public void close() {}
            };
        }
    }

    /** @throws InvalidInputException when it is no such workbook, damaged or protected */
    static List<Filled> read(byte[] file) throws IOException {
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(file))) {
            DirectoryNode root = files.getRoot();
            if (root.hasEntry("EncryptedPackage")) {
                throw locked(null);
            }
            if (!root.hasEntry(WORKBOOK)) {
                throw new InvalidInputException(
                        root.hasEntry("Book")
                                ? "The roster is a workbook of Excel 95 or older; save it as .xlsx or CSV (UTF-8)"
                                : "The roster is a file of an old Microsoft format but no Excel workbook; save the class"
                                        + " list as .xlsx or CSV (UTF-8)");
            }
            XlsSheets workbook = new XlsSheets();
            try (InputStream in = root.createDocumentInputStream(WORKBOOK)) {
                workbook.read(new RecordFactoryInputStream(in, false));
            }
            return workbook.sheets;
        } catch (EncryptedDocumentException protectedByPassword) {
            throw locked(protectedByPassword);
        } catch (InvalidInputException said) {
            throw said;
        } catch (IOException | RuntimeException malformed) {
            // The file is in memory: what fails to be read is not in order.
            throw Workbook.broken("is damaged", malformed);
        }
    }

    private static InvalidInputException locked(@Nullable Throwable cause) {
        String message = "The workbook is protected by a password; save it without one, or as CSV (UTF-8)";
        return cause == null ? new InvalidInputException(message) : new InvalidInputException(message, cause);
    }

    private void read(RecordFactoryInputStream records) {
        // A chart inside a sheet has a beginning and an end of its own.
        int depth = 0;
        int begun = 0;
        Filled sheet = null;
        CellRecord formula = null;
        for (Record record = records.nextRecord(); record != null; record = records.nextRecord()) {
            if (record instanceof BOFRecord start) {
                if (depth++ == 0 && start.getType() != BOFRecord.TYPE_WORKBOOK) {
                    sheet = sheet(begun++, start.getType() == BOFRecord.TYPE_WORKSHEET);
                }
            } else if (record instanceof EOFRecord) {
                if (--depth <= 0) {
                    depth = 0;
                    sheet = null;
                }
            } else if (depth <= 1 && sheet == null) {
                common(record);
            } else if (depth == 1) {
                formula = cell(sheet, record, formula);
            }
        }
    }

    /** The sheet that begins at the next place; null for what has no cells. */
    private @Nullable Filled sheet(int number, boolean cellsInIt) {
        BoundSheetRecord[] inOrder = BoundSheetRecord.orderByBofPosition(bound);
        if (!cellsInIt || number >= inOrder.length) {
            return null;
        }
        BoundSheetRecord record = inOrder[number];
        Filled sheet =
                new Filled(new Workbook.Sheet(record.getSheetname(), record.isHidden() || record.isVeryHidden()));
        sheets.add(sheet);
        return sheet;
    }

    private void common(Record record) {
        if (record instanceof BoundSheetRecord each) {
            bound.add(each);
        } else if (record instanceof SSTRecord each) {
            texts = each;
        } else if (record instanceof FormatRecord each) {
            formats.put(each.getIndexCode(), each.getFormatString());
        } else if (record instanceof ExtendedFormatRecord each) {
            formatByStyle.add((int) each.getFormatIndex());
        } else if (record instanceof DateWindow1904Record each) {
            from1904 = each.getWindowing() == 1;
        }
    }

    /** Takes a record of a sheet, and says which formula waits for its text in the next one. */
    private @Nullable CellRecord cell(Filled sheet, Record record, @Nullable CellRecord formula) {
        if (record instanceof LabelSSTRecord each) {
            put(
                    sheet,
                    each,
                    texts == null ? "" : texts.getString(each.getSSTIndex()).getString());
        } else if (record instanceof NumberRecord each) {
            put(sheet, each, number(each.getValue(), each.getXFIndex()));
        } else if (record instanceof FormulaRecord each) {
            if (each.hasCachedResultString()) {
                return each;
            }
            put(sheet, each, number(each.getValue(), each.getXFIndex()));
        } else if (record instanceof StringRecord each && formula != null) {
            put(sheet, formula, each.getString());
        } else if (record instanceof LabelRecord each) {
            put(sheet, each.getRow(), each.getColumn(), each.getValue());
        } else if (record instanceof RowRecord each && each.getZeroHeight()) {
            sheet.hidden.add(each.getRowNumber() + 1);
        } else if (record instanceof MergeCellsRecord each) {
            for (int i = 0; i < each.getNumAreas(); i++) {
                CellRangeAddress area = each.getAreaAt(i);
                sheet.merged.add(
                        new MergedCells.Area(area.getFirstColumn(), area.getFirstRow() + 1, area.getLastRow() + 1));
            }
        }
        // Between a formula and its text stand the records of shared formulas only.
        return formula != null && !(record instanceof StringRecord) && !(record instanceof CellRecord) ? formula : null;
    }

    private String number(double value, int style) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "";
        }
        int format = style >= 0 && style < formatByStyle.size() ? formatByStyle.get(style) : 0;
        boolean isDay = SheetNumbers.showsDays(format, formats.getOrDefault(format, ""));
        return new SheetNumbers(from1904).text(Double.toString(value), isDay);
    }

    private void put(Filled sheet, CellRecord cell, String text) {
        put(sheet, cell.getRow(), cell.getColumn(), text);
    }

    private void put(Filled sheet, int row, int column, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (++cells > CELLS) {
            throw Workbook.broken("has far more cells than a class list", null);
        }
        sheet.rows.computeIfAbsent(row + 1, line -> new RowCells()).set(column, text);
    }
}
