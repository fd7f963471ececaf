package io.korrigo.server.cli;

import io.korrigo.roster.RosterRemark;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What commands say, in one language: {@code cli_fr.properties}, {@code cli_en.properties}; the help in French is {@code help_fr.properties}, in
 * English it stands at the options. French where {@code --lang} or else the system says so, English otherwise.
 *
 * <p><b>Threads:</b> immutable.
 */
final class CliWords {
    private final Locale locale;
    private final Properties texts = new Properties();

    private CliWords(Locale locale) {
        this.locale = locale;
        try (InputStreamReader in = reader("cli_" + locale.getLanguage() + ".properties")) {
            texts.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStreamReader reader(String file) {
        InputStream in = Objects.requireNonNull(CliWords.class.getResourceAsStream(file), file);
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    /** French for French, English for every other language. */
    static CliWords of(Locale locale) {
        return new CliWords(locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH);
    }

    /** Those that the arguments ask for, wherever {@code --lang} stands among them; then the environment's, then the system's. */
    static CliWords of(String[] arguments, Map<String, String> environment, Locale system) {
        String asked = environment.get("KORRIGO_LANG");
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--lang=")) {
                asked = arguments[i].substring("--lang=".length());
            } else if (arguments[i].equals("--lang") && i + 1 < arguments.length) {
                asked = arguments[i + 1];
            }
        }
        return of(asked == null ? system : Locale.forLanguageTag(asked.toLowerCase(Locale.ROOT)));
    }

    /** Those of the command line that a command belongs to. */
    static CliWords of(CommandSpec spec) {
        return spec.root().userObject() instanceof Korrigo korrigo ? korrigo.words() : of(Locale.ENGLISH);
    }

    Locale locale() {
        return locale;
    }

    boolean french() {
        return locale.equals(Locale.FRENCH);
    }

    /** The help's texts, or null where they stand at the options. */
    @Nullable
    ResourceBundle help() {
        if (!french()) {
            return null;
        }
        try (InputStreamReader in = reader("help_fr.properties")) {
            return new PropertyResourceBundle(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The names of all texts. */
    Set<String> keys() {
        return new TreeSet<>(texts.stringPropertyNames());
    }

    /** The text of that name, what it speaks of filled in. */
    String say(String key, Object... about) {
        // Points in numbers, as in files for programs.
        return String.format(Locale.ROOT, Objects.requireNonNull(texts.getProperty(key), key), about);
    }

    String remark(RosterRemark remark) {
        // The message has numbers, too.
        return french() ? say("remark." + remark.code(), String.valueOf(remark.sheet())) : remark.message();
    }
}
