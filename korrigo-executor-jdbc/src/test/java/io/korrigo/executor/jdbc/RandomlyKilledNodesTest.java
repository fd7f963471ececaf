package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three nodes, of which every two seconds a random one is killed or suspended for longer than its lease.
 *
 * <p>Real time is what this is about, so it sleeps. Lasts {@code -Dkorrigo.chaos.seconds}, 12 unless told.
 */
@Tag("chaos")
@Timeout(600)
class RandomlyKilledNodesTest {
    private static final int SECONDS = Integer.getInteger("korrigo.chaos.seconds", 12);

    @RegisterExtension
    final TestDatabase postgres = TestDatabase.postgres();

    private final Random random = new Random(Long.getLong("korrigo.chaos.seed", 1));
    private final List<Process> nodes = new ArrayList<>();

    @AfterEach
    void killNodes() throws InterruptedException {
        for (Process node : nodes) {
            node.destroyForcibly().waitFor();
        }
    }

    @Test
    void completesEveryTaskAndCountsEveryChild() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs /bin/kill");
        JdbcTaskStore store = JdbcTaskStore.of(postgres.dataSource(), TestNode.TASKS);
        for (int i = 0; i < 3; i++) {
            nodes.add(start());
        }
        List<TaskId> tasks = new ArrayList<>();

        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        while (System.nanoTime() < end) {
            for (int i = 0; i < 6; i++) {
                TestNode.Work work = new TestNode.Work("task " + tasks.size(), 50 + random.nextInt(200));
                tasks.add(store.submit(Submission.of(i == 0 ? TestNode.GROUP : TestNode.STEP, work, "ada"))
                        .id());
            }
            TimeUnit.SECONDS.sleep(2);
            strike(random.nextInt(nodes.size()));
        }

        await().atMost(Duration.ofSeconds(120))
                .until(() -> tasks.stream().allMatch(id -> find(store, id).ready()));
        assertThat(tasks).allSatisfy(id -> {
            TaskSnapshot task = find(store, id);
            assertThat(task.state()).as("%s %s", task, store.log(id)).isEqualTo(TaskState.SUCCESS);
            if (task.kind().equals(TestNode.GROUP.name())) {
                assertThat(task.progress()).isEqualTo(new Progress(5, 5));
                assertThat(store.children(id))
                        .hasSize(5)
                        .extracting(TaskSnapshot::state)
                        .containsOnly(TaskState.SUCCESS);
            }
        });
    }

    private static TaskSnapshot find(JdbcTaskStore store, TaskId id) {
        return store.find(id).orElseThrow(() -> new AssertionError(id + " is lost"));
    }

    private void strike(int victim) throws Exception {
        Process node = nodes.get(victim);
        if (random.nextBoolean()) {
            node.destroyForcibly().waitFor();
            nodes.set(victim, start());
        } else {
            signal(node, "-STOP");
            Thread waker = new Thread(() -> {
                try {
                    TimeUnit.SECONDS.sleep(6);
                    signal(node, "-CONT");
                } catch (IOException | InterruptedException dead) {
                    Thread.currentThread().interrupt();
                }
            });
            waker.setDaemon(true);
            waker.start();
        }
    }

    private static Process start() throws IOException {
        return TestNode.start(TestDatabase.postgresUrl(), 0, ProcessBuilder.Redirect.DISCARD);
    }

    private static void signal(Process node, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", signal, String.valueOf(node.pid()))
                .start()
                .waitFor();
    }
}
