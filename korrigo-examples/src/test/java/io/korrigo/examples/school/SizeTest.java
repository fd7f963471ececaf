package io.korrigo.examples.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/embedding.md says of the application's size. */
class SizeTest {
    private static final Path SOURCES =
            Path.of("..", "korrigo-examples", "src", "main", "java", "io", "korrigo", "examples");

    /** Lines that somebody has to think of: without blank ones, comments, imports and package. */
    private static long lines(String where) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(where))) {
            long lines = 0;
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                lines += Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .filter(line -> Stream.of("//", "/*", "*", "import ", "package ", "@NullMarked")
                                .noneMatch(line::startsWith))
                        .count();
            }
            return lines;
        }
    }

    @Test
    void isAtMostEightyLinesBesideConfiguration() throws IOException {
        assertThat(lines("school")).isLessThanOrEqualTo(80);
    }

    @Test
    void isWhatTheGuideSays() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "embedding.md"));

        assertThat(List.of(lines("school"), lines("plain/WhoseCommand.java")))
                .allSatisfy(count -> assertThat(guide).contains(count + " lines"));
    }
}
