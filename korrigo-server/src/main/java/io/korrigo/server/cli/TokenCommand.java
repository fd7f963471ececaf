package io.korrigo.server.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code korrigo token}: who may call a server, beside it while it runs, too. */
@Command(
        name = "token",
        description = "Issues, lists and revokes access tokens, of a running server too.",
        mixinStandardHelpOptions = true,
        subcommands = {TokenCommand.Issue.class, TokenCommand.Listing.class, TokenCommand.Revoke.class},
        synopsisSubcommandLabel = "(issue | list | revoke)")
final class TokenCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what: issue, list or revoke");
    }

    private static void print(CommandSpec spec, List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
    }

    /** Prints a new token, once. */
    @Command(name = "issue", description = "Prints a new token, once.", mixinStandardHelpOptions = true)
    static final class Issue implements Runnable {
        @Parameters(paramLabel = "ROLE:NAME", description = "such as teacher:m.durand or admin:admin")
        @SuppressWarnings("NullAway.Init")
        private String user;

        @Option(names = "--days", paramLabel = "DAYS", description = "how long it holds; without, until it is revoked")
        private int days;

        @Mixin
        private DatabaseFlags database = new DatabaseFlags();

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public void run() {
            String[] parts = user.split(":", 2);
            if (parts.length < 2
                    || parts[1].isBlank()
                    || parts[1].length() > 200
                    || parts[1].matches(".*\\p{Cntrl}.*")) {
                throw new ParameterException(spec.commandLine(), "token issue takes ROLE:NAME, not '" + user + "'");
            }
            if (days < 0 || days > 36_500) {
                throw new ParameterException(spec.commandLine(), "--days is 1 to 36500, not " + days);
            }
            print(
                    spec,
                    unchecked(
                            () -> database.run(List.of("issue", parts[0], parts[1].strip(), Integer.toString(days)))));
        }
    }

    /** Lists tokens by their ids. */
    @Command(name = "list", description = "Lists all tokens by their ids.", mixinStandardHelpOptions = true)
    static final class Listing implements Runnable {
        @Mixin
        private DatabaseFlags database = new DatabaseFlags();

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public void run() {
            print(spec, unchecked(() -> database.run(List.of("list"))));
        }
    }

    /** Ends a token. */
    @Command(name = "revoke", description = "Ends a token at once.", mixinStandardHelpOptions = true)
    static final class Revoke implements Runnable {
        @Parameters(paramLabel = "ID", description = "as token list names it")
        @SuppressWarnings("NullAway.Init")
        private String id;

        @Mixin
        private DatabaseFlags database = new DatabaseFlags();

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public void run() {
            print(spec, unchecked(() -> database.run(List.of("revoke", id))));
        }
    }

    /** What is asked of a database. */
    @FunctionalInterface
    private interface Question {
        List<String> ask() throws IOException;
    }

    private static List<String> unchecked(Question question) {
        try {
            return question.ask();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
