package io.korrigo.bench.engine;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.executor.jdbc.JdbcTaskStore;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * {@code korrigo bench task-lists}: how long a page of a list of tasks takes on a PostgreSQL, in a table of a thousand ended tasks
 * and in one of many, each filter on both in turns.
 */
public final class TaskLists {
    private static final int FEW = 1_000;
    /** What a page of the interface has unless told. */
    private static final int PAGE = 50;

    private static final int WARM_UP = 100;

    private final Random random = new Random(3);

    private TaskLists() {}

    /**
     * @param tasks in the large table, at least 1,000
     * @param calls of each filter on each table
     */
    record Arguments(int tasks, int calls) {}

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "how long a page of a list of tasks takes in a table of a thousand and in one of a million",
                "[--tasks 1000000] [--calls 1000]",
                given -> new Arguments(given.number("--tasks", FEW, 1_000_000), given.number("--calls", 1, 1_000)),
                arguments -> System.out.println(table(arguments)));
    }

    private record Table(JdbcTaskStore store, int tasks) {}

    /** A table of Markdown, a filter a row: medians and 99th percentiles in milliseconds, and their ratio. */
    static String table(Arguments arguments) throws Exception {
        TaskLists lists = new TaskLists();
        StringBuilder text = new StringBuilder(
                "| list of | few, median | few, 99 of 100 | many, median | many, 99 of 100 | ratio |\n|---|---|---|---|---|---|\n");
        try (BenchDatabase database = BenchDatabase.postgres()) {
            Table few = filled(database, "few_", FEW);
            Table many = filled(database, "many_", arguments.tasks());
            for (String name : lists.filters(FEW).keySet()) {
                List<Latencies> both = lists.measured(name, few, many, arguments.calls());
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s | %.2f |%n",
                        name,
                        both.get(0).medianText(),
                        both.get(0).p99Text(),
                        both.get(1).medianText(),
                        both.get(1).p99Text(),
                        both.get(1).millis(99) / both.get(0).millis(99)));
            }
        }
        return text.toString();
    }

    private static Table filled(BenchDatabase database, String prefix, int tasks) throws Exception {
        FinishedTasks.fill(database, prefix, tasks);
        return new Table(JdbcTaskStore.of(database.pool(), NoOp.registry(number -> {}), prefix), tasks);
    }

    /** In turns, so that what else the machine does meets both alike. */
    private List<Latencies> measured(String name, Table few, Table many, int calls) {
        List<long[]> times = new ArrayList<>();
        for (Table each : List.of(few, many)) {
            times.add(new long[calls]);
            Supplier<Filter> filter = filters(each.tasks()).get(name);
            for (int i = 0; i < Math.min(calls, WARM_UP); i++) {
                each.store().list(filter.get(), PAGE);
            }
        }
        for (int i = 0; i < calls; i++) {
            times.get(0)[i] = nanos(few, name);
            times.get(1)[i] = nanos(many, name);
        }
        return times.stream().map(Latencies::new).toList();
    }

    private long nanos(Table table, String name) {
        Filter filter = filters(table.tasks()).get(name).get();
        long began = System.nanoTime();
        table.store().list(filter, PAGE);
        return System.nanoTime() - began;
    }

    /** By name: those that many rows match, and those that hardly any does, which are the hard ones. */
    private Map<String, Supplier<Filter>> filters(int tasks) {
        Map<String, Supplier<Filter>> filters = new LinkedHashMap<>();
        filters.put("all, the last", () -> Filter.ANY);
        filters.put("all, from anywhere", () -> Filter.ANY.before(FinishedTasks.id(random.nextInt(tasks))));
        filters.put("an owner's", () -> new Filter("owner-" + random.nextInt(50), null, null, null));
        filters.put("an owner's that failed", () -> new Filter("owner-0", null, TaskState.FAILURE, null));
        filters.put("an owner's that failed, none", () -> new Filter("owner-7", null, TaskState.FAILURE, null));
        filters.put("an owner's that wait, none", () -> new Filter("owner-3", null, TaskState.PENDING, null));
        filters.put("an owner's of a kind, none", () -> new Filter("owner-3", "other", null, null));
        filters.put("all that failed", () -> new Filter(null, null, TaskState.FAILURE, null));
        filters.put("all that wait, none", () -> new Filter(null, null, TaskState.PENDING, null));
        filters.put("an exam's", () -> new Filter(null, null, null, null, "exam-" + random.nextInt(400), null, null));
        filters.put(
                "an exam's that failed, none",
                () -> new Filter(null, null, TaskState.FAILURE, null, "exam-55", null, null));
        filters.put("of ten seconds, long ago", () -> {
            Instant from = Instant.now().minus(Duration.ofMillis(tasks * 75L));
            return new Filter(null, null, null, null, null, from, from.plusSeconds(10));
        });
        return filters;
    }
}
