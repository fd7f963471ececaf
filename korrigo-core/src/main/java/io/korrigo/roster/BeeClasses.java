package io.korrigo.roster;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Class and groups of each student of a {@code BEE_ELEVES} document, by {@code ELEVE_ID}. */
final class BeeClasses {
    /**
     * Where one student belongs.
     *
     * @param division the class, or empty
     * @param groups joined by ", ", or empty
     */
    record Membership(String division, String groups) {
        static final Membership NONE = new Membership("", "");

        private Membership with(String type, String code) {
            if (type.equals("D")) {
                return division.isEmpty() ? new Membership(code, groups) : this;
            }
            return type.equals("G") ? new Membership(division, groups.isEmpty() ? code : groups + ", " + code) : this;
        }
    }

    private final Map<String, Membership> byStudent = new HashMap<>();

    private BeeClasses() {}

    static BeeClasses read(RosterFile.Bytes bytes) throws IOException {
        BeeClasses classes = new BeeClasses();
        try (BeeXml xml = new BeeXml(bytes)) {
            String student = "";
            String code = "";
            String type = "";
            while (xml.next()) {
                if (xml.isStart("STRUCTURES_ELEVE")) {
                    student = xml.attribute("ELEVE_ID");
                } else if (xml.isStart("CODE_STRUCTURE")) {
                    code = CellText.clean(xml.text());
                } else if (xml.isStart("TYPE_STRUCTURE")) {
                    type = CellText.clean(xml.text());
                } else if (xml.isEnd("STRUCTURE") && !student.isEmpty() && !code.isEmpty()) {
                    classes.byStudent.put(student, classes.of(student).with(type, code));
                    code = "";
                    type = "";
                }
            }
        }
        return classes;
    }

    Membership of(String student) {
        return byStudent.getOrDefault(student, Membership.NONE);
    }
}
