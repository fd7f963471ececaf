package io.korrigo.bench.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arguments behind a command's name: {@code --name value} in any order, flags without a value, and values without a
 * name. Each method takes out what it reads; where an option is given twice, the last one counts.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException}, with a line for the user, when an option lacks its value or has a bad
 * one.<br>
 * <b>Threads:</b> for one thread.
 */
public final class Options {
    private final List<String> rest;

    private Options(List<String> arguments) {
        this.rest = new ArrayList<>(arguments);
    }

    /**
     * What {@code reader} makes of the arguments.
     *
     * @throws IllegalArgumentException also when it leaves any of them
     */
    public static <T> T read(List<String> arguments, Function<Options, T> reader) {
        Options options = new Options(arguments);
        T read = reader.apply(options);
        if (!options.rest.isEmpty()) {
            throw new IllegalArgumentException("No such option: " + options.rest.get(0));
        }
        return read;
    }

    /** Whether {@code name}, which has no value, is there. */
    public boolean flag(String name) {
        return rest.removeAll(List.of(name));
    }

    /** The option's value, or null without the option. */
    public @Nullable String text(String name) {
        String value = null;
        for (int at = rest.indexOf(name); at >= 0; at = rest.indexOf(name)) {
            if (at + 1 == rest.size()) {
                throw new IllegalArgumentException("No value for " + name);
            }
            rest.remove(at);
            value = rest.remove(at);
        }
        return value;
    }

    /** The option's value. */
    public String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /** A file or folder, or null without the option. */
    public @Nullable Path path(String name) {
        String value = text(name);
        return value == null ? null : Path.of(value);
    }

    /** A file or folder. */
    public Path path(String name, Path otherwise) {
        Path value = path(name);
        return value == null ? otherwise : value;
    }

    /** {@code --docs}: the folder of the documents that reports write into, Korrigo's own unless told. */
    public Path docs() {
        return path("--docs", home().resolve("docs"));
    }

    /** Where Korrigo lies, as its launcher says; this folder without it. */
    public static Path home() {
        return Path.of(System.getProperty("korrigo.home", "."));
    }

    /** A whole number of at least {@code least}. */
    public int number(String name, int least, int otherwise) {
        String value = text(name);
        return value == null ? otherwise : number(name, least, value);
    }

    /** Any whole number. */
    public long seed(String name, long otherwise) {
        String value = text(name);
        return value == null ? otherwise : seed(name, value);
    }

    /** Whole numbers of at least {@code least}, parted by commas. */
    public List<Integer> numbers(String name, int least, List<Integer> otherwise) {
        String value = text(name);
        return value == null
                ? otherwise
                : Arrays.stream(value.split(","))
                        .map(each -> number(name, least, each))
                        .toList();
    }

    /** Any whole numbers, parted by commas. */
    public List<Long> seeds(String name, List<Long> otherwise) {
        String value = text(name);
        return value == null
                ? otherwise
                : Arrays.stream(value.split(",")).map(each -> seed(name, each)).toList();
    }

    /** One of the constants of an enum, in small letters or large. */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        List<E> choices = Arrays.asList(otherwise.getDeclaringClass().getEnumConstants());
        return choices.stream()
                .filter(each -> each.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is one of "
                        + choices.stream()
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", not " + value));
    }

    /** What is left, none of it an option. */
    public List<String> values() {
        for (String each : rest) {
            if (each.startsWith("--")) {
                throw new IllegalArgumentException("No such option: " + each);
            }
        }
        List<String> values = List.copyOf(rest);
        rest.clear();
        return values;
    }

    /** {@link #values}, all of them whole numbers of at least 1, or {@code otherwise} without any. */
    public List<Integer> numbers(List<Integer> otherwise) {
        List<Integer> numbers =
                values().stream().map(each -> number("Each argument", 1, each)).toList();
        return numbers.isEmpty() ? otherwise : numbers;
    }

    /**
     * The whole number of at least {@code least} that an argument is.
     *
     * @param name what the user knows it by
     */
    public static int number(String name, int least, String value) {
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least) {
            throw new IllegalArgumentException(name + " is a whole number of at least " + least + ", not " + value);
        }
        return Integer.parseInt(value);
    }

    /** The whole number that an argument is. */
    public static long seed(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(name + " is a whole number, not " + value, malformed);
        }
    }
}
