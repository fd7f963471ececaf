package io.korrigo.examples.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/embedding.md shows is what is compiled, configured and run here. */
class GuideTest {
    private static final Path EXAMPLES = Path.of("..", "korrigo-examples", "src");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern ARTIFACT = Pattern.compile(
            "(?s)<dependency>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>([^<]*)</artifactId>\\s*</dependency>");

    private static String guide() throws IOException {
        return Files.readString(Path.of("..", "docs", "embedding.md"));
    }

    /** Of the application and of its tests. */
    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(Files::isRegularFile).map(GuideTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(file + " can't be read", unreadable);
        }
    }

    @Test
    void showsNothingThatIsNotInTheExample() throws IOException {
        List<String> sources = sources();
        List<MatchResult> blocks = BLOCK.matcher(guide()).results().toList();

        assertThat(blocks).extracting(block -> block.group(1)).contains("xml", "properties", "sql", "java");
        assertThat(blocks)
                .allSatisfy(block -> assertThat(sources)
                        .anySatisfy(source -> assertThat(source)
                                .as("an example's source, for the guide's block of %s", block.group(1))
                                .contains(block.group(2))));
    }

    /** The example of the newest line has the project's own parent; the guide's reader has Boot's. */
    @Test
    void namesTheVersionAndDependenciesThatTheExampleIsTestedWith() throws IOException {
        String ours = read(Path.of("..", "korrigo-examples-boot-4", "pom.xml"));
        String readers = read(EXAMPLES.resolve(Path.of("guide", "pom.xml")));

        assertThat(artifacts(readers)).containsExactlyElementsOf(artifacts(ours));
        assertThat(readers).contains("<version>" + value(ours, "spring-boot.version") + "</version>");
        assertThat(readers)
                .contains("<h2.version>" + value(read(Path.of("..", "pom.xml")), "h2.version") + "</h2.version>");
    }

    private static List<String> artifacts(String pom) {
        return ARTIFACT.matcher(pom).results().map(match -> match.group(1)).toList();
    }

    private static String value(String pom, String property) {
        return pom.replaceAll("(?s).*<" + property + ">([^<]*)<.*", "$1");
    }
}
