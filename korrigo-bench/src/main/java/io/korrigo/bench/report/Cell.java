package io.korrigo.bench.report;

import io.korrigo.bench.identify.IdentificationEvaluation;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One square of the measured matrix: pages of one quality and seed, matched with every roster. */
record Cell(ScanQuality quality, long seed) {
    private static final String DONE = "done.txt";
    private static final int TURNED_PERCENT = 20;

    Path folder(ReportOptions options) {
        return options.out().resolve(name() + "-" + seed);
    }

    String name() {
        return quality.name().toLowerCase(Locale.ROOT);
    }

    /** Draws and evaluates the pages, unless that was done with the same options. */
    void measure(ReportOptions options) throws Exception {
        Path folder = folder(options);
        List<String> arguments = arguments(options);
        Path done = folder.resolve(DONE);
        String settings = String.join(" ", arguments);
        if (Files.exists(done) && Files.readString(done).equals(settings)) {
            return;
        }
        empty(folder);
        System.out.println("== " + name() + ", seed " + seed);
        arguments.addAll(List.of("--threads", String.valueOf(options.threads()), "--out", folder.toString()));
        IdentificationEvaluation.evaluation().measure(arguments);
        Files.writeString(done, settings, StandardCharsets.UTF_8);
    }

    private List<String> arguments(ReportOptions options) {
        List<String> arguments = new ArrayList<>();
        if (options.data() != null) {
            arguments.addAll(List.of("--data", options.data().toString()));
        }
        String rosters = options.rosters().stream().map(String::valueOf).collect(Collectors.joining(","));
        arguments.addAll(List.of("--students", rosters, "--pages", String.valueOf(options.pages())));
        arguments.addAll(List.of("--quality", name(), "--seed", String.valueOf(seed)));
        arguments.addAll(List.of("--turned", String.valueOf(TURNED_PERCENT), "--dump-failures"));
        return arguments;
    }

    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
