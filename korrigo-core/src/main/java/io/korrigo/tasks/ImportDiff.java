package io.korrigo.tasks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.korrigo.exam.BlobStore;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run of an import found: everything that doing it would change, and what of the file changes nothing, in the file's
 * order, then the known students whom the file doesn't name. Its SHA-256 stands for it: the import that is told it does this very
 * thing or nothing.
 *
 * <p>Kept as a CSV under the task's name, it goes with uploads, at an erasure too.
 */
public final class ImportDiff {
    /** What becomes of a row or a student. */
    public enum Kind {
        CREATED,
        UPDATED,
        /** Has a problem, and would be skipped. */
        REJECTED,
        /** Is in order and asks for nothing: who left, or an equal line. */
        LEFT_OUT,
        /** Is known, and not in the file. */
        MISSING
    }

    /**
     * One line of it.
     *
     * @param kind what becomes of it
     * @param line of the file, from 1; 0 for {@link Kind#MISSING}
     * @param sheet of a workbook, or empty
     * @param student who it is, null for rows that give no student
     * @param notes what changes, what is wrong, or why it is left out
     */
    public record Row(
            Kind kind, int line, String sheet, @Nullable Person student, List<Note> notes) {
        public Row {
            notes = List.copyOf(notes);
        }
    }

    /** Who it is; the id is empty for one who isn't known yet, the birth date and the class where there is none. */
    public record Person(String id, String lastName, String firstName, String birthDate, String className) {
        /** Keeps personal data out of logs: the id only. */
        @Override
        public String toString() {
            return "Person[" + id + "]";
        }
    }

    /**
     * A change, a problem or a reason.
     *
     * @param code the field that changes, the {@code RosterProblem.Code}, or the reason
     * @param from what was known, or the column that is at fault; may be empty
     * @param to what will be known, or what is wrong and what to do; may be empty
     */
    public record Note(String code, String from, String to) {
        /** Keeps personal data out of logs: the code only. */
        @Override
        public String toString() {
            return "Note[" + code + "]";
        }
    }

    private ImportDiff() {}

    /**
     * A part of a dry run's diff.
     *
     * @param task id of the dry run
     * @param kind what is wanted, or null for all
     * @param after how many lines to pass over, of whatever kind
     * @param atMost lines wanted
     * @throws java.nio.file.NoSuchFileException when the diff is gone
     */
    public static Part read(BlobStore blobs, String task, @Nullable Kind kind, long after, int atMost)
            throws IOException {
        List<Row> rows = new ArrayList<>();
        long seen = 0;
        try (Reader text = new InputStreamReader(blobs.open(BlobKeys.importDiff(task)), StandardCharsets.UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            Iterator<CsvRecord> records = csv.iterator();
            while (records.hasNext()) {
                if (rows.size() == atMost) {
                    return new Part(rows, seen);
                }
                CsvRecord line = records.next();
                boolean wanted = kind == null || kind.name().equals(line.getField(0));
                if (seen++ >= after && wanted) {
                    rows.add(row(line.getFields()));
                }
            }
        }
        return new Part(rows, -1);
    }

    /**
     * Some lines, and where the next ones begin.
     *
     * @param next to be passed as {@code after}, or -1 at the end
     */
    public record Part(List<Row> rows, long next) {}

    private static Row row(List<String> cells) {
        List<Note> notes = new ArrayList<>();
        for (int i = DiffWriter.PLACES; i + 2 < cells.size(); i += 3) {
            notes.add(new Note(cells.get(i), cells.get(i + 1), cells.get(i + 2)));
        }
        Person student = cells.get(4).isEmpty()
                ? null
                : new Person(cells.get(3), cells.get(4), cells.get(5), cells.get(6), cells.get(7));
        return new Row(Kind.valueOf(cells.get(0)), Integer.parseInt(cells.get(1)), cells.get(2), student, notes);
    }
}
