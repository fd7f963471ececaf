package io.korrigo.tasks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.korrigo.exam.Copy;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of an export's copies: CSV as in RFC 4180, UTF-8, one row per copy, those that failed with their reason.
 *
 * <p>A text that a spreadsheet would take for a formula has an apostrophe before it.
 */
final class ExportManifest {
    static final String NAME = "manifest.csv";

    private final StringBuilder csv =
            new StringBuilder("file,copy_id,anonymous_id,student_id,pages,bytes,sha256,mark,error\r\n");

    private final boolean namesStudents;

    /** @param namesStudents whether it has the ids of the students, too */
    ExportManifest(boolean namesStudents) {
        this.namesStudents = namesStudents;
    }

    void add(String file, Copy copy, PdfFacts facts) {
        boolean named = namesStudents && copy.identification() != null;
        String student = named ? copy.identification().studentId() : "";
        BigDecimal mark = facts.mark();
        row(
                text(file),
                text(copy.id()),
                text(copy.anonymousId()),
                text(student),
                Integer.toString(facts.pages()),
                Long.toString(facts.bytes()),
                facts.sha256(),
                // A number, and the minus of a negative one is no formula.
                mark == null ? "" : mark.toPlainString(),
                "");
    }

    void add(ExportAllCopies.Failure failure, @Nullable Copy copy) {
        String anonymousId = copy == null ? "" : copy.anonymousId();
        row("", text(failure.copyId()), text(anonymousId), "", "", "", "", "", text(failure.error()));
    }

    /** Ids of the copies whose PDFs a manifest lists, as {@link #bytes} has it. */
    static Set<String> copies(Reader manifest) throws IOException {
        Set<String> copies = new HashSet<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(manifest)) {
            for (CsvRecord row : rows) {
                String id = row.getField(1);
                boolean listed =
                        row.getStartingLineNumber() > 1 && !row.getField(0).isEmpty();
                if (listed) {
                    copies.add(id.startsWith("'") ? id.substring(1) : id);
                }
            }
        }
        return copies;
    }

    byte[] bytes() {
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void row(String... cells) {
        csv.append(String.join(",", cells)).append("\r\n");
    }

    private static String text(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(value.charAt(0)) >= 0;
        String cell = formula ? "'" + value : value;
        return cell.matches("[^\",;\r\n\t]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
