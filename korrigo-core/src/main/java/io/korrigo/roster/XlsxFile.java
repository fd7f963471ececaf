package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import io.korrigo.roster.Cells.Sample;
import io.korrigo.roster.Layout.Way;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * Opens a workbook of Excel 2007 or later: the visible sheet with the best header is read, row by row.
 *
 * <p>A workbook is a ZIP archive, so it is unpacked once to nowhere before anything trusts it: what it unpacks to is
 * limited, and so is how far to the right a cell may claim to stand.
 */
final class XlsxFile {
    /** How much more than the limit of the file it may unpack to. */
    private static final int EXPANSION = 20;

    private static final int ENTRIES = 1000;

    private XlsxFile() {}

    static boolean isWorkbook(byte[] start) {
        return start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    /** @throws InvalidInputException when it is no such workbook, or no row of its sheets is a header */
    static RosterFile open(RosterFile.Bytes bytes, ReaderSettings settings) throws IOException {
        check(bytes, settings.maxBytes());
        ReadableWorkbook workbook;
        try (InputStream in = bytes.open()) {
            workbook = new ReadableWorkbook(in, new ReadingOptions(true, true));
        } catch (IOException | RuntimeException malformed) {
            throw broken("can't be opened", malformed);
        }
        try {
            Layout layout = Layout.find(ways(workbook, settings), settings);
            Sheet sheet = workbook.getSheet(layout.way().number()).orElseThrow();
            XlsxRows rows = new XlsxRows(workbook, sheet);
            return new RosterFile(RosterFormat.Container.XLSX, layout, rows, true, null, false, null);
        } catch (IOException | RuntimeException failure) {
            workbook.close();
            throw failure;
        }
    }

    private static List<Way> ways(ReadableWorkbook workbook, ReaderSettings settings) throws IOException {
        List<Way> ways = new ArrayList<>();
        for (Sheet sheet : workbook.getSheets().toList()) {
            String name = sheet.getName() == null ? "" : sheet.getName();
            boolean wanted = settings.sheet() == null
                    ? sheet.getVisibility() == SheetVisibility.VISIBLE
                    : name.equals(settings.sheet());
            if (wanted) {
                ways.add(new Way(sheet.getIndex(), name, samples(workbook, sheet)));
            }
        }
        if (ways.isEmpty()) {
            throw new InvalidInputException(
                    settings.sheet() == null
                            ? "The workbook has no visible sheet; save the class list in one"
                            : "The workbook has no sheet of the name asked for; check the name of the sheet");
        }
        return ways;
    }

    private static List<Sample> samples(ReadableWorkbook workbook, Sheet sheet) throws IOException {
        List<Sample> samples = new ArrayList<>();
        Cells cells = new Cells();
        try (XlsxRows rows = new XlsxRows(sheet)) {
            while (samples.size() < Layout.RECORDS && rows.next(cells)) {
                samples.add(cells.copy());
            }
        }
        return samples;
    }

    /** Unpacks the archive to nowhere. */
    private static void check(RosterFile.Bytes bytes, long maxBytes) throws IOException {
        long packed;
        try (InputStream in = bytes.open()) {
            packed = in.transferTo(OutputStream.nullOutputStream());
        }
        if (packed > maxBytes) {
            throw ByteEvidence.tooLarge(maxBytes);
        }
        long left = maxBytes > Long.MAX_VALUE / EXPANSION ? Long.MAX_VALUE : maxBytes * EXPANSION;
        boolean workbook = false;
        try (InputStream in = bytes.open();
                ZipInputStream zip = new ZipInputStream(in)) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                workbook |= entry.getName().equals("[Content_Types].xml");
                left -= length(zip, left);
                if (left < 0 || ++entries > ENTRIES) {
                    throw new InvalidInputException("The workbook unpacks to far more than a class list; save the class"
                            + " list alone in a new workbook");
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException malformed) {
            throw broken("is damaged", malformed);
        }
        if (!workbook) {
            throw new InvalidInputException(
                    "The roster is a ZIP archive but no Excel workbook (.xlsx); unpack it, or save"
                            + " the class list as .xlsx or CSV (UTF-8)");
        }
    }

    /** Bytes of the entry at hand; beyond {@code limit} it stops counting. */
    private static long length(ZipInputStream zip, long limit) throws IOException {
        ColumnReach reach = new ColumnReach();
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int n; length <= limit && (n = zip.read(buffer)) > 0; length += n) {
            reach.check(buffer, n);
        }
        return length;
    }

    static InvalidInputException broken(String what, Throwable cause) {
        return new InvalidInputException(
                "The workbook " + what + "; open it in a spreadsheet program and save it again as .xlsx", cause);
    }

    /**
     * Refuses a cell reference of more than three letters. Excel's last column is XFD; the library reserves room for
     * every column before a cell.
     */
    private static final class ColumnReach {
        private static final byte[] REFERENCE = {' ', 'r', '=', '"'};
        private int matched;
        private int letters;

        void check(byte[] buffer, int length) {
            for (int i = 0; i < length; i++) {
                byte b = buffer[i] == '\''
                        ? (byte) '"'
                        : buffer[i] == '\t' || buffer[i] == '\n' ? (byte) ' ' : buffer[i];
                if (matched < REFERENCE.length) {
                    matched = b == REFERENCE[matched] ? matched + 1 : b == ' ' ? 1 : 0;
                    letters = 0;
                } else if (b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z') {
                    if (++letters > 3) {
                        throw new InvalidInputException("The workbook has cells in columns that no spreadsheet has;"
                                + " open it in a spreadsheet program and save it again as .xlsx");
                    }
                } else {
                    matched = 0;
                }
            }
        }
    }
}
