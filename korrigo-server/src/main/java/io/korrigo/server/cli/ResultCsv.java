package io.korrigo.server.cli;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.roster.RosterReading;
import io.korrigo.roster.RosterRow;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of {@code korrigo identify} as CSV, a row a page.
 *
 * <p>Birth dates are day/month/year. The student's columns are empty unless the page is identified; the
 * probability is the likeliest student's either way.
 */
final class ResultCsv {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setRecordSeparator("\n")
            .setHeader(
                    "page",
                    "decision",
                    "student_row",
                    "last_name",
                    "first_name",
                    "date_of_birth",
                    "probability",
                    "reason",
                    "read_last_name",
                    "read_first_name",
                    "read_date_of_birth",
                    "millis")
            .get();

    private final Map<String, Integer> rowNumbers = new HashMap<>();

    ResultCsv(RosterReading roster) {
        for (RosterRow row : roster.rows()) {
            rowNumbers.put(row.student().id(), row.rowNumber());
        }
    }

    void write(List<IdentifiedPage> pages, Writer out) throws IOException {
        CSVPrinter csv = new CSVPrinter(out, FORMAT);
        for (IdentifiedPage page : pages) {
            write(page, csv);
        }
        csv.flush();
    }

    private void write(IdentifiedPage page, CSVPrinter csv) throws IOException {
        Identification identification = page.identification();
        Optional<Student> student = identification.student();
        HeaderReading reading = page.reading();
        csv.printRecord(
                CsvCell.safeFile(page.page().name()),
                identification.decision().name().toLowerCase(Locale.ROOT),
                student.map(Student::id).map(rowNumbers::get).orElse(null),
                CsvCell.safe(student.map(Student::lastName).orElse("")),
                CsvCell.safe(student.map(Student::firstName).orElse("")),
                student.map(Student::birthDate).map(ResultCsv::date).orElse(""),
                String.format(Locale.ROOT, "%.5f", identification.probability()),
                CsvCell.safe(page.reason()),
                CsvCell.safe(reading.text(HeaderField.LAST_NAME)),
                CsvCell.safe(reading.text(HeaderField.FIRST_NAME)),
                CsvCell.safe(reading.text(HeaderField.BIRTH_DATE)),
                page.taken().toMillis());
    }

    private static String date(@Nullable LocalDate date) {
        return date == null ? "" : DATE.format(date);
    }
}
