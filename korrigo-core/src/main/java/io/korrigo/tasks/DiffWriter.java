package io.korrigo.tasks;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.korrigo.exam.Student;
import io.korrigo.roster.FieldChange;
import io.korrigo.roster.ImportStep;
import io.korrigo.roster.LeftOutRow;
import io.korrigo.roster.RejectedRow;
import io.korrigo.roster.RosterProblem;
import io.korrigo.roster.RosterRow;
import io.korrigo.roster.StudentUpdate;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes an {@link ImportDiff} line by line, and says what stands for it. The same file and the same students give the same bytes.
 *
 * <p>A line is kind, line, sheet, id, family name, first name, birth date and class, then three cells a note.
 */
final class DiffWriter {
    /** Cells before the notes. */
    static final int PLACES = 8;

    private final MessageDigest sha256;
    private final Writer text;
    private final CsvWriter csv;

    DiffWriter(OutputStream out) {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
        text = new OutputStreamWriter(new DigestOutputStream(out, sha256), StandardCharsets.UTF_8);
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    }

    /** What a row comes to; nothing for one that leaves a student as they are. */
    void step(ImportStep step) {
        if (step instanceof RosterRow row) {
            write(ImportDiff.Kind.CREATED, row.line(), row.sheet(), row.student(), "", List.of());
        } else if (step instanceof StudentUpdate update) {
            if (!update.changes().isEmpty()) {
                List<String> notes = new ArrayList<>();
                for (FieldChange change : update.changes()) {
                    notes.add(change.field().name());
                    notes.add(Objects.requireNonNullElse(change.before(), ""));
                    notes.add(change.after());
                }
                Student before = update.before();
                write(ImportDiff.Kind.UPDATED, update.row().line(), update.row().sheet(), before, before.id(), notes);
            }
        } else if (step instanceof RejectedRow rejected) {
            List<String> notes = new ArrayList<>();
            for (RosterProblem problem : rejected.problems()) {
                notes.add(problem.code().name());
                notes.add(Objects.requireNonNullElse(problem.column(), ""));
                notes.add(problem.message());
            }
            write(ImportDiff.Kind.REJECTED, rejected.line(), rejected.sheet(), null, "", notes);
        }
    }

    void leftOut(LeftOutRow row) {
        write(
                ImportDiff.Kind.LEFT_OUT,
                row.line(),
                row.sheet(),
                null,
                "",
                List.of(row.reason().name(), "", ""));
    }

    void missing(Student student) {
        write(ImportDiff.Kind.MISSING, 0, null, student, student.id(), List.of());
    }

    private void write(
            ImportDiff.Kind kind,
            int line,
            @Nullable String sheet,
            @Nullable Student student,
            String id,
            List<String> notes) {
        List<String> cells = new ArrayList<>();
        cells.add(kind.name());
        cells.add(Integer.toString(line));
        cells.add(Objects.requireNonNullElse(sheet, ""));
        cells.add(id);
        cells.add(student == null ? "" : student.lastName());
        cells.add(student == null ? "" : student.firstName());
        cells.add(
                student == null || student.birthDate() == null
                        ? ""
                        : student.birthDate().toString());
        cells.add(student == null || student.className() == null ? "" : student.className());
        cells.addAll(notes);
        csv.writeRecord(cells);
    }

    /** Writes what is left, and returns the SHA-256 of all, in hexadecimal digits. */
    String end() {
        try {
            csv.flush();
            text.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
