package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class KorrigoTest {
    private final Console console = new Console();

    @ParameterizedTest
    @ValueSource(strings = {"demo", "serve", "identify", "flatten", "import"})
    void explainsEachCommand(String command) {
        assertThat(console.run(command, "--help")).isZero();
        assertThat(console.out()).contains("Usage: korrigo " + command);
    }

    @Test
    void saysItsVersion() {
        assertThat(console.run("--version")).isZero();
        assertThat(console.out()).startsWith("korrigo ").contains("(unpackaged)");
    }

    @Test
    void listsEachCommandByItsOwnName() {
        assertThat(console.run("--help")).isZero();
        for (Map.Entry<String, Class<?>> command : Korrigo.COMMANDS) {
            String own =
                    command.getValue().getAnnotation(CommandLine.Command.class).name();
            assertThat(own).isEqualTo(command.getKey());
            assertThat(console.out()).contains("  " + own + " ");
        }
    }

    @Test
    void answersBadUsageWithTwo() {
        assertThat(console.run()).isEqualTo(2);
        assertThat(console.run("nothing")).isEqualTo(2);
        assertThat(console.run("identify")).isEqualTo(2);
        assertThat(console.run("serve", "--port", "many")).isEqualTo(2);
        assertThat(console.run("serve", "--role", "king")).isEqualTo(2);
        assertThat(console.run("serve", "--port", "99999")).isEqualTo(2);
        assertThat(console.run("serve", "--issue-token", "king:arthur")).isEqualTo(2);
        assertThat(console.run("serve", "--issue-token", "teacher")).isEqualTo(2);
        assertThat(console.run("serve", "--blank-header", "0,0,1")).isEqualTo(2);
        assertThat(console.run("serve", "--blank-header", "0,0,1,0.3", "--names"))
                .isEqualTo(2);
        assertThat(console.run("serve", "--file-name", "{mark}.pdf")).isEqualTo(2);
        assertThat(console.err()).isNotEmpty();
    }
}
