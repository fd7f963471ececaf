package io.korrigo.bench;

import io.korrigo.bench.cluster.NodesReport;
import io.korrigo.bench.engine.EngineReport;
import io.korrigo.bench.engine.TaskLists;
import io.korrigo.bench.flatten.ExportReport;
import io.korrigo.bench.flatten.FlattenReport;
import io.korrigo.bench.identify.CutRows;
import io.korrigo.bench.identify.DecisionEvaluation;
import io.korrigo.bench.identify.FolderEvaluation;
import io.korrigo.bench.identify.IdentificationEvaluation;
import io.korrigo.bench.identify.NetSpeed;
import io.korrigo.bench.identify.PageCells;
import io.korrigo.bench.identify.ThroughputEvaluation;
import io.korrigo.bench.identify.TiredDesk;
import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Measures;
import io.korrigo.bench.report.IdentificationReport;
import io.korrigo.bench.report.OcrReport;
import io.korrigo.bench.report.OriginReport;
import io.korrigo.bench.roster.RosterReport;
import io.korrigo.bench.scans.ScanFiles;
import io.korrigo.bench.scans.ScansEvaluation;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The command {@code korrigo bench [NAME [ARGUMENT...]]}.
 *
 * <p>Without a name it lists what there is. A name is that of an evaluation, which measures how right an algorithm
 * is, or what it costs beside others, and tells its arguments with {@code --help}; or a pattern of JMH benchmarks, which
 * measure how fast one is; their arguments are JMH's own, such as {@code -f 1 -wi 3 -i 5 -rf json -rff out.json}.
 *
 * <p>Exit status: 0, 1 when a run failed, 2 on bad usage or when nothing has the name.
 */
public final class BenchMain {
    /** By the name that the command line gives them. */
    private static final SortedMap<String, Evaluation<?>> EVALUATIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("cells", PageCells.evaluation()),
            Map.entry("decisions", DecisionEvaluation.evaluation()),
            Map.entry("desk", TiredDesk.evaluation()),
            Map.entry("engine-report", EngineReport.evaluation()),
            Map.entry("export-report", ExportReport.evaluation()),
            Map.entry("flatten-report", FlattenReport.evaluation()),
            Map.entry("identification", IdentificationEvaluation.evaluation()),
            Map.entry("nets", NetSpeed.evaluation()),
            Map.entry("nodes-report", NodesReport.evaluation()),
            Map.entry("ocr-report", OcrReport.evaluation()),
            Map.entry("origins-report", OriginReport.evaluation()),
            Map.entry("pages", FolderEvaluation.evaluation()),
            Map.entry("report", IdentificationReport.evaluation()),
            Map.entry("roster-report", RosterReport.evaluation()),
            Map.entry("rows", CutRows.evaluation()),
            Map.entry("scan-files", ScanFiles.evaluation()),
            Map.entry("scans", ScansEvaluation.evaluation()),
            Map.entry("task-lists", TaskLists.evaluation()),
            Map.entry("throughput", ThroughputEvaluation.evaluation())));

    private BenchMain() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] args) throws Exception {
        System.exit(run(List.of(args), System.out, System.err));
    }

    static int run(List<String> args, PrintStream out, PrintStream err) throws Exception {
        if (args.isEmpty() || args.get(0).equals("--help") || args.get(0).equals("-h")) {
            out.println("Usage: korrigo bench [NAME [ARGUMENT...]]");
            list(out);
            return 0;
        }
        Evaluation<?> evaluation = EVALUATIONS.get(args.get(0));
        if (evaluation != null) {
            return evaluation.run("korrigo bench " + args.get(0), args.subList(1, args.size()), out, err);
        }
        return benchmark(args, out, err);
    }

    private static void list(PrintStream out) {
        SortedMap<String, String> measured = new TreeMap<>();
        benchmarks(List.of()).forEach(benchmark -> measured.put(shortName(benchmark), summary(benchmark)));
        int width = Stream.concat(EVALUATIONS.keySet().stream(), measured.keySet().stream())
                .mapToInt(String::length)
                .max()
                .orElse(1);
        String line = "  %-" + width + "s  %s%n";
        out.println("Evaluations (their arguments: NAME --help):");
        EVALUATIONS.forEach((name, evaluation) -> out.printf(Locale.ROOT, line, name, evaluation.summary()));
        out.println("JMH benchmarks (NAME is a regular expression, arguments are JMH's; -h tells them):");
        measured.forEach((name, summary) -> out.printf(Locale.ROOT, line, name, summary));
    }

    /** Class and method, which is enough for JMH to find it. */
    private static String shortName(BenchmarkListEntry benchmark) {
        String[] parts = benchmark.getUsername().split("\\.");
        return parts[parts.length - 2] + "." + parts[parts.length - 1];
    }

    private static String summary(BenchmarkListEntry benchmark) {
        String name = benchmark.getUsername();
        String method = name.substring(name.lastIndexOf('.') + 1);
        try {
            return Arrays.stream(Class.forName(benchmark.getUserClassQName()).getMethods())
                    .filter(candidate -> candidate.getName().equals(method))
                    .flatMap(candidate -> Arrays.stream(candidate.getAnnotationsByType(Measures.class)))
                    .map(Measures::value)
                    .findFirst()
                    .orElse("");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("JMH lists the benchmark " + name + ", whose class isn't there", e);
        }
    }

    private static int benchmark(List<String> args, PrintStream out, PrintStream err) {
        CommandLineOptions options;
        try {
            options = new CommandLineOptions(args.toArray(String[]::new));
        } catch (CommandLineOptionException e) {
            err.println("korrigo bench: " + e.getMessage());
            return 2;
        }
        if (benchmarks(options.getIncludes()).isEmpty()) {
            err.println("korrigo bench: nothing is named '" + String.join(" ", options.getIncludes()) + "'");
            list(out);
            return 2;
        }
        try {
            new Runner(options).run();
            return 0;
        } catch (RunnerException e) {
            err.println("korrigo bench: " + e.getMessage());
            return 1;
        }
    }

    /** The benchmarks that one of the patterns finds; all without a pattern. */
    private static Set<BenchmarkListEntry> benchmarks(List<String> patterns) {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList().find(silent, patterns, List.of());
    }
}
