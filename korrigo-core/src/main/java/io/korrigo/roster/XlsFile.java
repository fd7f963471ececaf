package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import io.korrigo.roster.RosterFormat.Container;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A workbook of Excel 97 to 2003 (.xls), whose records Apache POI reads. POI weighs more than all of this package, so an
 * application adds it where such files come in; without it they are refused by name.
 */
final class XlsFile implements Workbook {
    private final List<XlsSheets.Filled> sheets;

    private XlsFile(List<XlsSheets.Filled> sheets) {
        this.sheets = sheets;
    }

    /** Whether the file starts as Microsoft's compound files do. */
    static boolean isOne(byte[] start) {
        return start.length > 3
                && (start[0] & 0xFF) == 0xD0
                && (start[1] & 0xFF) == 0xCF
                && (start[2] & 0xFF) == 0x11
                && (start[3] & 0xFF) == 0xE0;
    }

    /** @throws InvalidInputException when it is no such workbook, damaged or protected, or POI is not on the class path */
    static XlsFile open(RosterFile.Bytes bytes, long maxBytes) throws IOException {
        byte[] file;
        try (InputStream in = bytes.open()) {
            file = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
        }
        if (file.length > maxBytes) {
            throw ByteEvidence.tooLarge(maxBytes);
        }
        try {
            return new XlsFile(XlsSheets.read(file));
        } catch (NoClassDefFoundError absent) {
            throw new InvalidInputException(
                    "The roster is an Excel workbook in the old format (.xls), which is only read where Apache POI"
                            + " (org.apache.poi:poi) is on the class path; save it as .xlsx or CSV (UTF-8)",
                    absent);
        }
    }

    @Override
    public Container container() {
        return Container.XLS;
    }

    @Override
    public List<Sheet> sheets() {
        return sheets.stream().map(XlsSheets.Filled::sheet).toList();
    }

    @Override
    public RowSource rows(int index) {
        return sheets.get(index).rows();
    }
}
