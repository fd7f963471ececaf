package io.korrigo.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which language a command speaks; {@link CliWords} looks for it before other options are read. */
final class LangFlag {
    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "language of what the command prints, fr or en; the system's unless given")
    @SuppressWarnings("UnusedVariable")
    private FlattenCommand.@Nullable Language language;
}
