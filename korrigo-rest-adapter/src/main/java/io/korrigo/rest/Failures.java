package io.korrigo.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why tasks and corrections failed, in the language of who reads it. The core says it in one English sentence, which is stored; here its
 * code is found by its words ({@code failures_en.properties}), and the sentence of that code in another language is said
 * ({@code failures_fr.properties}). What has no code stays as it is.
 *
 * <p><b>Threads:</b> immutable.
 */
final class Failures {
    /** Characters; sentences are shorter, and what is longer is not looked through for them. */
    private static final int LONGEST = 2_000;

    private static final Properties ENGLISH = read("failures_en.properties");
    private static final Properties FRENCH = read("failures_fr.properties");

    /** The most telling first: "%s is empty" fits much. */
    private static final List<Sentence> SENTENCES = ENGLISH.stringPropertyNames().stream()
            .map(code -> new Sentence(code, List.of(ENGLISH.getProperty(code).split("%s", -1))))
            .sorted(Comparator.comparingInt((Sentence sentence) -> sentence.length())
                    .reversed()
                    .thenComparing(Sentence::code))
            .toList();

    private Failures() {}

    /** @param pieces what stands around its places */
    private record Sentence(String code, List<String> pieces, Pattern pattern) {
        Sentence(String code, List<String> pieces) {
            this(
                    code,
                    pieces,
                    Pattern.compile(
                            pieces.stream().map(Pattern::quote).collect(Collectors.joining("(.+?)")), Pattern.DOTALL));
        }

        int length() {
            return pieces.stream().mapToInt(String::length).sum();
        }

        /** Cheaper than the pattern, which is tried for few. */
        boolean mayBe(String said) {
            return pieces.stream().allMatch(said::contains);
        }
    }

    private static Properties read(String file) {
        Properties texts = new Properties();
        try (InputStream in = Failures.class.getResourceAsStream(file)) {
            texts.load(new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
        return texts;
    }

    /** The English sentences and the French ones, by code. */
    static Stream<Properties> languages() {
        return Stream.of(ENGLISH, FRENCH);
    }

    /** What the core said, in that language, also where it stands within another sentence of it. */
    static String in(Locale language, String said) {
        if (!language.getLanguage().equals("fr") || said.length() > LONGEST) {
            return said;
        }
        for (Sentence sentence : SENTENCES) {
            if (sentence.mayBe(said)) {
                Matcher matcher = sentence.pattern().matcher(said);
                if (matcher.matches()) {
                    List<Object> about = new ArrayList<>();
                    for (int i = 1; i <= matcher.groupCount(); i++) {
                        about.add(in(language, matcher.group(i)));
                    }
                    return String.format(Locale.ROOT, FRENCH.getProperty(sentence.code()), about.toArray());
                }
            }
        }
        return said;
    }
}
