package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A task that kills the process that runs it, in real processes, which a supervisor starts again. */
@Tag("chaos")
@Timeout(120)
class PoisonTaskTest {
    private static final Duration LEASE = Duration.ofSeconds(2);

    @RegisterExtension
    final TestDatabase postgres = TestDatabase.postgres();

    @TempDir
    Path folder;

    private final List<Process> nodes = new ArrayList<>();
    private int poisoned;

    @AfterEach
    void killNode() throws InterruptedException {
        for (Process node : nodes) {
            node.destroyForcibly().waitFor();
        }
    }

    @Test
    void failsAfterThreeWorkersAndTakesNoOtherTaskWithIt() throws Exception {
        JdbcTaskStore store = JdbcTaskStore.of(postgres.dataSource(), TestNode.TASKS);
        TaskId poison = submit(store, TestNode.POISON, 0);
        // They begin together with it, on the only node there is, and are not done when it strikes.
        List<TaskId> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(submit(store, TestNode.STEP, 400));
        }

        await().atMost(Duration.ofSeconds(100)).until(() -> {
            superviseOneNode();
            return store.find(poison).orElseThrow().ready()
                    && others.stream()
                            .allMatch(id -> store.find(id).orElseThrow().ready());
        });

        TaskSnapshot failed = store.find(poison).orElseThrow();
        assertThat(failed.state()).isEqualTo(TaskState.FAILURE);
        assertThat(failed.error()).contains("lost its worker 3 times");
        assertThat(poisoned).isEqualTo(3);
        assertThat(others).allSatisfy(id -> {
            TaskSnapshot task = store.find(id).orElseThrow();
            assertThat(task.state()).as("%s %s", task, store.log(id)).isEqualTo(TaskState.SUCCESS);
        });
        assertThat(others).anyMatch(id -> store.find(id).orElseThrow().attempt() > 1);
        TaskId next = submit(store, TestNode.STEP, 10);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> store.find(next).orElseThrow().state() == TaskState.SUCCESS);
    }

    private static TaskId submit(JdbcTaskStore store, TaskKind<TestNode.Work, TestNode.Done> kind, int millis) {
        return store.submit(Submission.of(kind, new TestNode.Work(kind.name(), millis), "ada"))
                .id();
    }

    private void superviseOneNode() throws IOException {
        if (nodes.isEmpty() || !nodes.get(nodes.size() - 1).isAlive()) {
            if (!nodes.isEmpty()) {
                assertThat(nodes.get(nodes.size() - 1).exitValue()).isEqualTo(TestNode.POISONED);
                poisoned++;
            }
            nodes.add(TestNode.start(
                    TestDatabase.postgresUrl(),
                    0,
                    LEASE,
                    List.of(),
                    Redirect.to(folder.resolve("node-" + nodes.size()).toFile())));
        }
    }
}
