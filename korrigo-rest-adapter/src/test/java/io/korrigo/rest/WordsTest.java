package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/korrigo/rest");
    /** Where a code stands for sure: first in what makes a problem. */
    private static final Pattern SAID =
            Pattern.compile("(?:Problem\\s*\\.\\s*(?!tooMany)[a-zA-Z]+|Said|words\\(\\)\\s*\\.say)\\(\\s*\"([^\"]+)\"");

    /** What may be a code. */
    private static final Pattern CODE = Pattern.compile("\"([a-z]+[.][a-z_0-9]+)\"");

    @Test
    void haveTheSameCodesInEachLanguage() {
        assertThat(Words.FRENCH.codes()).isEqualTo(Words.ENGLISH.codes());
    }

    @Test
    void speakOfTheSameThingsInEachLanguage() {
        Object[] about = {"@1", "@2", "@3"};
        for (String code : Words.ENGLISH.codes()) {
            String english = Words.ENGLISH.say(code, about);
            String french = Words.FRENCH.say(code, about);

            assertThat(english).isNotBlank();
            assertThat(french).isNotBlank();
            for (Object each : about) {
                assertThat(french.contains((String) each)).as(code).isEqualTo(english.contains((String) each));
            }
        }
    }

    @Test
    void haveEveryCodeOfTheSourcesAndNoOther() throws IOException {
        Set<String> said = found(SAID);

        assertThat(said).hasSizeGreaterThan(100);
        assertThat(Words.ENGLISH.codes()).containsAll(said);
        assertThat(found(CODE))
                .containsAll(Words.ENGLISH.codes().stream()
                        .filter(code -> !code.startsWith("title."))
                        .toList());
    }

    /** Whoever reads a refusal has the pages before them. */
    @Test
    void callThingsInFrenchAsThePagesDo() {
        for (String code : Words.FRENCH.codes()) {
            assertThat(Words.FRENCH.say(code, "@1", "@2", "@3"))
                    .as(code)
                    .doesNotContainIgnoringCase("épreuve")
                    .doesNotContainIgnoringCase("numérisation")
                    .doesNotContainIgnoringCase("tâche");
        }
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Matcher code = pattern.matcher(Files.readString(file));
                while (code.find()) {
                    found.add(code.group(1));
                }
            }
        }
        return found;
    }

    @Test
    void refuseACodeThatIsNone() {
        assertThatThrownBy(() -> Words.FRENCH.say("no.such")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "fr,fr",
        "fr-CA,fr",
        "'en-US,en;q=0.9,fr;q=0.8',en",
        "'de,fr;q=0.5,en;q=0.4',fr",
        "'en;q=0.1,fr',fr",
        "de,en",
        "*,en",
        "'fr;q=nonsense',en",
        "',,;;',en"
    })
    void areThoseThatTheCallerLikesBest(String header, String language) {
        assertThat(Words.of(header).language()).isEqualTo(language);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void areEnglishForWhoSaysNothing(String header) {
        assertThat(Words.of(header)).isSameAs(Words.ENGLISH);
    }
}
