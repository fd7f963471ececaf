package io.korrigo.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names the configuration file; {@link Settings} looks for it before other options are read. */
final class ConfigFlag {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "sets options that aren't given here nor as environment variables: lines such as port=8088")
    @SuppressWarnings("UnusedVariable")
    private @Nullable Path config;
}
