package io.korrigo.bench.engine;

import io.korrigo.executor.jdbc.JdbcSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on one database, in one run.
 *
 * @param raw rounds of db-scheduler alone
 * @param korrigo rounds of Korrigo, each after that of the same number
 * @param pickUps by what made the tasks due and where they ran
 * @param cancelled until a task in another process is told; null where one process has the database
 * @param store what callers wait for, by the call
 * @param full the same with many ended tasks in the table; empty when left out
 * @param idle transactions a second of a node without work; null where nobody counts them
 */
record EngineFigures(
        String database,
        List<Throughput> raw,
        List<Throughput> korrigo,
        Map<String, Latencies> pickUps,
        @Nullable Latencies cancelled,
        Map<String, StoreTimes> store,
        Map<String, StoreTimes> full,
        @Nullable Double idle) {
    private static final String FEW = "few_";
    private static final String MANY = "many_";
    private static final int FEW_TASKS = 1000;
    private static final int ENDED_BEFORE = 20_000;

    static EngineFigures measure(BenchDatabase database, EngineReportOptions options) throws Exception {
        FinishedTasks.fill(database, JdbcSchema.PREFIX, options.quick() ? FEW_TASKS : ENDED_BEFORE);
        List<Throughput> raw = new ArrayList<>();
        List<Throughput> korrigo = new ArrayList<>();
        // The first round of each has the compiler's work in it.
        for (int round = options.quick() ? 0 : -1; round < options.rounds(); round++) {
            Throughput alone = throughput(database, options.tasks(), false);
            Throughput ours = throughput(database, options.tasks(), true);
            if (round >= 0) {
                raw.add(alone);
                korrigo.add(ours);
            }
        }
        int count = options.pickUps();
        Map<String, Latencies> pickUps = new LinkedHashMap<>();
        pickUps.put("db-scheduler, same process", PickUps.raw(database, count));
        pickUps.put("Korrigo, same process", PickUps.sameProcess(database, count));
        pickUps.put("Korrigo, after the commit of the caller's transaction", PickUps.afterCommit(database, count));
        Latencies cancelled = null;
        Double idle = null;
        if (database.isPostgres()) {
            pickUps.put("Korrigo, another process", PickUps.otherProcess(database, count));
            cancelled = PickUps.cancellations(database, count);
            idle = IdleNode.transactions(database, options.idle());
        }
        FinishedTasks.fill(database, FEW, FEW_TASKS);
        Map<String, StoreTimes> few = times(database, FEW, FEW_TASKS, options.quick());
        Map<String, StoreTimes> many = Map.of();
        // H2 takes ten minutes and more to fill such a table.
        if (options.finished() > 0 && database.isPostgres()) {
            FinishedTasks.fill(database, MANY, options.finished());
            many = times(database, MANY, options.finished(), options.quick());
        }
        return new EngineFigures(database.name(), raw, korrigo, pickUps, cancelled, few, many, idle);
    }

    private static Throughput throughput(BenchDatabase database, int tasks, boolean korrigo) throws Exception {
        CountDownLatch ran = new CountDownLatch(tasks);
        try (Engine engine = korrigo
                ? new KorrigoEngine(database, Throughput.WORKERS, number -> ran.countDown())
                : new RawEngine(database, Throughput.WORKERS, number -> ran.countDown())) {
            return Throughput.measure(engine, tasks, ran);
        }
    }

    private static Map<String, StoreTimes> times(BenchDatabase database, String prefix, int finished, boolean quick)
            throws Exception {
        StoreTimes.Tables tables = new StoreTimes.Tables(database.url(), database.isPostgres(), prefix, finished);
        Map<String, StoreTimes> times = new LinkedHashMap<>();
        for (String call : List.of("submitToRawDbScheduler", "submit", "status", "list")) {
            times.put(call, StoreTimes.of(call, tables, quick));
        }
        return times;
    }

    /** The middle one of the rounds' ratios of Korrigo's throughput to db-scheduler's. */
    double ratio() {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < raw.size(); round++) {
            ratios.add(korrigo.get(round).perSecond() / raw.get(round).perSecond());
        }
        ratios.sort(Comparator.naturalOrder());
        return ratios.get(ratios.size() / 2);
    }

    /** The round in the middle. */
    static Throughput median(List<Throughput> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Throughput::perSecond))
                .toList()
                .get(rounds.size() / 2);
    }
}
