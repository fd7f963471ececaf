package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What an operator sets once for a server: of an option that isn't on the command line, an environment variable counts, then the
 * configuration file, then what is usual. The option {@code --jdbc-url} is {@code KORRIGO_JDBC_URL} and {@code jdbc-url=}.
 *
 * <p><b>Threads:</b> immutable.
 */
final class Settings implements IDefaultValueProvider {
    /** What names the file, beside {@code --config}. */
    static final String FILE_VARIABLE = "KORRIGO_CONFIG";

    private static final String PREFIX = "KORRIGO_";

    /** Commands about a server; others are about files that they name. */
    private static final Set<String> COMMANDS = Set.of("serve", "token", "audit");

    /** Never an option: a list of processes shows options to anybody. */
    private static final String PASSWORD = "jdbc-password";

    /** What is asked for at one start, not set. */
    private static final Set<String> NO_SETTINGS = Set.of("config", "issue-token", "help", "version");

    private final Map<String, String> environment;
    private final Properties file;

    private Settings(Map<String, String> environment, Properties file) {
        this.environment = environment;
        this.file = file;
    }

    /**
     * Those for a command line; of a command that isn't about a server, none.
     *
     * @throws InvalidInputException when the file can't be read, has a name that is none, or a password that others may read
     */
    static Settings find(String[] arguments, Map<String, String> environment) {
        if (arguments.length == 0 || !COMMANDS.contains(arguments[0])) {
            return new Settings(Map.of(), new Properties());
        }
        String path = environment.get(FILE_VARIABLE);
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].startsWith("--config=")) {
                path = arguments[i].substring("--config=".length());
            } else if (arguments[i].equals("--config") && i + 1 < arguments.length) {
                path = arguments[i + 1];
            }
        }
        return new Settings(environment, path == null ? new Properties() : read(Path.of(path)));
    }

    /** Those that a command was started with. */
    static Settings of(CommandSpec spec) {
        return spec.defaultValueProvider() instanceof Settings settings
                ? settings
                : new Settings(Map.of(), new Properties());
    }

    private static Properties read(Path path) {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            file.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new InvalidInputException("The configuration file " + path + " can't be read: " + unreadable);
        }
        Set<String> known = names();
        for (String name : new TreeSet<>(file.stringPropertyNames())) {
            if (!known.contains(name)) {
                throw new InvalidInputException("The configuration file " + path + " sets '" + name
                        + "', which is no setting; there are " + String.join(", ", known));
            }
        }
        if (file.containsKey(PASSWORD) && othersMayRead(path)) {
            throw new InvalidInputException(
                    "The configuration file " + path + " has a password and others may read it: chmod 600");
        }
        return file;
    }

    /** What may be set: the options of a server, and the password. */
    static Set<String> names() {
        Set<String> names = new CommandLine(new ServeCommand())
                .getCommandSpec().options().stream()
                        .map(Settings::name)
                        .filter(name -> !NO_SETTINGS.contains(name))
                        .collect(Collectors.toCollection(TreeSet::new));
        names.add(PASSWORD);
        return names;
    }

    private static boolean othersMayRead(Path path) {
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
            return rights.contains(PosixFilePermission.GROUP_READ) || rights.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException noSuchRights) {
            return false;
        }
    }

    private static String name(OptionSpec option) {
        return option.longestName().replaceFirst("^--", "");
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!argument.isOption()) {
            return null;
        }
        String name = name((OptionSpec) argument);
        return NO_SETTINGS.contains(name) ? null : find(name);
    }

    /** The database's password, or null. */
    @Nullable
    String password() {
        return find(PASSWORD);
    }

    private @Nullable String find(String name) {
        String variable = PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
        String value = environment.get(variable);
        return value == null ? file.getProperty(name) : value;
    }
}
