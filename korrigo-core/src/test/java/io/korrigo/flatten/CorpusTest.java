package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On the files that libraries of others are tested by, which only the profile "nightly" brings. */
@Tag("slow")
class CorpusTest {
    private static final String FILES_OF_OTHERS = "-tests.jar";

    @Test
    void flattensOrRefusesEveryFileInTenSecondsAndHalfAGigabyte() throws IOException, InterruptedException {
        // Maven's own Java has one jar on its path, which names all others, and tells them by a property of its own
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> jars = Arrays.stream(path.split(File.pathSeparator))
                .filter(jar -> jar.endsWith(FILES_OF_OTHERS))
                .toList();
        assumeThat(jars).isNotEmpty();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-cp",
                path,
                CorpusRun.class.getName()));
        command.addAll(jars);

        Process run = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
        assertThat(said.stripTrailing()).contains(" results, ").endsWith(" 0 faults");
    }
}
