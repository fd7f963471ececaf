package io.korrigo.bench.engine;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * What {@link TaskStoreBenchmark} measured of one call.
 *
 * @param median in milliseconds
 * @param p99 99th percentile, in milliseconds
 */
record StoreTimes(double median, double p99) {
    /**
     * Tables in a database, and how many ended tasks are in them.
     *
     * @param shared whether another process can open the database, so that JMH can measure in one of its own
     */
    record Tables(String url, boolean shared, String prefix, int finished) {}

    /** @param call name of the benchmark's method */
    static StoreTimes of(String call, Tables tables, boolean quick) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(TaskStoreBenchmark.class.getName() + "\\." + call + "$")
                .param("url", tables.url())
                .param("prefix", tables.prefix())
                .param("finished", String.valueOf(tables.finished()))
                .verbosity(VerboseMode.SILENT);
        if (quick || !tables.shared()) {
            options.forks(0);
        }
        if (quick) {
            options.warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(200));
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        Statistics statistics = results.iterator().next().getPrimaryResult().getStatistics();
        return new StoreTimes(statistics.getPercentile(50), statistics.getPercentile(99));
    }

    /** The median in milliseconds, for a table. */
    String medianText() {
        return Latencies.digits(median);
    }

    /** The 99th percentile in milliseconds, for a table. */
    String p99Text() {
        return Latencies.digits(p99);
    }
}
