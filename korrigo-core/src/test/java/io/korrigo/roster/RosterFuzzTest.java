package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link RosterFuzz} under Jazzer for {@code korrigo.fuzz.roster.seconds}: 20, or 600 in the Maven profile "nightly".
 *
 * <p>Jazzer runs in a process of its own: its JUnit mode wants an environment variable and runs one target a JVM. Its
 * first runs found a ZIP that ends within an entry, a sheet that is no XML from its first character, and a message
 * that the JDK's XML parser lacks.
 */
@Tag("slow")
class RosterFuzzTest {

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void noFileBringsTheReaderDown(@TempDir Path folder) throws Exception {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(
                platform.toLowerCase(Locale.ROOT).matches("linux (amd64|x86_64)|mac.*|windows.*"),
                "Jazzer has no native part for " + platform);
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + RosterFuzz.class.getName(),
                        "--instrumentation_includes=io.korrigo.**",
                        "--reproducer_path=" + folder,
                        "-max_total_time=" + Integer.getInteger("korrigo.fuzz.roster.seconds", 20),
                        "-artifact_prefix=" + folder + "/",
                        "-rss_limit_mb=3000",
                        "-max_len=4096")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(jazzer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(jazzer.waitFor())
                .as(output.substring(Math.max(0, output.length() - 6000)))
                .isZero();
        assertThat(output).contains("Done ");
    }
}
