package io.korrigo.server.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli itself says in English only. */
final class FrenchUsage {
    private FrenchUsage() {}

    static void speak(CommandLine commandLine, CliWords words) {
        commandLine.setResourceBundle(words.help());
        commandLine.setHelpFactory((spec, colors) -> new FrenchHelp(spec, colors, words));
        commandLine.setParameterExceptionHandler((refused, arguments) -> refuse(refused, words));
    }

    private static final class FrenchHelp extends Help {
        private final CliWords words;

        FrenchHelp(CommandSpec spec, Help.ColorScheme colors, CliWords words) {
            super(spec, colors);
            this.words = words;
        }

        @Override
        public String optionList() {
            return super.optionList().replace("  Default:", "  " + words.say("usage.default"));
        }

        @Override
        public String synopsis(int headingLength) {
            return super.synopsis(headingLength).replace("[COMMAND]", "[COMMANDE]");
        }
    }

    private static int refuse(ParameterException refused, CliWords words) {
        CommandLine command = refused.getCommandLine();
        command.getErr().println(message(refused, words));
        command.getErr()
                .println(words.say(
                        "usage.help", command.getCommandSpec().qualifiedName().replaceFirst("^korrigo ?", "")));
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException refused, CliWords words) {
        if (refused instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return words.say(
                    "usage.missing",
                    missing.getMissing().stream().map(FrenchUsage::name).collect(Collectors.joining(", ")));
        }
        if (refused instanceof UnmatchedArgumentException unknown) {
            return words.say("usage.unknown", String.join(" ", unknown.getUnmatched()));
        }
        return words.say("usage.refused", refused.getMessage());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
