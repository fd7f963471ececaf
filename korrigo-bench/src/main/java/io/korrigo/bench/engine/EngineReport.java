package io.korrigo.bench.engine;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.report.MarkedSection;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code korrigo bench engine-report}: measures what Korrigo's JDBC executor costs beside raw db-scheduler on a real
 * PostgreSQL and on a file of H2, all in one run, and writes the figures into {@code docs/engine.md}.
 *
 * <p>The options are {@link EngineReportOptions#USAGE}.
 */
public final class EngineReport {
    private EngineReport() {}

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "tasks a second, latencies and idle cost of the JDBC executor; writes docs/engine.md",
                EngineReportOptions.USAGE,
                EngineReportOptions::of,
                EngineReport::write);
    }

    static void write(EngineReportOptions options) throws Exception {
        List<EngineFigures> all = new ArrayList<>();
        try (BenchDatabase postgres = BenchDatabase.postgres()) {
            all.add(EngineFigures.measure(postgres, options));
        }
        try (BenchDatabase h2 = BenchDatabase.h2File()) {
            all.add(EngineFigures.measure(h2, options));
        }
        String text = EngineTable.text(all, options);
        MarkedSection.replace(options.docs().resolve("engine.md"), "engine", text);
        System.out.println(text);
    }
}
