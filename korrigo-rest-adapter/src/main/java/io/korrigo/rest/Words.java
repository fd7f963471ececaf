package io.korrigo.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What people read over REST, in one language: {@code words_en.properties}, {@code words_fr.properties}. Each text has a code, which
 * stays the same in all versions and languages.
 *
 * <p><b>Threads:</b> immutable.
 */
final class Words {
    /** For those who say nothing: what clients of the original API know. */
    static final Words ENGLISH = new Words(Locale.ENGLISH);

    static final Words FRENCH = new Words(Locale.FRENCH);

    private static final List<Words> ALL = List.of(ENGLISH, FRENCH);

    private final Locale locale;
    private final Properties texts = new Properties();

    private Words(Locale locale) {
        this.locale = locale;
        String file = "words_" + locale.getLanguage() + ".properties";
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            texts.load(new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }

    /** The language that a caller likes best of those there are (RFC 9110, 12.5.4); English where the header is none. */
    static Words of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > 1_000) {
            return ENGLISH;
        }
        try {
            Locale found = Locale.lookup(
                    Locale.LanguageRange.parse(acceptLanguage),
                    ALL.stream().map(Words::locale).toList());
            return ALL.stream()
                    .filter(words -> words.locale.equals(found))
                    .findFirst()
                    .orElse(ENGLISH);
        } catch (IllegalArgumentException malformed) {
            return ENGLISH;
        }
    }

    Locale locale() {
        return locale;
    }

    /** As a header has it. */
    String language() {
        return locale.getLanguage();
    }

    /** The codes there are. */
    Set<String> codes() {
        return new TreeSet<>(texts.stringPropertyNames());
    }

    /**
     * The text of that code, with what it is about in its places.
     *
     * @throws IllegalArgumentException when there is none
     */
    String say(String code, Object... about) {
        String text = texts.getProperty(code);
        if (text == null) {
            throw new IllegalArgumentException("No words for " + code);
        }
        // Numbers as digits, as ids and limits are read.
        return String.format(Locale.ROOT, text, about);
    }
}
