package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.flatten.BlankedRegion;
import io.korrigo.flatten.CopyFlattener;
import io.korrigo.flatten.CopyToFlatten;
import io.korrigo.flatten.FlattenOptions;
import io.korrigo.flatten.FlattenedCopy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code korrigo flatten}: corrected copies as JSON in, their final PDFs out. */
@Command(
        name = "flatten",
        description = "Draws annotations and marks into the final PDF of each copy, DIR/<copy_id>.pdf.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class FlattenCommand implements Callable<Integer> {
    private static final int NAMED_CHARACTERS = 20;

    @Parameters(
            paramLabel = "COPY.json",
            arity = "1..*",
            description = "corrected copies; their pages are found beside them")
    private List<Path> files = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder for the PDFs")
    private Path out = Path.of("");

    @Option(names = "--lang", paramLabel = "LANGUAGE", description = "language of the mark sheet, fr or en")
    private Language language = Language.FR;

    @Option(names = "--title", paramLabel = "TEXT", description = "the exam's name on the mark sheet")
    private String title = "";

    @Option(names = "--pdfa", description = "make PDF/A-2b; a copy with a page that can't be in such a file fails")
    private boolean archival;

    @Option(
            names = "--blank",
            paramLabel = "[PAGE:]X,Y,W,H",
            converter = BlankedText.class,
            description =
                    "take this part of a page (from 1; 1 unless given) out for good, in fractions of the page with"
                            + " the origin at the top left; may be repeated. The student is not named then")
    private List<BlankedRegion> blanked = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Files whose copies have one id, each with another of them; filled before the first copy is drawn. */
    private final Map<Path, Path> twins = new HashMap<>();

    /** Languages of the mark sheet. */
    enum Language {
        FR(Locale.FRENCH),
        EN(Locale.ENGLISH);

        private final Locale locale;

        Language(Locale locale) {
            this.locale = locale;
        }

        Locale locale() {
            return locale;
        }
    }

    /** A copy that was drawn, or the reason why not. */
    private record Outcome(
            Path file,
            @Nullable FlattenedCopy copy,
            @Nullable String error) {}

    @Override
    public Integer call() throws Exception {
        CliWords words = CliWords.of(spec);
        List<Outcome> outcomes;
        boolean outIsNew = Files.notExists(out);
        try (ProgressLine progress = ProgressLine.open("Flattening", " copies")) {
            Map<Path, Path> targets = targets();
            Files.createDirectories(out);
            outcomes = InParallel.each(files, progress, file -> flatten(file, targets));
        }
        PrintWriter err = spec.commandLine().getErr();
        int failed = 0;
        for (Outcome outcome : outcomes) {
            if (outcome.error() != null) {
                err.println("korrigo: " + outcome.error());
                failed++;
            } else if (outcome.copy() != null) {
                warn(err, words, outcome.file(), outcome.copy());
            }
        }
        if (outIsNew && failed == outcomes.size()) {
            Files.delete(out);
        }
        err.println(words.say("flatten.written", outcomes.size() - failed, outcomes.size(), out));
        return failed == 0 ? 0 : 1;
    }

    private static void warn(PrintWriter err, CliWords words, Path file, FlattenedCopy copy) {
        if (!copy.substituted().isEmpty()) {
            String characters = copy.substituted().stream()
                    .sorted()
                    .limit(NAMED_CHARACTERS)
                    .map(c -> String.format("U+%04X", c))
                    .collect(Collectors.joining(" "));
            err.println(words.say("flatten.no_font", file, copy.substituted().size(), characters)
                    + (copy.substituted().size() > NAMED_CHARACTERS ? " …" : ""));
        }
        copy.leftOut().forEach(each -> err.println(words.say("flatten.left_out", file, each)));
    }

    /** Where each copy goes; two copies of one id would overwrite each other. */
    private Map<Path, Path> targets() {
        Map<Path, Path> targets = new HashMap<>();
        Map<String, Path> taken = new HashMap<>();
        for (Path file : files) {
            Optional<String> id = id(file);
            if (id.isEmpty()) {
                continue;
            }
            Path other = taken.putIfAbsent(id.get().toLowerCase(Locale.ROOT), file);
            if (other != null) {
                twins.put(file, other);
                twins.putIfAbsent(other, file);
            }
            targets.put(file, out.resolve(id.get() + ".pdf"));
        }
        return targets;
    }

    /** Empty for a file that can't be read: {@link #flatten} tells why. */
    private static Optional<String> id(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(CopyJson.read(file).requiredId(file));
        } catch (InvalidInputException | IOException toldLater) {
            return Optional.empty();
        }
    }

    private Outcome flatten(Path file, Map<Path, Path> targets) {
        try {
            Path twin = twins.get(file);
            if (twin != null) {
                return new Outcome(file, null, CliWords.of(spec).say("flatten.twins", file, twin));
            }
            CopyJson json = CopyJson.read(file);
            String id = json.requiredId(file);
            CopyToFlatten copy = new CopyToFlatten(
                    id,
                    json.anonymousId() == null ? id : json.anonymousId(),
                    blanked.isEmpty() ? json.student() : null,
                    json.pageSources(file),
                    json.annotations(file),
                    json.marks(file),
                    blanked,
                    new FlattenOptions(language.locale, title, null, List.of(), archival));
            Path target = targets.getOrDefault(file, out.resolve(id + ".pdf"));
            return new Outcome(file, new CopyFlattener().flatten(copy, target), null);
        } catch (InvalidInputException invalid) {
            return new Outcome(file, null, invalid.getMessage());
        } catch (NoSuchFileException missing) {
            return new Outcome(file, null, CliWords.of(spec).say("failure.no_file", missing.getFile()));
        } catch (IOException failure) {
            return new Outcome(file, null, file + ": " + failure.getMessage());
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError failure) {
            // nothing that one copy meets may cost the others theirs
            return new Outcome(file, null, CliWords.of(spec).say("flatten.failed", file, failure));
        }
    }
}
