package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import io.korrigo.roster.RosterFormat.Container;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A workbook of LibreOffice (OpenDocument 1.3, part 3, section 9): all its sheets stand in one part. */
final class OdsFile implements Workbook {
    private static final String CONTENT = "content.xml";
    private static final String MANIFEST = "META-INF/manifest.xml";

    private final ZipParts parts;
    private final List<Sheet> sheets = new ArrayList<>();
    private final long limit;

    private OdsFile(ZipParts parts, long limit) {
        this.parts = parts;
        this.limit = limit;
    }

    static boolean isOne(ZipParts parts) {
        return parts.has(CONTENT) && parts.has(MANIFEST);
    }

    /** @param limit of the characters that repeated cells may come to */
    static OdsFile open(ZipParts parts, long limit) throws IOException {
        if (parts.contains(MANIFEST, "encryption-data")) {
            throw new InvalidInputException(
                    "The workbook is protected by a password; save it without one, or as CSV (UTF-8)");
        }
        OdsFile file = new OdsFile(parts, limit);
        file.readSheets();
        return file;
    }

    private void readSheets() throws IOException {
        Set<String> hidden = new HashSet<>();
        String style = "";
        boolean spreadsheet = false;
        try (PullXml xml = new PullXml(parts.open(CONTENT))) {
            while (xml.next()) {
                if (!xml.isStart()) {
                    continue;
                }
                switch (xml.element()) {
                    case "style" -> style = xml.attribute("name");
                    case "table-properties" -> {
                        if (xml.attribute("display").equals("false")) {
                            hidden.add(style);
                        }
                    }
                    case "spreadsheet" -> spreadsheet = true;
                    case "table" -> {
                        sheets.add(new Sheet(xml.attribute("name"), hidden.contains(xml.attribute("style-name"))));
                        xml.skip();
                    }
                    default -> {}
                }
            }
        }
        if (!spreadsheet) {
            throw new InvalidInputException(
                    "The roster is an OpenDocument file but no spreadsheet (.ods); save the class"
                            + " list as .ods, .xlsx or CSV (UTF-8)");
        }
    }

    @Override
    public Container container() {
        return Container.ODS;
    }

    @Override
    public List<Sheet> sheets() {
        return sheets;
    }

    @Override
    public RowSource rows(int index) throws IOException {
        return new OdsRows(parts.open(CONTENT), index, limit);
    }
}
