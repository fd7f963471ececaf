package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.util.List;

/** Opens what comes as a ZIP archive: a workbook, or one class list that was packed, as SIECLE hands out its XML. */
final class ArchiveFile {
    private ArchiveFile() {}

    /** @param within whether the archive lies in another one */
    static RosterFile open(RosterFile.Bytes bytes, ReaderSettings settings, boolean within) throws IOException {
        ZipParts parts = ZipParts.of(bytes, settings.maxBytes());
        if (XlsxFile.isOne(parts)) {
            return WorkbookFile.open(XlsxFile.open(parts), settings);
        } else if (OdsFile.isOne(parts)) {
            return WorkbookFile.open(OdsFile.open(parts, settings.maxBytes()), settings);
        }
        List<String> files = parts.names().stream()
                .filter(name -> !name.startsWith("__MACOSX/") && !name.endsWith(".DS_Store"))
                .toList();
        if (within || files.isEmpty() || parts.has("[Content_Types].xml") || parts.has("mimetype")) {
            throw new InvalidInputException(
                    "The roster is a ZIP archive but no Excel workbook (.xlsx) or other class list;"
                            + " save the class list as .xlsx or CSV (UTF-8)");
        }
        if (files.size() > 1) {
            throw new InvalidInputException("The roster is a ZIP archive of " + files.size()
                    + " files; unpack it and import the class list in it");
        }
        return RosterFile.open(() -> parts.open(files.get(0)), settings, true);
    }
}
