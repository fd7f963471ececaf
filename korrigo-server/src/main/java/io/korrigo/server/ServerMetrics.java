package io.korrigo.server;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.identify.Identification;
import io.korrigo.task.Claim;
import io.korrigo.task.RunOutcome;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.KorrigoTasks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters of a server, in Prometheus' text format. Their tags are closed sets (a kind, a state, an outcome, a decision), never an id.
 *
 * <p>What attempts, headers and pages count is this process's own; tasks and workers are the database's, the same on all nodes.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class ServerMetrics implements TaskExecutor.Listener, KorrigoTasks.Listener, AutoCloseable {
    private static final Duration[] WAITS = {
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofHours(1)
    };

    private static final Duration[] ATTEMPTS = {
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10)
    };

    private static final List<TaskState> COUNTED =
            List.of(TaskState.PENDING, TaskState.STARTED, TaskState.PROGRESS, TaskState.RETRY, TaskState.FAILURE);

    private static final Logger LOG = LoggerFactory.getLogger(ServerMetrics.class);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Clock clock;
    private final Timer wait;
    private final Counter pages;
    private Set<String> kinds = Set.of();
    private @Nullable CountedTasks counting;

    ServerMetrics(Clock clock) {
        this.clock = clock;
        wait = Timer.builder("korrigo.task.wait")
                .description("From a task's submission to its first attempt; by the clocks of database and node")
                .serviceLevelObjectives(WAITS)
                .register(registry);
        pages = Counter.builder("korrigo.flatten.pages")
                .description("Pages of final PDFs drawn")
                .register(registry);
        for (Identification.Decision decision : Identification.Decision.values()) {
            headers(decision);
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /**
     * Watches a queue.
     *
     * @param tasks whose kinds are told apart
     * @param workers counts processes that run tasks
     */
    void watch(TaskStore store, TaskRegistry tasks, IntSupplier workers) {
        kinds = tasks.all().stream().map(task -> task.kind().name()).collect(Collectors.toUnmodifiableSet());
        CountedTasks counts = new CountedTasks(store, kinds, workers, clock);
        counting = counts;
        Set<String> told = new TreeSet<>(kinds);
        told.add(CountedTasks.OTHER);
        for (String kind : told) {
            for (RunOutcome.End end : RunOutcome.End.values()) {
                // A counter that begins with its first event shows no increase then.
                attempts(kind, end);
            }
            for (TaskState state : COUNTED) {
                Gauge.builder("korrigo.tasks", counts, now -> now.tasks(kind, state))
                        .description("Tasks that are open, children included, or have failed; of all nodes")
                        .tags("kind", kind, "state", lower(state))
                        .register(registry);
            }
        }
        Gauge.builder("korrigo.tasks.oldest", counts, CountedTasks::oldest)
                .description("Since the submission of the oldest task that no worker has taken; of all nodes")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("korrigo.workers", counts, CountedTasks::workers)
                .description("Processes that run tasks and said so in the last 20 seconds; of all nodes")
                .register(registry);
    }

    /** Watches connections to the database. */
    void watchPool(HikariDataSource pool) {
        pool.setMetricRegistry(registry);
    }

    /** Watches the disk that files are written to; what lies in a bucket has no end. */
    void watchFree(Path folder) {
        Gauge.builder("korrigo.blobs.free", () -> free(folder))
                .description("What the disk of the data folder has left")
                .baseUnit("bytes")
                .register(registry);
    }

    private static Number free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            LOG.debug("The disk does not say how much is free", unknown);
            return Double.NaN;
        }
    }

    /** Watches who listens to events. */
    void watchStreams(IntSupplier listeners) {
        Gauge.builder("korrigo.events.streams", listeners::getAsInt)
                .description("Streams of events and statuses waited for that are open")
                .register(registry);
    }

    @Override
    public Attempt began(Claim claim) {
        if (claim.attempt() == 1) {
            claim.id()
                    .made()
                    .map(made -> Duration.between(made, clock.instant()))
                    .ifPresent(waited -> {
                        // Clocks of two machines differ.
                        wait.record(waited.isNegative() ? Duration.ZERO : waited);
                    });
        }
        Timer.Sample attempt = Timer.start(registry);
        return outcome -> attempt.stop(attempts(claim.kind(), outcome.end()));
    }

    private Timer attempts(String kind, RunOutcome.End end) {
        return Timer.builder("korrigo.task.attempt")
                .description("Attempts to run a task, by how they ended")
                .serviceLevelObjectives(ATTEMPTS)
                .tags("kind", kinds.contains(kind) ? kind : CountedTasks.OTHER, "outcome", lower(end))
                .register(registry);
    }

    @Override
    public void headersRead(Identification.Decision decision) {
        headers(decision).increment();
    }

    private Counter headers(Identification.Decision decision) {
        return Counter.builder("korrigo.identify.headers")
                .description("Copies whose headers were read, by what they say by themselves")
                .tag("decision", lower(decision))
                .register(registry);
    }

    @Override
    public void pagesFlattened(int count) {
        pages.increment(count);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** All meters as they are now. */
    String scrape() {
        CountedTasks counts = counting;
        if (counts != null) {
            counts.countIfDue();
        }
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
