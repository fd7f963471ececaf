package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SettingsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("korrigo.properties");
        Files.writeString(file, "# of this school\nport=8100\nhost = 0.0.0.0\nbehind-proxy=true\nrole=web\n");
    }

    private CommandLine.ParseResult parsed(Map<String, String> environment, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "serve";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return new CommandLine(new ServeCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(Settings.find(arguments, environment))
                .parseArgs(options);
    }

    private static Object value(CommandLine.ParseResult parsed, String option) {
        return parsed.commandSpec().findOption(option).getValue();
    }

    @Test
    void comeFromTheFileWhereNothingElseSaysIt() {
        CommandLine.ParseResult parsed = parsed(Map.of(), "--config", file.toString());

        assertThat(value(parsed, "--port")).isEqualTo(8100);
        assertThat(value(parsed, "--host")).isEqualTo("0.0.0.0");
        assertThat(value(parsed, "--behind-proxy")).isEqualTo(true);
        assertThat(value(parsed, "--role")).hasToString("WEB");
        assertThat(value(parsed, "--calls")).isEqualTo(100);
    }

    @Test
    void preferOptionsToTheEnvironmentAndThatToTheFile() {
        Map<String, String> environment =
                Map.of("KORRIGO_CONFIG", file.toString(), "KORRIGO_PORT", "8200", "KORRIGO_HOST", "127.0.0.2");

        CommandLine.ParseResult parsed = parsed(environment, "--host=127.0.0.3");

        assertThat(value(parsed, "--host")).isEqualTo("127.0.0.3");
        assertThat(value(parsed, "--port")).isEqualTo(8200);
        assertThat(value(parsed, "--behind-proxy")).isEqualTo(true);
    }

    @Test
    void takeTheFileThatAnOptionNamesBeforeThatOfTheEnvironment() {
        Map<String, String> environment =
                Map.of("KORRIGO_CONFIG", folder.resolve("none").toString());

        assertThat(value(parsed(environment, "--config=" + file), "--port")).isEqualTo(8100);
    }

    @Test
    void refuseANameThatIsNoneByName() throws IOException {
        Files.writeString(file, "port=8100\nprot=8200\n");

        assertThatThrownBy(() -> parsed(Map.of(), "--config", file.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'prot'")
                .hasMessageContaining("port")
                .hasMessageContaining(file.toString());
    }

    @Test
    void areNotWhatIsAskedForOnce() throws IOException {
        Files.writeString(file, "issue-token=admin:eve\n");

        assertThatThrownBy(() -> parsed(Map.of(), "--config", file.toString())).hasMessageContaining("'issue-token'");
    }

    @Test
    void refuseAFileThatIsNotThere() {
        Console console = new Console();

        assertThat(console.run("serve", "--config", folder.resolve("none"))).isEqualTo(2);
        assertThat(console.err()).contains("none").hasLineCount(1);
    }

    @Test
    void keepThePasswordWhereOthersDoNotRead() throws IOException {
        Files.writeString(file, "jdbc-password=secret\n");
        String[] arguments = {"serve", "--config", file.toString()};
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> Settings.find(arguments, Map.of())).hasMessageContaining("chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(Settings.find(arguments, Map.of()).password()).isEqualTo("secret");
        assertThat(Settings.find(arguments, Map.of("KORRIGO_JDBC_PASSWORD", "other"))
                        .password())
                .isEqualTo("other");
    }

    @Test
    void holdForTheCommandsBesideAServer() throws IOException {
        Path data = folder.resolve("data");
        Files.writeString(file, "data=" + data + "\nport=8100\n");
        Console console = new Console();

        assertThat(console.run("token", "issue", "monitor:prometheus", "--config", file))
                .isZero();

        assertThat(data.resolve("korrigo.mv.db")).exists();
        assertThat(console.run("token", "list", "--config", file)).isZero();
        assertThat(console.out()).contains("monitor\tprometheus");
    }

    @Test
    void doNotTouchOtherCommands() {
        Settings settings = Settings.find(new String[] {"identify", "--config", "none"}, Map.of("KORRIGO_DATA", "x"));

        assertThat(settings.password()).isNull();
    }
}
