package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.executor.jdbc.JdbcSchema;
import io.korrigo.executor.jdbc.JdbcTaskStore;
import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskQueueFullException;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class QueueOnlyExecutorTest {
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

    private static QueueOnlyExecutor executor(int queueLimit) {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbcSchema.apply(database);
        TaskRegistry tasks = TaskRegistry.of(new Echo());
        return new QueueOnlyExecutor(JdbcTaskStore.of(database, tasks), tasks, queueLimit);
    }

    private static Submission<Job> job(String name) {
        return Submission.of(JOB, new Job(name), "ada");
    }

    @Test
    void refusesNewTasksOverItsLimitButAnswersARepeatedKey() {
        QueueOnlyExecutor executor = executor(1);
        TaskSnapshot first = executor.submit(job("a").withIdempotencyKey("key"));

        assertThat(executor.submit(job("a").withIdempotencyKey("key"))).isEqualTo(first);
        assertThatThrownBy(() -> executor.submit(job("b").withIdempotencyKey("another")))
                .isInstanceOf(TaskQueueFullException.class);
        assertThatThrownBy(() -> executor.submit(job("a"))).isInstanceOf(TaskQueueFullException.class);
        assertThat(executor.store().backlog()).isEqualTo(1);
    }
}
