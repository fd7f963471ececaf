package io.korrigo.roster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file whose format is known and whose headers were found, ready to be read.
 *
 * @param parts the sheets of a workbook that make the roster; one of any other file
 * @param suspicious whether every cell is to be checked for garbled text, not only those in use
 * @param encoding null for a workbook
 * @param separator null unless a CSV
 * @param remarks on what was not read
 */
record RosterFile(
        RosterFormat.Container container,
        List<Part> parts,
        boolean suspicious,
        @Nullable Charset encoding,
        boolean byteOrderMark,
        @Nullable Character separator,
        List<RosterRemark> remarks) {

    /** A file that can be read several times. */
    @FunctionalInterface
    interface Bytes {
        InputStream open() throws IOException;
    }

    /** Records that can be read from the first one. */
    @FunctionalInterface
    interface Records {
        RowSource open() throws IOException;
    }

    /** Records under one header. */
    record Part(HeaderPlace layout, Records records) {
        /** Name of the sheet; null where there are no sheets. */
        @Nullable
        String sheet() {
            return layout.way().name();
        }
    }

    /** Chooses the format by the first bytes, never by the name. */
    static RosterFile open(Bytes bytes, ReaderSettings settings) throws IOException {
        return open(bytes, settings, false);
    }

    /** @param within whether the file comes out of an archive */
    static RosterFile open(Bytes bytes, ReaderSettings settings, boolean within) throws IOException {
        byte[] start;
        try (InputStream in = bytes.open()) {
            start = in.readNBytes(ByteEvidence.START);
        }
        if (ZipParts.isArchive(start)) {
            return ArchiveFile.open(bytes, settings, within);
        } else if (XlsFile.isOne(start)) {
            return WorkbookFile.open(XlsFile.open(bytes, settings.maxBytes()), settings);
        }
        return BeeFile.isXml(start) ? BeeFile.open(bytes, settings) : CsvFile.open(bytes, settings);
    }

    /** @param rowRemarks on rows, known when they were read */
    RosterFormat format(ReaderSettings settings, List<RosterRemark> rowRemarks) {
        HeaderPlace first = parts.get(0).layout();
        ColumnMapping mapping = first.mapping();
        RosterDialect dialect = container == RosterFormat.Container.XML
                ? RosterDialect.SIECLE_XML
                : first.headerRecord() < 0 ? RosterDialect.HEADERLESS : RosterDialect.of(mapping.headers());
        return new RosterFormat(
                container,
                dialect,
                encoding,
                byteOrderMark,
                separator,
                parts.stream().map(Part::sheet).filter(Objects::nonNull).toList(),
                first.line(),
                mapping.columns(new ColumnEvidence(first.data(), settings.today())),
                mapping.ignored(),
                Stream.concat(remarks.stream(), rowRemarks.stream()).toList());
    }
}
