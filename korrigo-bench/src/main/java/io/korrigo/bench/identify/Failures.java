package io.korrigo.bench.identify;

import io.korrigo.identify.HeaderField;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.PageTruth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pages whose answer was wrong or missing. All names are invented.
 *
 * <p><b>Threads:</b> {@link #keep} holds this object's lock while it writes.
 */
final class Failures {
    private static final String HEADING = "page,kind,roster,outcome,reason,drawn,read,header";

    private final @Nullable Path folder;
    private final Map<Integer, String> lines = new TreeMap<>();

    /** @param folder where they go, or null to keep nothing */
    Failures(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Saves a page that failed with one of its rosters; others leave no trace. */
    synchronized void keep(PageTrials.Trial trial) throws IOException {
        Optional<PageResult> failed =
                trial.results().stream().filter(PageResult::failed).findFirst();
        if (folder == null || failed.isEmpty()) {
            return;
        }
        PageResult result = failed.get();
        GeneratedPage drawn = trial.drawn();
        String name = result.number() + "-" + result.page().kind();
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + drawn.extension()), drawn.encoded());
        Files.write(folder.resolve(name + "-header.jpg"), HeaderCrop.jpeg(drawn));
        lines.put(
                result.number(),
                CSVFormat.RFC4180.format(
                        result.number(),
                        result.page().kind(),
                        result.roster(),
                        result.wrong() ? "wrong" : "refused",
                        result.identification().reason(),
                        drawn.truth().rows().stream()
                                .filter(row -> row.field() != HeaderField.CANDIDATE_NUMBER)
                                .map(PageTruth.Row::text)
                                .toList(),
                        drawn.truth().rows().stream()
                                .map(PageTruth.Row::field)
                                .filter(field -> field != HeaderField.CANDIDATE_NUMBER)
                                .map(field -> read(trial, field))
                                .toList(),
                        name + "-header.jpg"));
    }

    private static String read(PageTrials.Trial trial, HeaderField field) {
        return trial.reading().row(field).map(row -> row.bestText()).orElse("not found");
    }

    /** Writes the list of what was kept. */
    synchronized void close() throws IOException {
        if (folder != null) {
            List<String> all = new ArrayList<>(List.of(HEADING));
            all.addAll(lines.values());
            Files.write(folder.resolve("failures.csv"), all, StandardCharsets.UTF_8);
        }
    }
}
