package io.korrigo.server.cli;

import io.korrigo.server.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which server's database a command is about. */
final class DatabaseFlags {
    @Option(names = "--data", paramLabel = "DIR", description = "the server's data folder")
    private Path data = Path.of("korrigo-data");

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = "the server's database, where it isn't in the folder")
    private @Nullable String jdbcUrl;

    @Option(
            names = "--jdbc-user",
            paramLabel = "USER",
            description = "its user; the password comes from the environment variable KORRIGO_JDBC_PASSWORD")
    private @Nullable String jdbcUser;

    @Mixin
    private LangFlag spoken = new LangFlag();

    @Mixin
    private ConfigFlag config = new ConfigFlag();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    List<String> run(List<String> words) throws IOException {
        String password = jdbcUrl == null ? null : Settings.of(command).password();
        return Operation.run(data, jdbcUrl, jdbcUser, password, words);
    }
}
