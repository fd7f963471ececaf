package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.korrigo.server.cli.Korrigo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

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
    void knowsEveryCommandOfTheProgram() throws Exception {
        Path elsewhere = Files.copy(LAUNCHER, folder.resolve("korrigo"), StandardCopyOption.COPY_ATTRIBUTES);
        String help = launch(LAUNCHER, "--help").out();
        for (Class<?> command : Korrigo.class.getAnnotation(Command.class).subcommands()) {
            String name = command.getAnnotation(Command.class).name();

            assertThat(help).containsPattern("(?m)^  " + name + " ");
            assertThat(launch(elsewhere, List.of("JAVA_HOME=/nowhere"), name).err())
                    .as(name)
                    .contains("JAVA_HOME is /nowhere");
        }
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

    @Test
    void testsAModuleWhereverItsTestsStand() throws Exception {
        assertThat(maven("test", "core"))
                .contains("test -Pbench -pl korrigo-core,korrigo-testkit,korrigo-executor-local -am -Dtest=*,!**/*$* ");
        assertThat(maven("test", "korrigo-executor-jdbc", "-X"))
                .contains("test -Pbench -pl korrigo-executor-jdbc -am -Dtest=io/korrigo/executor/jdbc/**,!**/*$* ")
                .contains(" -X");
    }

    @Test
    void leavesOutWhatIsTaggedWhenItIsToBeFast() throws Exception {
        assertThat(maven("test", "--fast"))
                .contains(" test -DexcludedGroups=slow,chaos,native")
                .doesNotContain("bench");
        assertThat(maven("test", "--fast", "server"))
                .contains(" test -DexcludedGroups=slow,chaos,native ")
                .contains("-BytecodeVerificationRemote -Pbench -pl korrigo-server -am ");
        assertThat(maven("test", "-o"))
                .contains(" verify -Pbench -o")
                .doesNotContain("excludedGroups")
                .doesNotContain("Verification");
    }

    @Test
    void looksForATestInTheModuleThatIsNamed() throws Exception {
        Outcome outcome = launch(LAUNCHER, "test", "core/KorrigoServletTest");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("no test KorrigoServletTest in korrigo-core");
    }

    @Test
    void aTestOfAllClassesGoesThroughMaven() throws Exception {
        Path test = folder.resolve("home/korrigo-core/src/test/java/RulesTest.java");
        Files.createDirectories(test.getParent());
        Files.writeString(test, "import com.tngtech.archunit.core.domain.JavaClasses;\n");

        assertThat(maven("test", "core/RulesTest")).contains("test -Pbench -pl korrigo-core -am -Dtest=RulesTest ");
    }

    @Test
    void compilesForOneTestAlsoTheClassesThatSpringFindsByAFile() throws Exception {
        assertThat(compiled("import java.util.List;\n"))
                .containsSubsequence("-proc:none", "/OneTest.java", "io/korrigo/Named.java")
                .doesNotContain("Unknown", "-processorpath");
    }

    @Test
    void makesJmhsListForATestThatStartsIt() throws Exception {
        assertThat(compiled("import org/openjdk/jmh/runner/Runner;\n"))
                .containsSubsequence("/OneTest.java", "-processorpath", "io/korrigo/Measured.java")
                .doesNotContain("Unknown");
    }

    /** What the launcher asks javac for, to run a test that says {@code source}; what is compiled is the source itself. */
    private String compiled(String source) throws Exception {
        Path home = Files.createDirectories(folder.resolve("a home"));
        Path launcher = Files.copy(LAUNCHER, home.resolve("korrigo"), StandardCopyOption.COPY_ATTRIBUTES);
        Path module = home.resolve("korrigo-core");
        for (String folder :
                List.of("src/test/java", "src/main/java/io/korrigo", "src/main/resources/META-INF/spring")) {
            Files.createDirectories(module.resolve(folder));
        }
        Files.writeString(module.resolve("src/test/java/OneTest.java"), source);
        for (String name : List.of("Named", "Unknown")) {
            Files.writeString(module.resolve("src/main/java/io/korrigo/" + name + ".java"), "");
        }
        Files.writeString(module.resolve("src/main/java/io/korrigo/Measured.java"), "    @Benchmark\n");
        Files.writeString(module.resolve("src/main/resources/META-INF/spring/some.imports"), "io.korrigo.Named\n");
        for (Path pom : List.of(home.resolve("pom.xml"), module.resolve("pom.xml"))) {
            Files.writeString(pom, "");
            Files.setLastModifiedTime(pom, FileTime.fromMillis(0));
        }
        Files.createDirectories(home.resolve("target"));
        Files.createDirectories(home.resolve(".mvn"));
        Files.writeString(Files.createDirectories(module.resolve("target")).resolve("test.libraries"), "/some.jar");
        Path jdk = Files.createDirectories(folder.resolve("jdk/bin"));
        String javac = "#!/bin/sh\n[ \"$1\" = -version ] && echo 'javac 17.0.1' && exit\n"
                + "for each; do\n    case $each in @*) cat \"${each#@}\" ;; *) echo \"$each\" ;; esac\n"
                + "    if [ \"$last\" = -d ]; then cp '" + module.resolve("src/test/java/OneTest.java")
                + "' \"$each\"; fi\n    last=$each\ndone\n";
        String java = "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \"17.0.1\"'\nexit 0\n";
        for (Map.Entry<String, String> tool :
                Map.of("java", java, "javac", javac).entrySet()) {
            Path stand = Files.writeString(jdk.resolve(tool.getKey()), tool.getValue());
            assertThat(stand.toFile().setExecutable(true)).isTrue();
        }

        Outcome outcome = launch(launcher, List.of("JAVA_HOME=" + jdk.getParent()), "test", "core/OneTest");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome.out();
    }

    @Test
    void namesTheModulesWhenItIsAskedForOneThatIsNotThere() throws Exception {
        Outcome outcome = launch(LAUNCHER, "test", "cores");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("no module cores").contains("korrigo-core/");
    }

    @Test
    void startsWhatIsBuiltAlready() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path launcher = Files.copy(LAUNCHER, home.resolve("korrigo"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(home.resolve("pom.xml"), "");
        Files.createDirectories(home.resolve(".mvn"));
        // One that comes after it: what is looked at last must not be what is started.
        for (String module : List.of("korrigo-bench", "korrigo-zero")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "");
        }
        Files.createDirectories(home.resolve("korrigo-bench/target/lib"));
        Files.writeString(home.resolve("korrigo-bench/target/korrigo-bench-1.jar"), "");
        Files.writeString(Files.createDirectories(home.resolve("target")).resolve("korrigo-bench.stamp"), "");
        Path jdk = Files.createDirectories(folder.resolve("jdk/bin"));
        for (String tool : List.of("java", "javac")) {
            Path stand = Files.writeString(
                    jdk.resolve(tool),
                    "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \"17.0.1\"' || echo \"$@\"\n");
            assertThat(stand.toFile().setExecutable(true)).isTrue();
        }

        Outcome outcome = launch(launcher, List.of("JAVA_HOME=" + jdk.getParent()), "bench", "cells");

        assertThat(outcome.out())
                .as(outcome.err())
                .contains("korrigo-bench/target/korrigo-bench-1.jar:")
                .endsWith("io.korrigo.bench.BenchMain cells\n");
    }

    /** What the launcher asks Maven for. */
    private String maven(String... args) throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path launcher = Files.copy(
                LAUNCHER,
                home.resolve("korrigo"),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        for (String module : List.of("korrigo-core", "korrigo-executor-jdbc", "korrigo-server")) {
            Files.createDirectories(home.resolve(module));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "");
        }
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("mvn", "qpdf", "mutool", "apt-get")) {
            Path stand = Files.writeString(bin.resolve(tool), "#!/bin/sh\necho \"$@\"\n");
            assertThat(stand.toFile().setExecutable(true)).isTrue();
        }
        Outcome outcome = launch(
                launcher,
                List.of(
                        "JAVA_HOME=" + System.getProperty("java.home"),
                        "PATH=" + bin + ":" + System.getenv("PATH"),
                        "KORRIGO_BUILDING="),
                args);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome.out();
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
