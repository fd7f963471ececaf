package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("native")
class CommitListenerTest {
    record Job(String name) {}

    private static final TaskKind<Job, Job> JOB = TaskKind.of("job", Job.class, Job.class);

    @RegisterExtension
    final TestDatabase database = TestDatabase.postgres();

    private final Counts counts = new Counts();
    private final AtomicInteger seen = new AtomicInteger();
    private JdbcTaskStore store;
    private CommitListener listener;

    /** How often each thing was heard, and how many tasks there were when tickets were heard of last. */
    private final class Counts implements CommitListener.Ear {
        final AtomicInteger tickets = new AtomicInteger();
        final AtomicInteger cancellations = new AtomicInteger();
        final AtomicInteger quiet = new AtomicInteger();

        @Override
        public void tickets() {
            seen.set(store.backlog());
            tickets.incrementAndGet();
        }

        @Override
        public void cancellations() {
            cancellations.incrementAndGet();
        }

        @Override
        public void quiet(Connection connection) throws SQLException {
            assertThat(connection.getAutoCommit()).isTrue();
            quiet.incrementAndGet();
        }
    }

    @BeforeEach
    void listen() {
        store = JdbcTaskStore.of(database.dataSource(), TaskRegistry.of(new Lambda<>(JOB, (job, context) -> job)));
        listener = new CommitListener(
                database.dataSource(), JdbcSchema.PREFIX, Duration.ofMillis(1), new OutageLog(), counts);
        listener.start();
        await().until(() -> counts.tickets.get() == 1);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private TaskId submit() {
        return store.submit(Submission.of(JOB, new Job("a"), "ada")).id();
    }

    @Test
    void isToldOfEveryTaskOfManyThatComeAtOnce() {
        for (int i = 0; i < 50; i++) {
            submit();
        }

        await().until(() -> seen.get() == 50);
        assertThat(counts.tickets.get()).isLessThan(50);
        assertThat(counts.cancellations).hasValue(0);
    }

    @Test
    void hearsOfCancellationsApartFromTickets() {
        TaskId id = submit();
        store.claim(id, "worker", Duration.ofSeconds(30));

        store.cancel(id);

        await().until(() -> counts.cancellations.get() == 1);
    }

    @Test
    void saysAgainAndAgainThatTimeHasPassed() {
        await().until(() -> counts.quiet.get() > 3);
    }
}
