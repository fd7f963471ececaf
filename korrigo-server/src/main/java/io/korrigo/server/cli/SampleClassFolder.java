package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Student;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterRow;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** An {@link ExamFolder} with its roster ({@code roster.csv}) and the truth about who wrote what ({@code truth.csv}). */
final class SampleClassFolder {
    private final ExamFolder exam;
    private final Path roster;
    private final Map<String, Student> writers;

    private SampleClassFolder(ExamFolder exam, Path roster, Map<String, Student> writers) {
        this.exam = exam;
        this.roster = roster;
        this.writers = writers;
    }

    static SampleClassFolder read(Path folder) throws IOException {
        ExamFolder exam = ExamFolder.read(folder);
        Path roster = folder.resolve("roster.csv");
        Map<Integer, Student> byRow = new HashMap<>();
        for (RosterRow row : new RosterReader().read(roster).rows()) {
            byRow.put(row.rowNumber(), row.student());
        }
        return new SampleClassFolder(exam, roster, writers(folder.resolve("truth.csv"), byRow));
    }

    /** Who wrote each header page, by the file's name; strangers are left out. */
    private static Map<String, Student> writers(Path truth, Map<Integer, Student> byRow) throws IOException {
        Map<String, Student> writers = new HashMap<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader in = Files.newBufferedReader(truth)) {
            for (CSVRecord record : format.parse(in)) {
                String row = record.get("student");
                Student student = row.isEmpty() ? null : byRow.get(Integer.valueOf(row));
                if (student != null) {
                    writers.put(String.valueOf(Path.of(record.get("file")).getFileName()), student);
                } else if (!row.isEmpty()) {
                    throw new InvalidInputException(truth + " names row " + row + ", which the roster doesn't have");
                }
            }
        }
        return writers;
    }

    ExamFolder exam() {
        return exam;
    }

    Path roster() {
        return roster;
    }

    /**
     * Whether the student, as the server has them, is the one who wrote the copy.
     *
     * @param copyId as the folder calls it
     */
    boolean isWrittenBy(String copyId, Student student) {
        Student writer = writers.get(exam.headerPage(copyId));
        return writer != null
                && writer.lastName().equals(student.lastName())
                && writer.firstName().equals(student.firstName())
                && Objects.equals(writer.birthDate(), student.birthDate());
    }
}
