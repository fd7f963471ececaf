package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static final Path CORE = Path.of("../korrigo-core/src/main/java");

    /** Texts that are joined, and one of them. */
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern THROWN = Pattern.compile("new InvalidInputException\\((.*?)\\);", Pattern.DOTALL);

    private final Properties english = Failures.languages().toList().get(0);
    private final Properties french = Failures.languages().toList().get(1);

    @Test
    void haveTheSameCodesInEachLanguageAboutAsManyThings() {
        assertThat(french.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String code : english.stringPropertyNames()) {
            assertThat(french.getProperty(code).split("%s", -1))
                    .as(code)
                    .hasSameSizeAs(english.getProperty(code).split("%s", -1));
        }
    }

    /** Of each sentence that the core says, whatever it puts into its places. */
    @Test
    void haveEverySentenceOfTheCore() throws IOException {
        String known =
                String.join("\n", english.values().stream().map(String::valueOf).toList());
        List<String> said = said();

        assertThat(said.stream()
                        .filter(piece ->
                                !known.contains(piece.replace("\\\"", "\"").strip())))
                .isEmpty();
        assertThat(said).hasSizeGreaterThan(120);
    }

    private static List<String> said() throws IOException {
        List<String> said = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CORE)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher thrown = THROWN.matcher(Files.readString(file));
                while (thrown.find()) {
                    Matcher text = TEXT.matcher(JOINED.matcher(thrown.group(1)).replaceAll(""));
                    while (text.find()) {
                        if (text.group(1).strip().contains(" ")) {
                            said.add(text.group(1));
                        }
                    }
                }
            }
        }
        return said;
    }

    @Test
    void areSaidInFrenchWithWhatTheyAreAbout() {
        assertThat(Failures.in(Locale.FRENCH, "pile.pdf is empty: copy or scan it again"))
                .isEqualTo("pile.pdf est vide : copiez-le ou scannez-le de nouveau");
        assertThat(Failures.in(
                        Locale.FRENCH, "The task failed after 5 attempts: Copy c-1 has no booklet; scan it first"))
                .isEqualTo("Le travail a échoué après 5 essais : La copie c-1 n'a pas de feuille ; scannez-la d'abord");
        assertThat(Failures.in(
                        Locale.FRENCH,
                        "Copy c, page 2 of 4 (a.pdf): a.pdf is truncated: its end is missing; copy or scan it again"))
                .isEqualTo("Copie c, page 2 sur 4 (a.pdf) : a.pdf est tronqué, il manque la fin : copiez-le ou"
                        + " scannez-le de nouveau");
    }

    @Test
    void stayAsTheyAreWhereTheyHaveNoCodeOrAreReadInEnglish() {
        assertThat(Failures.in(Locale.FRENCH, "of a host's own task")).isEqualTo("of a host's own task");
        assertThat(Failures.in(Locale.FRENCH, " is empty: copy or scan it again"))
                .startsWith(" is empty");
        assertThat(Failures.in(Locale.ENGLISH, "Cancelled")).isEqualTo("Cancelled");
        String empty = " is empty: copy or scan it again";
        assertThat(Failures.in(Locale.FRENCH, "x".repeat(2_000 - empty.length()) + empty))
                .contains("est vide");
        assertThat(Failures.in(Locale.FRENCH, "x".repeat(2_001 - empty.length()) + empty))
                .endsWith(empty);
    }
}
