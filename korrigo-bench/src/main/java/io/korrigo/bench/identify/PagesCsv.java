package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * Results as lines of CSV, one for each page and roster. A field's column holds four numbers: whether its row was found,
 * whether with exact boxes, letters drawn in boxes that were found, letters read right; nothing where none was drawn.
 */
final class PagesCsv {
    private static final String HEADING =
            "page,roster,kind,student_row,decision,answer_row,probability,outsider_probability,unobjected,rank,"
                    + "turns_drawn,turns_read,last_name,first_name,candidate_number,birth_date,reason,origin,millis";

    private final Map<String, Integer> rows = new HashMap<>();

    PagesCsv(List<Student> roster) {
        for (Student student : roster) {
            rows.put(student.id(), rows.size() + 1);
        }
    }

    List<String> lines(List<PageResult> results) {
        List<String> lines = new ArrayList<>(List.of(HEADING));
        results.forEach(result -> lines.add(line(result)));
        return lines;
    }

    private String line(PageResult result) {
        List<Object> values = new ArrayList<>(List.of(
                result.number(),
                result.roster(),
                result.page().kind(),
                row(result.page().student()),
                result.identification().decision(),
                result.identification().candidates().isEmpty()
                        ? ""
                        : row(result.identification().candidates().get(0).student()),
                result.identification().probability(),
                result.identification().outsiderProbability(),
                result.unobjected(),
                result.rank(),
                result.read().turnsDrawn(),
                result.read().turnsRead()));
        for (HeaderField field : HeaderField.values()) {
            values.add(result.rows().stream()
                    .filter(row -> row.field() == field)
                    .findFirst()
                    .map(PagesCsv::score)
                    .orElse(""));
        }
        values.add(result.identification().reason());
        values.add(result.origin().orElse(""));
        values.add(String.format(Locale.ROOT, "%.1f", result.read().millis()));
        return CSVFormat.RFC4180.format(values.toArray());
    }

    private static String score(RowScore row) {
        return (row.found() ? 1 : 0) + " " + (row.exact() ? 1 : 0) + " " + row.letters() + " " + row.rightLetters();
    }

    private String row(@Nullable Student student) {
        return student == null ? "" : String.valueOf(rows.get(student.id()));
    }
}
