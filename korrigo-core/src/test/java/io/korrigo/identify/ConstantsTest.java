package io.korrigo.identify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What identification counts and weighs by: whoever changes a number has to know its unit and its reason. */
class ConstantsTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "korrigo", "identify");
    /** Codes of signs are bytes, and what is worked out of other constants has no digit of its own. */
    private static final Pattern NUMBER =
            Pattern.compile("\\s+(private )?static final (double|float|int|long)(\\[])* \\w+ = [^\"']*[0-9].*");

    @Test
    void eachNumberHasItsUnitAndReasonAtItsLine() throws IOException {
        List<String> bare = new ArrayList<>();
        List<Path> sources;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources).isNotEmpty();
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source, UTF_8);
            for (int i = 1; i < lines.size(); i++) {
                String above = lines.get(i - 1).strip();
                if (NUMBER.matcher(lines.get(i)).matches() && !above.endsWith("*/") && !above.startsWith("//")) {
                    bare.add(SOURCES.relativize(source) + ":" + (i + 1) + lines.get(i));
                }
            }
        }

        assertThat(bare).as("numbers that say neither unit nor reason").isEmpty();
    }
}
