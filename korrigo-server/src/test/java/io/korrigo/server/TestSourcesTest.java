package io.korrigo.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the house style asks of the sources of tests, in every module. */
class TestSourcesTest {
    private static final Pattern LOOKS_AT_THE_CLOCK = Pattern.compile(
            "(?<!void )\\b(sleep|parkNanos|nanoTime|currentTimeMillis|onTimeout|pollDelay)\\(|\\bduring\\(");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]*)\"\\)");

    /** Those that test nothing themselves: tasks that take their time, times that are only told, a host without our libraries. */
    private static final Set<String> TAKE_THEIR_TIME =
            Set.of("TestNode.java", "SampleFlattening.java", "ReloadedApplication.java");

    @Test
    void onlyTestsThatAreTaggedChaosLookAtTheClock() throws IOException {
        Set<String> clockwatchers = new TreeSet<>();
        for (Path source : sources()) {
            String text = Files.readString(source, UTF_8);
            boolean chaos = text.contains("@Tag(\"chaos\")");
            if (!chaos && LOOKS_AT_THE_CLOCK.matcher(text).find()) {
                clockwatchers.add(source.getFileName().toString());
            }
        }
        clockwatchers.removeAll(TAKE_THEIR_TIME);

        assertThat(clockwatchers).as("await what happens instead").isEmpty();
    }

    @Test
    void noTagIsUnknownToTheLauncher() throws IOException {
        Set<String> tags = new TreeSet<>();
        for (Path source : sources()) {
            Matcher tag = TAG.matcher(Files.readString(source, UTF_8));
            while (tag.find()) {
                tags.add(tag.group(1));
            }
        }

        assertThat(tags).containsExactly("chaos", "native", "slow");
        assertThat(Files.readString(Path.of("..", "korrigo"), UTF_8)).contains("-DexcludedGroups='slow,chaos,native'");
    }

    @Test
    void temporaryFilesGoWithTheTest() throws IOException {
        // These delete what they make.
        Set<String> tidy = Set.of("TestDatabase.java", "Qpdf.java", "CorpusRun.java");

        assertThat(sources())
                .filteredOn(source -> !tidy.contains(source.getFileName().toString()))
                .allSatisfy(source -> assertThat(Files.readString(source, UTF_8))
                        .as("%s: take @TempDir", source)
                        .doesNotContain("createTemp"));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            List<Path> roots = modules.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .map(module -> module.resolve(Path.of("src", "test", "java")))
                    .filter(Files::isDirectory)
                    .toList();
            assertThat(roots).isNotEmpty();
            List<Path> sources = new ArrayList<>();
            for (Path root : roots) {
                try (Stream<Path> files = Files.walk(root)) {
                    // This file names what it looks for.
                    files.filter(file -> file.toString().endsWith(".java")
                                    && !file.endsWith("TestSourcesTest.java")
                                    && !file.endsWith("HouseRulesTest.java"))
                            .forEach(sources::add);
                }
            }
            return sources;
        }
    }
}
