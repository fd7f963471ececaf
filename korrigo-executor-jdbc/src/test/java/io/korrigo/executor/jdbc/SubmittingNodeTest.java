package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskQueueFullException;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that only submits. */
class SubmittingNodeTest {
    private record Job(String name) {}

    private static final TaskKind<Job, Job> JOB = TaskKind.of("job", Job.class, Job.class);

    private record Echo() implements SingleTask<Job, Job> {
        @Override
        public TaskKind<Job, Job> kind() {
            return JOB;
        }

        @Override
        public Job run(Job job, TaskContext context) {
            return job;
        }
    }

    private final JdbcDataSource database = new JdbcDataSource();

    private JdbcTaskExecutorBuilder node(int workers) {
        return JdbcTaskExecutor.builder(database, TaskRegistry.of(new Echo())).workers(workers);
    }

    @BeforeEach
    void createTables() {
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbcSchema.apply(database);
    }

    private static Submission<Job> job(String name) {
        return Submission.of(JOB, new Job(name), "ada");
    }

    @Test
    void refusesNewTasksOverItsLimitButAnswersARepeatedKey() {
        try (JdbcTaskExecutor executor = node(0).queueLimit(1).build()) {
            TaskSnapshot first = executor.submit(job("a").withIdempotencyKey("key"));

            assertThat(executor.submit(job("a").withIdempotencyKey("key"))).isEqualTo(first);
            assertThatThrownBy(() -> executor.submit(job("b").withIdempotencyKey("another")))
                    .isInstanceOf(TaskQueueFullException.class);
            assertThatThrownBy(() -> executor.submit(job("a"))).isInstanceOf(TaskQueueFullException.class);
            assertThat(executor.store().backlog()).isEqualTo(1);
        }
    }

    @Test
    void leavesWhatItTakesToNodesWithWorkers() throws Exception {
        try (JdbcTaskExecutor web = node(0).build();
                Connection transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            TaskId alone = web.submit(job("alone")).id();
            TaskId within = web.submit(transaction, job("within")).id();
            TaskId cancelled = web.submit(job("cancelled")).id();
            transaction.commit();

            assertThat(web.cancel(cancelled)).isTrue();
            assertThat(web.store().backlog()).isEqualTo(2);
            try (JdbcTaskExecutor worker = node(1).build()) {
                Awaitility.await().until(() -> state(worker, alone) == TaskState.SUCCESS);
                Awaitility.await().until(() -> state(worker, within) == TaskState.SUCCESS);
            }
            assertThat(state(web, cancelled)).isEqualTo(TaskState.REVOKED);
        }
    }

    private static TaskState state(JdbcTaskExecutor node, TaskId task) {
        return node.store().find(task).orElseThrow().state();
    }

    @Test
    void hasNoNegativeNumberOfWorkers() {
        assertThatThrownBy(() -> node(-1).build()).isInstanceOf(IllegalArgumentException.class);
    }
}
