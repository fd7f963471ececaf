package io.korrigo.roster;

import io.korrigo.roster.RosterFormat.Container;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workbook of Excel 2007 or later (ECMA-376): its sheets, texts and number formats. Parts are found by their relations, as
 * their names are free.
 */
final class XlsxFile implements Workbook {
    private static final String MAIN = "xl/workbook.xml";

    /** A relation of one part to another. */
    private record Relation(String type, String target) {}

    /** A sheet and the part in which it is. */
    private record Place(Sheet sheet, String part) {}

    private final ZipParts parts;
    private final List<Place> places = new ArrayList<>();
    private final List<String> texts;
    /** By the number of a cell's style. */
    private final List<Boolean> daysByStyle;

    private boolean from1904;

    private XlsxFile(ZipParts parts, List<String> texts, List<Boolean> daysByStyle) {
        this.parts = parts;
        this.texts = texts;
        this.daysByStyle = daysByStyle;
    }

    static boolean isOne(ZipParts parts) {
        return parts.has("[Content_Types].xml") && parts.names().stream().anyMatch(name -> name.startsWith("xl/"));
    }

    static XlsxFile open(ZipParts parts) throws IOException {
        String main = main(parts);
        if (!main.endsWith(".xml") || !parts.has(main)) {
            throw Workbook.broken("is of a kind that isn't read (.xlsb, or without its main part)", null);
        }
        Map<String, Relation> relations = relations(parts, main);
        String texts = part(parts, relations, "sharedStrings");
        String styles = part(parts, relations, "styles");
        XlsxFile file = new XlsxFile(
                parts,
                texts == null ? List.of() : texts(parts, texts),
                styles == null ? List.of() : days(parts, styles));
        file.readSheets(main, relations);
        return file;
    }

    @Override
    public Container container() {
        return Container.XLSX;
    }

    @Override
    public List<Sheet> sheets() {
        return places.stream().map(Place::sheet).toList();
    }

    @Override
    public RowSource rows(int index) throws IOException {
        String part = places.get(index).part();
        MergedCells merged = parts.contains(part, "mergeCell ") ? merged(part) : MergedCells.NONE;
        return new XlsxRows(parts.open(part), texts, daysByStyle, new SheetNumbers(from1904), merged);
    }

    private static String main(ZipParts parts) throws IOException {
        if (!parts.has("_rels/.rels")) {
            return MAIN;
        }
        String main = target(relations(parts, ""), "officeDocument");
        return main == null ? MAIN : main;
    }

    private void readSheets(String main, Map<String, Relation> relations) throws IOException {
        try (PullXml xml = new PullXml(parts.open(main))) {
            while (xml.next()) {
                if (xml.isStart("workbookPr")) {
                    String calendar = xml.attribute("date1904");
                    from1904 = calendar.equals("1") || calendar.equals("true");
                } else if (xml.isStart("sheet")) {
                    Relation relation = relations.get(xml.attribute("id"));
                    String state = xml.attribute("state");
                    boolean hidden = state.equals("hidden") || state.equals("veryHidden");
                    if (relation != null && relation.type().equals("worksheet")) {
                        places.add(new Place(new Sheet(xml.attribute("name"), hidden), relation.target()));
                    }
                }
            }
        }
    }

    /** Relations of a part by their ids; of the package itself where the part is the empty text. */
    private static Map<String, Relation> relations(ZipParts parts, String part) throws IOException {
        int slash = part.lastIndexOf('/') + 1;
        String folder = part.substring(0, slash);
        String name = folder + "_rels/" + part.substring(slash) + ".rels";
        Map<String, Relation> relations = new HashMap<>();
        if (!parts.has(name)) {
            return relations;
        }
        try (PullXml xml = new PullXml(parts.open(name))) {
            while (xml.next()) {
                if (xml.isStart("Relationship")) {
                    String type = xml.attribute("Type");
                    String target = xml.attribute("Target");
                    relations.put(
                            xml.attribute("Id"),
                            new Relation(
                                    type.substring(type.lastIndexOf('/') + 1),
                                    target.startsWith("/") ? target.substring(1) : folder + target));
                }
            }
        }
        return relations;
    }

    /** The part of a type, by its usual name where no relation leads to it; null where there is none. */
    private static @Nullable String part(ZipParts parts, Map<String, Relation> relations, String type) {
        String target = target(relations, type);
        String part = target == null ? "xl/" + type + ".xml" : target;
        return parts.has(part) ? part : null;
    }

    private static @Nullable String target(Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(relation -> relation.type().equals(type))
                .map(Relation::target)
                .findFirst()
                .orElse(null);
    }

    /** The texts that cells refer to by number. */
    private static List<String> texts(ZipParts parts, String part) throws IOException {
        List<String> texts = new ArrayList<>();
        try (PullXml xml = new PullXml(parts.open(part))) {
            while (xml.next()) {
                if (xml.isStart("si")) {
                    texts.add(XlsxRows.richText(xml, "si"));
                }
            }
        }
        return texts;
    }

    /** For each style of cells whether it shows numbers as days. */
    private static List<Boolean> days(ZipParts parts, String part) throws IOException {
        Map<Integer, String> codes = new HashMap<>();
        List<Boolean> days = new ArrayList<>();
        try (PullXml xml = new PullXml(parts.open(part))) {
            boolean cells = false;
            while (xml.next()) {
                if (xml.isStart("numFmt")) {
                    codes.put(xml.number("numFmtId", 0, Integer.MAX_VALUE), xml.attribute("formatCode"));
                } else if (xml.element().equals("cellXfs")) {
                    cells = xml.isStart();
                } else if (cells && xml.isStart("xf")) {
                    int id = xml.number("numFmtId", 0, Integer.MAX_VALUE);
                    days.add(SheetNumbers.showsDays(id, codes.getOrDefault(id, "")));
                }
            }
        }
        return days;
    }

    private MergedCells merged(String part) throws IOException {
        List<MergedCells.Area> areas = new ArrayList<>();
        try (PullXml xml = new PullXml(parts.open(part))) {
            while (xml.next()) {
                if (xml.isStart("mergeCell")) {
                    String[] corners = xml.attribute("ref").split(":");
                    if (corners.length == 2) {
                        CellReference first = CellReference.of(corners[0]);
                        areas.add(new MergedCells.Area(
                                first.column(),
                                first.line(),
                                CellReference.of(corners[1]).line()));
                    }
                }
            }
        }
        return MergedCells.of(areas);
    }
}
