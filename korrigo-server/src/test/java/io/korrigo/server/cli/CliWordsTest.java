package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class CliWordsTest {
    private static final CliWords FRENCH = CliWords.of(Locale.FRENCH);
    private static final CliWords ENGLISH = CliWords.of(Locale.ENGLISH);
    private static final Pattern PLACE = Pattern.compile("%(?:\\.1)?[sdf%]");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Locale system, String... arguments) {
        return Korrigo.execute(system, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void sayTheSameThingsInBothLanguages() {
        assertThat(FRENCH.keys()).isEqualTo(ENGLISH.keys());
    }

    @Test
    void haveTheSamePlacesInBothLanguages() throws Exception {
        Map<String, List<String>> english = places("cli_en.properties");

        // In the same order, too: they are filled by it.
        assertThat(places("cli_fr.properties")).isEqualTo(english);
    }

    private static Map<String, List<String>> places(String file) throws Exception {
        try (Stream<String> lines = Files.lines(Path.of("src/main/resources/io/korrigo/server/cli", file))) {
            return lines.filter(line -> !line.startsWith("#") && !line.startsWith("usage.refused"))
                    .collect(Collectors.toMap(
                            line -> line.split("=", 2)[0],
                            line -> PLACE.matcher(line.split("=", 2)[1])
                                    .results()
                                    .map(each -> each.group())
                                    .toList()));
        }
    }

    @Test
    void areAllSaidBySomeCommand() throws Exception {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/korrigo/server/cli"))) {
            for (Path file : files.toList()) {
                sources.append(Files.readString(file));
            }
        }
        assertThat(ENGLISH.keys())
                .filteredOn(key -> !key.startsWith("remark."))
                .allSatisfy(key -> assertThat(sources.toString()).contains("\"" + key + "\""));
        assertThat(Pattern.compile("say\\(\\s*\"([a-z_.]+)\"")
                        .matcher(sources)
                        .results()
                        .map(each -> each.group(1)))
                .filteredOn(key -> key.contains(".") && !key.endsWith(".") && !key.startsWith("problem."))
                .isSubsetOf(ENGLISH.keys());
    }

    /** Every description of the help, by command and argument. */
    private static Map<String, String> help(CliWords words) {
        Map<String, String> texts = new java.util.TreeMap<>();
        List<CommandLine> open = new ArrayList<>(List.of(Korrigo.commandLine(words)));
        while (!open.isEmpty()) {
            CommandLine command = open.remove(0);
            open.addAll(new TreeSet<>(command.getSubcommands().keySet())
                    .stream().map(command.getSubcommands()::get).toList());
            CommandSpec spec = command.getCommandSpec();
            texts.put(spec.qualifiedName(), String.join(" ", spec.usageMessage().description()));
            texts.put(
                    spec.qualifiedName() + " footer",
                    String.join(" ", spec.usageMessage().footer()));
            for (ArgSpec argument : spec.args()) {
                String name = argument instanceof CommandLine.Model.OptionSpec option
                        ? option.longestName()
                        : argument.paramLabel();
                texts.put(spec.qualifiedName() + " " + name, String.join(" ", argument.description()));
            }
        }
        return texts;
    }

    @Test
    void areThereInFrenchForEachCommandAndOption() {
        Map<String, String> english = help(ENGLISH);
        Map<String, String> french = help(FRENCH);

        assertThat(french.keySet()).isEqualTo(english.keySet()).hasSizeGreaterThan(80);
        List<String> lacking = english.entrySet().stream()
                .filter(text -> !text.getValue().isBlank())
                .filter(text -> french.getOrDefault(text.getKey(), "").isBlank()
                        || text.getValue().equals(french.get(text.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(lacking).isEmpty();
        assertThat(english.entrySet().stream().filter(text -> text.getValue().isBlank()))
                .allSatisfy(text -> assertThat(text.getKey()).endsWith(" footer"));
    }

    @ParameterizedTest
    @CsvSource({
        "'import --lang fr x', '', en, fr",
        "'--lang=FR import x', '', en, fr",
        "'import x', fr, en, fr",
        "'import --lang en x', fr, fr, en",
        "'import x', '', fr, fr",
        "'import x', '', fr-CA, fr",
        "'import x', '', de, en"
    })
    void areThoseAskedForElseTheSystems(String arguments, String variable, String system, String language) {
        Map<String, String> environment = variable.isEmpty() ? Map.of() : Map.of("KORRIGO_LANG", variable);

        assertThat(CliWords.of(arguments.split(" "), environment, Locale.forLanguageTag(system))
                        .locale()
                        .getLanguage())
                .isEqualTo(language);
    }

    @Test
    void speakFrenchInTheHelp() {
        assertThat(run(Locale.FRENCH, "serve", "--help")).isZero();
        assertThat(out.toString())
                .contains("Utilisation : korrigo serve", "port d'écoute", "Par défaut : 8088", "montre cette aide")
                .doesNotContain("Default:", "Usage:");
        assertThat(run(Locale.ENGLISH, "--lang", "fr", "--help")).isZero();
        assertThat(out.toString()).contains("Commandes :", "Identifie, corrige et exporte");
    }

    @Test
    void speakFrenchOfWhatIsWrong() {
        assertThat(run(Locale.FRENCH, "identify")).isEqualTo(2);
        assertThat(run(Locale.FRENCH, "import", "--nothing", "x.csv")).isEqualTo(2);
        assertThat(run(Locale.FRENCH, "import", "--dry-run", "no-such.csv")).isEqualTo(1);
        assertThat(err.toString())
                .contains("Il manque : --roster, --out, PAGE_OR_DIR")
                .contains("Option ou argument inconnu ici : --nothing")
                .contains("Essayez « korrigo import --help »")
                .contains("korrigo: il n'y a pas de fichier no-such.csv");
    }

    @Test
    void speakFrenchOfARoster(@TempDir Path folder) throws Exception {
        Path roster = Files.writeString(
                folder.resolve("r.csv"), "Nom;Prénom;Date de naissance\nRoux;Zoé;02/03/2008\nMoreau;Hugo;31/02/2008\n");

        assertThat(run(Locale.FRENCH, "import", "--dry-run", "--data", folder + "/data", roster.toString()))
                .isZero();

        assertThat(out.toString())
                .contains("2 lignes", "Créerait 1", "avec problèmes 1", "ligne 3", "en-tête à la ligne 1")
                .doesNotContain("line", "Would");
    }
}
