package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/**
 * The program behind the launcher.
 *
 * <p>Exit status 0; 1 for a job that failed, with one line on standard error; 2 for bad usage.
 */
@Command(
        name = "korrigo",
        description = "Identifies, corrects and exports scanned handwritten exam copies.",
        versionProvider = Korrigo.Version.class,
        mixinStandardHelpOptions = true)
public final class Korrigo {
    /** By their names, in the order in which they are listed. */
    static final List<Map.Entry<String, Class<?>>> COMMANDS = List.of(
            Map.entry("demo", DemoCommand.class),
            Map.entry("serve", ServeCommand.class),
            Map.entry("identify", IdentifyCommand.class),
            Map.entry("flatten", FlattenCommand.class),
            Map.entry("import", ImportCommand.class),
            Map.entry("token", TokenCommand.class),
            Map.entry("audit", AuditCommand.class),
            Map.entry("scan", ScanCommand.class));

    private final CliWords words;

    @Mixin
    private LangFlag language = new LangFlag();

    private Korrigo(CliWords words) {
        this.words = words;
    }

    CliWords words() {
        return words;
    }

    /** What the jar says of itself; classes that lie in no jar don't know. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Korrigo.class.getPackage().getImplementationVersion();
            return new String[] {"korrigo " + (version == null ? "(unpackaged)" : version)};
        }
    }

    /** Runs the command that the arguments name, and ends the JVM with its status. */
    public static void main(String[] arguments) {
        Charset console = Charset.forName(System.getProperty("stdout.encoding", StandardCharsets.UTF_8.name()));
        PrintWriter out = new PrintWriter(System.out, true, console);
        PrintWriter err = new PrintWriter(System.err, true, console);
        System.exit(execute(Locale.getDefault(), out, err, arguments));
    }

    /**
     * Runs the command that the arguments name, and returns its exit status.
     *
     * @param system the language to speak where nothing else is asked for
     */
    static int execute(Locale system, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commandLine = commandLine(CliWords.of(arguments, System.getenv(), system), arguments);
        commandLine.setOut(out).setErr(err);
        if (arguments.length == 0) {
            commandLine.usage(err);
            return CommandLine.ExitCode.USAGE;
        }
        try {
            commandLine.setDefaultValueProvider(Settings.find(arguments, System.getenv()));
        } catch (InvalidInputException misconfigured) {
            err.println("korrigo: " + misconfigured.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        return commandLine.execute(arguments);
    }

    /** The command line in these words; {@code arguments} tell which commands it needs. */
    static CommandLine commandLine(CliWords words, String... arguments) {
        CommandLine commandLine = new CommandLine(new Korrigo(words));
        addCommands(commandLine, arguments);
        commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command, words));
        if (words.french()) {
            FrenchUsage.speak(commandLine, words);
        }
        return commandLine;
    }

    /** The command that the first argument names, or else all: to look at all takes a tenth of a short command's time. */
    private static void addCommands(CommandLine commandLine, String... arguments) {
        for (Map.Entry<String, Class<?>> command : COMMANDS) {
            if (arguments.length > 0 && command.getKey().equals(arguments[0])) {
                commandLine.addSubcommand(command.getKey(), command.getValue());
                return;
            }
        }
        for (Map.Entry<String, Class<?>> command : COMMANDS) {
            commandLine.addSubcommand(command.getKey(), command.getValue());
        }
    }

    private static int report(Exception failure, CommandLine commandLine, CliWords words) {
        commandLine.getErr().println("korrigo: " + message(failure, words));
        if (Boolean.getBoolean("korrigo.debug")) {
            failure.printStackTrace(commandLine.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Exception failure, CliWords words) {
        if (failure instanceof NoSuchFileException missing) {
            return words.say("failure.no_file", missing.getFile());
        }
        if (failure instanceof AccessDeniedException denied) {
            return words.say("failure.no_permission", denied.getFile());
        }
        if (failure instanceof FileSystemException fault) {
            return fault.getFile() + ": "
                    + (fault.getReason() == null ? words.say("failure.unusable") : fault.getReason());
        }
        if (failure instanceof KorrigoException || failure instanceof IOException) {
            return oneLine(failure);
        }
        if (failure instanceof InterruptedException || failure instanceof CancellationException) {
            return words.say("failure.stopped");
        }
        return words.say("failure.internal", failure.getClass().getSimpleName(), oneLine(failure));
    }

    private static String oneLine(Exception failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
    }
}
