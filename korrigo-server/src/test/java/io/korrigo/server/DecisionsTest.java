package io.korrigo.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked of the decisions in {@code docs/decisions}: each can be found, and says whether it holds. */
class DecisionsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path FOLDER = ROOT.resolve("docs").resolve("decisions");
    private static final Pattern ENTRY = Pattern.compile("(?m)^## (.*)\\R(.*)$");
    private static final Pattern TITLE = Pattern.compile("([1-9][0-9]*)\\. (.+)");
    private static final Pattern STATE =
            Pattern.compile("State: (holds|replaced by ([1-9][0-9]*))(, .*[^.])?\\. 20[0-9]{2}-[01][0-9]-[0-3][0-9]");

    private static final Pattern MOVED = Pattern.compile("(?m)^- ([1-9][0-9]*)\\. .+: (?:in ([0-9]+)|`([^`]+)`)$");

    private record Decision(String file, int number, String title, String state) {}

    @Test
    void eachNumberIsOneDecisionsOrSaysWhereItMoved() throws IOException {
        List<Integer> numbers = new ArrayList<>(numbers(decisions()));
        numbers.addAll(moved().stream().map(Moved::number).toList());

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void whatMovedIsAtAClassOrFileOrInADecisionThatIsThere() throws IOException {
        List<Integer> numbers = numbers(decisions());
        Set<String> classes = classes();

        assertThat(moved()).isNotEmpty().allSatisfy(moved -> {
            if (moved.into() == null) {
                boolean isThere = classes.contains(moved.place()) || Files.exists(ROOT.resolve(moved.place()));
                assertThat(isThere)
                        .as("%s, for %d", moved.place(), moved.number())
                        .isTrue();
            } else {
                assertThat(numbers).contains(Integer.parseInt(moved.into()));
            }
        });
    }

    @Test
    void eachSaysWhetherItHolds() throws IOException {
        assertThat(decisions())
                .allSatisfy(decision ->
                        assertThat(decision.state()).as(decision.title()).matches(STATE));
    }

    @Test
    void whatIsReplacedNamesAnotherThatIsThere() throws IOException {
        List<Decision> decisions = decisions();
        List<Integer> numbers = numbers(decisions);

        assertThat(decisions).allSatisfy(decision -> {
            Matcher state = STATE.matcher(decision.state());
            if (state.matches() && state.group(2) != null) {
                assertThat(Integer.parseInt(state.group(2)))
                        .as(decision.title())
                        .isNotEqualTo(decision.number())
                        .isIn(numbers);
            }
        });
    }

    @Test
    void theIndexNamesEachUnderItsTopicInOrder() throws IOException {
        String index = Files.readString(FOLDER.resolve("README.md"), UTF_8);

        for (Path topic : topics()) {
            String file = topic.getFileName().toString();
            int heading = index.indexOf("](" + file + ")");
            assertThat(heading).as("heading of %s in the index", file).isNotNegative();
            int next = index.indexOf("\n## ", heading);
            List<String> listed = index.substring(heading, next < 0 ? index.length() : next)
                    .lines()
                    .filter(line -> TITLE.matcher(line).matches())
                    .map(line -> line.replaceFirst(" \\(replaced by [0-9]+\\)$", ""))
                    .toList();
            assertThat(listed)
                    .as("decisions of %s in the index", file)
                    .isEqualTo(read(topic).stream()
                            .map(decision -> decision.number() + ". " + decision.title())
                            .toList());
        }
    }

    private record Moved(int number, @Nullable String into, String place) {}

    private static List<Moved> moved() throws IOException {
        return MOVED.matcher(Files.readString(FOLDER.resolve("README.md"), UTF_8))
                .results()
                .map(line -> new Moved(Integer.parseInt(line.group(1)), line.group(2), line.group(3)))
                .toList();
    }

    private static Set<String> classes() throws IOException {
        Set<String> classes = new HashSet<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, "korrigo-*")) {
            for (Path module : modules) {
                Path sources = module.resolve("src").resolve("main");
                if (!Files.isDirectory(sources)) {
                    // As the bill of materials, which is a pom.xml only.
                    continue;
                }
                try (Stream<Path> files = Files.walk(sources)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .forEach(name -> classes.add(name.substring(0, name.length() - ".java".length())));
                }
            }
        }
        return classes;
    }

    private static List<Integer> numbers(List<Decision> decisions) {
        return decisions.stream().map(Decision::number).toList();
    }

    private static List<Decision> decisions() throws IOException {
        List<Decision> decisions = new ArrayList<>();
        for (Path topic : topics()) {
            decisions.addAll(read(topic));
        }
        assertThat(decisions).isNotEmpty();
        return decisions;
    }

    private static List<Path> topics() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
        }
    }

    private static List<Decision> read(Path topic) throws IOException {
        List<Decision> decisions = new ArrayList<>();
        Matcher entries = ENTRY.matcher(Files.readString(topic, UTF_8));
        while (entries.find()) {
            Matcher title = TITLE.matcher(entries.group(1));
            assertThat(title.matches())
                    .as("number of \"%s\" in %s", entries.group(1), topic)
                    .isTrue();
            decisions.add(new Decision(
                    topic.getFileName().toString(),
                    Integer.parseInt(title.group(1)),
                    title.group(2),
                    entries.group(2)));
        }
        return decisions;
    }
}
