package io.korrigo.roster;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The students of a {@code BEE_ELEVES} document as rows under a header of the elements' names. A line is that of the
 * {@code ELEVE}; the header has the line of the root.
 */
final class BeeRows implements RowSource {
    /** Older versions say NOM and ID_NATIONAL, newer ones NOM_DE_FAMILLE and INE_RNIE. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "NOM", "NOM_DE_FAMILLE", "INE_RNIE", "ID_NATIONAL", "INE", "ID_NATIONAL", "DATE_NAISSANCE", "DATE_NAISS");

    private static final String DIVISION = "DIVISION";
    private static final String GROUPS = "GROUPES";
    private static final String[] COLUMNS = {
        "NOM_DE_FAMILLE", "NOM_USAGE", "PRENOM", "PRENOM2", "PRENOM3", "DATE_NAISS", "ID_NATIONAL", "MEL", "DATE_SORTIE"
    };

    private final BeeXml xml;
    private final BeeClasses classes;
    private boolean headerGiven;

    BeeRows(RosterFile.Bytes bytes, BeeClasses classes) throws IOException {
        this.xml = new BeeXml(bytes);
        this.classes = classes;
    }

    Charset encoding() {
        return xml.encoding();
    }

    @Override
    public boolean next(Cells cells) {
        if (!headerGiven) {
            headerGiven = true;
            cells.start(xml.line());
            for (String column : COLUMNS) {
                cells.add(column);
            }
            cells.add(DIVISION);
            cells.add(GROUPS);
            return true;
        }
        while (xml.next()) {
            if (xml.isStart("ELEVE")) {
                student(cells);
                return true;
            }
        }
        return false;
    }

    private void student(Cells cells) {
        cells.start(xml.line());
        BeeClasses.Membership membership = classes.of(xml.attribute("ELEVE_ID"));
        Map<String, String> values = new LinkedHashMap<>();
        while (xml.next() && !xml.isEnd("ELEVE")) {
            if (xml.isStart()) {
                String name = xml.element();
                String column = OTHER_NAMES.getOrDefault(name, name);
                if (isColumn(column)) {
                    String text = xml.text();
                    values.merge(column, text, (one, other) -> one.isBlank() ? other : one);
                }
            }
        }
        for (String column : COLUMNS) {
            cells.add(values.getOrDefault(column, "").strip());
        }
        cells.add(membership.division());
        cells.add(membership.groups());
    }

    private static boolean isColumn(String element) {
        for (String column : COLUMNS) {
            if (column.equals(element)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
