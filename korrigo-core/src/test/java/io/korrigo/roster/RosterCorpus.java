package io.korrigo.roster;

import io.korrigo.exam.Student;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of {@code src/test/corpus/make.py}, and readings spelled as it spells what it expects. */
final class RosterCorpus {
    private static final String EXPECTED = ".expected";

    private RosterCorpus() {}

    static List<Path> sound() {
        return files().filter(file -> !isBroken(file)).toList();
    }

    static List<Path> broken() {
        return files().filter(RosterCorpus::isBroken).toList();
    }

    /** Lines of what is expected of a file. */
    static List<String> expected(Path file) throws IOException {
        return Files.readAllLines(file.resolveSibling(file.getFileName() + EXPECTED));
    }

    /** One line a record, problem or skipped line, by line. */
    static List<String> entries(RosterReading reading) {
        record Entry(int line, String text) {}
        List<Entry> entries = new ArrayList<>();
        reading.rows().forEach(row -> entries.add(new Entry(row.line(), student(row))));
        reading.problems().forEach(problem -> entries.add(new Entry(problem.line(), problem(problem))));
        reading.leftOut().forEach(row -> entries.add(new Entry(row.line(), tabs("leftout", row.line(), row.reason()))));
        reading.skipped()
                .forEach(line -> entries.add(new Entry(line.line(), tabs("skipped", line.line(), line.reason()))));
        return entries.stream()
                .sorted(Comparator.comparingInt(Entry::line))
                .map(Entry::text)
                .toList();
    }

    private static String student(RosterRow row) {
        Student s = row.student();
        return tabs(
                "student",
                row.line(),
                s.lastName(),
                s.usageName(),
                s.firstName(),
                s.birthDate(),
                s.email(),
                s.className(),
                s.group(),
                s.ine());
    }

    private static String problem(RosterProblem problem) {
        return tabs("problem", problem.line(), Objects.requireNonNullElse(problem.column(), "-"), problem.code());
    }

    private static String tabs(@Nullable Object... values) {
        return String.join(
                "\t",
                Stream.of(values)
                        .map(value -> value == null ? "" : value.toString())
                        .toList());
    }

    private static boolean isBroken(Path file) {
        return file.getFileName().toString().startsWith("broken-");
    }

    private static Stream<Path> files() {
        try (Stream<Path> all = Files.list(folder())) {
            return all.filter(file -> !file.toString().endsWith(EXPECTED)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(RosterCorpus.class.getResource("corpus"))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
