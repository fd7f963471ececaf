package io.korrigo.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The types that the pages' modules tell in JSDoc. */
@Tag("native")
class TypesTest {
    private static final Path TYPES = Path.of("src/test/types");
    /** TypeScript as its lock file says, kept between runs. */
    private static final Path TOOLS = Path.of("target/types");

    @Test
    void holdAsTheCompilerOfTypeScriptReadsThem() throws Exception {
        assumeTrue(runs("node") && runs("npm"), "This machine has no node");
        Path compiler = TOOLS.resolve("node_modules/typescript/bin/tsc");
        if (!Files.exists(compiler) || Files.mismatch(TYPES.resolve("package-lock.json"), lock()) >= 0) {
            Files.createDirectories(TOOLS);
            for (String name : List.of("package.json", "package-lock.json")) {
                Files.copy(TYPES.resolve(name), TOOLS.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", TOOLS.toString());
        }

        assertThat(run("node", compiler.toString(), "--noEmit", "-p", TYPES.toString()))
                .isEmpty();
    }

    private static Path lock() {
        return TOOLS.resolve("package-lock.json");
    }

    private static boolean runs(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What the program prints, which ends well. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(String.join(" ", command) + "\n" + said)
                .isZero();
        return said;
    }
}
