package io.korrigo.bench.options;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/**
 * A command that measures something: how its arguments are spelled, how they are read, and what is done as they say.
 *
 * @param summary what is measured, in a line without a full stop, for a list of what there is
 * @param usage the arguments with their defaults, as {@code --help} prints them behind the command's name
 * @param options reads the arguments; an IllegalArgumentException tells the user what is wrong with them
 * @param work measures, and prints or writes what it found
 */
public record Evaluation<T>(String summary, String usage, Function<Options, T> options, Work<T> work) {
    /** Measures as its options say. */
    @FunctionalInterface
    public interface Work<T> {
        void run(T options) throws Exception;
    }

    /**
     * Runs the command.
     *
     * @param command its name, with that of the program
     * @return its exit status: 0, also after {@code --help}; 1 for an IOException or InvalidInputException, which is told in
     *     a line; 2 on bad usage
     */
    public int run(String command, List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.println("Usage: " + command + " " + usage);
            return 0;
        }
        T read;
        try {
            read = Options.read(arguments, options);
        } catch (IllegalArgumentException bad) {
            err.println(command + ": " + bad.getMessage());
            err.println("Usage: " + command + " " + usage);
            return 2;
        }
        try {
            work.run(read);
            return 0;
        } catch (IOException | InvalidInputException failed) {
            err.println(command + ": " + failed.getMessage());
            return 1;
        }
    }

    /**
     * Measures what another program asks for.
     *
     * @throws IllegalArgumentException when an option is unknown, lacks its value or has a bad one
     */
    public void measure(List<String> arguments) throws Exception {
        work.run(Options.read(arguments, options));
    }
}
