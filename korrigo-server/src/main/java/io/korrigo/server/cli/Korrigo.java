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
import java.util.Map;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

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

    private Korrigo() {}

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
        System.exit(execute(out, err, arguments));
    }

    /** Runs the command that the arguments name, and returns its exit status. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commandLine = new CommandLine(new Korrigo());
        addCommands(commandLine, arguments);
        commandLine
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Korrigo::report);
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

    private static int report(Exception failure, CommandLine commandLine, ParseResult arguments) {
        commandLine.getErr().println("korrigo: " + message(failure));
        if (Boolean.getBoolean("korrigo.debug")) {
            failure.printStackTrace(commandLine.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "no permission to use " + denied.getFile();
        }
        if (failure instanceof FileSystemException fault) {
            return fault.getFile() + ": " + (fault.getReason() == null ? "can't be used" : fault.getReason());
        }
        if (failure instanceof KorrigoException || failure instanceof IOException) {
            return oneLine(failure);
        }
        if (failure instanceof InterruptedException || failure instanceof CancellationException) {
            return "stopped";
        }
        return "internal error, " + failure.getClass().getSimpleName() + ": " + oneLine(failure);
    }

    private static String oneLine(Exception failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
    }
}
