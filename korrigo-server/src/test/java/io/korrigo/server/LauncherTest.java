package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code korrigo} at the root: what it does itself, before any Java runs. */
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "korrigo").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    }

    @Test
    void helpNamesEveryCommand() throws Exception {
        Outcome help = launch(LAUNCHER, "--help");

        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("demo", "serve", "identify", "flatten", "import", "bench", "test", "kill-test");
    }

    @Test
    void versionIsThatOfTheBuild() throws Exception {
        assertThat(launch(LAUNCHER, "--version").out()).matches("korrigo \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\s+");
    }

    @Test
    void unknownAndMissingCommandsAreBadUsage() throws Exception {
        Outcome unknown = launch(LAUNCHER, "fly");

        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).startsWith("korrigo: unknown command 'fly'").contains("Usage:");
        assertThat(launch(LAUNCHER).status()).isEqualTo(2);
    }

    @Test
    void findsItsHomeThroughRelativeLinks() throws Exception {
        Path home = Files.createDirectory(folder.resolve("a home"));
        Files.copy(LAUNCHER, home.resolve("korrigo"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(LAUNCHER.resolveSibling("pom.xml"), home.resolve("pom.xml"));
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("a home", "korrigo"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));

        assertThat(launch(first, "--version").out()).startsWith("korrigo ");
        assertThat(launch(second, "--version").out()).startsWith("korrigo ");
    }

    @Test
    void aWrongJavaHomeIsNamed() throws Exception {
        Path elsewhere = Files.copy(LAUNCHER, folder.resolve("korrigo"), StandardCopyOption.COPY_ATTRIBUTES);

        Outcome outcome = launch(elsewhere, List.of("JAVA_HOME=/nowhere"), "import", "roster.csv");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("/nowhere").contains("JDK 17").hasLineCount(1);
    }

    private Outcome launch(Path script, String... args) throws Exception {
        return launch(script, List.of(), args);
    }

    private Outcome launch(Path script, List<String> environment, String... args) throws Exception {
        List<String> command = Stream.of(
                        Stream.of("env"), environment.stream(), Stream.of(script.toString()), Stream.of(args))
                .flatMap(each -> each)
                .toList();
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");

        int status = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();

        return new Outcome(
                status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private record Outcome(int status, String out, String err) {}
}
