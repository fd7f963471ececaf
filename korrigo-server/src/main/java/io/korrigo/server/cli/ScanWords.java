package io.korrigo.server.cli;

import io.korrigo.scan.PileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** What the report of a scan says, in one language: {@code scan_fr.properties}, {@code scan_en.properties}. */
final class ScanWords {
    private final Locale locale;
    private final Properties texts = new Properties();

    private ScanWords(Locale locale) {
        this.locale = locale;
        String file = "scan_" + locale.getLanguage() + ".properties";
        try (InputStream in = ScanWords.class.getResourceAsStream(file)) {
            texts.load(new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }

    /** French for French, English for every other language. */
    static ScanWords of(Locale locale) {
        return new ScanWords(locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH);
    }

    String language() {
        return locale.getLanguage();
    }

    /** The text of that name, what it speaks of filled in. */
    String say(String key, Object... about) {
        return String.format(locale, Objects.requireNonNull(texts.getProperty(key), key), about);
    }

    /** What a problem is, and what to do about it. */
    String problem(PileProblem problem) {
        int found = problem.kind() == PileProblem.Kind.SCANNED_TWICE ? problem.found() + 1 : problem.found();
        return say("problem." + problem.kind().name().toLowerCase(Locale.ROOT), found, problem.expected());
    }
}
