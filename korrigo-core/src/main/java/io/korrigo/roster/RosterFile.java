package io.korrigo.roster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A file whose format is known and whose header was found, ready to be read from its first record.
 *
 * @param suspicious whether every cell is to be checked for garbled text, not only those in use
 * @param encoding null for a workbook
 * @param separator null unless a CSV
 */
record RosterFile(
        RosterFormat.Container container,
        Layout layout,
        RowSource rows,
        boolean suspicious,
        @Nullable Charset encoding,
        boolean byteOrderMark,
        @Nullable Character separator) {

    /** A file that can be read several times. */
    @FunctionalInterface
    interface Bytes {
        InputStream open() throws IOException;
    }

    /** Chooses the format by the first bytes, never by the name. */
    static RosterFile open(Bytes bytes, ReaderSettings settings) throws IOException {
        byte[] start;
        try (InputStream in = bytes.open()) {
            start = in.readNBytes(ByteEvidence.START);
        }
        if (XlsxFile.isWorkbook(start)) {
            return XlsxFile.open(bytes, settings);
        }
        return BeeFile.isXml(start) ? BeeFile.open(bytes, settings) : CsvFile.open(bytes, settings);
    }

    RosterFormat format(ReaderSettings settings) {
        ColumnMapping mapping = layout.mapping();
        RosterDialect dialect = container == RosterFormat.Container.XML
                ? RosterDialect.SIECLE_XML
                : layout.headerRecord() < 0 ? RosterDialect.HEADERLESS : RosterDialect.of(mapping.headers());
        return new RosterFormat(
                container,
                dialect,
                encoding,
                byteOrderMark,
                separator,
                layout.way().name(),
                layout.line(),
                mapping.columns(new ColumnEvidence(layout.data(), settings.today())),
                mapping.ignored());
    }
}
