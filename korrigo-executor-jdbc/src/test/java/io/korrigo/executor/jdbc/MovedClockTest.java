package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nodes whose machines' clocks are five minutes ahead and behind, beside one whose clock is right, on the same tables. */
@Tag("native")
@Timeout(120)
class MovedClockTest {
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final int RIGHT = 0;

    @RegisterExtension
    final TestDatabase postgres = TestDatabase.postgres();

    @TempDir
    Path folder;

    private final List<Process> nodes = new ArrayList<>();

    @AfterEach
    void killNodes() throws InterruptedException {
        for (Process node : nodes) {
            node.destroyForcibly().waitFor();
        }
    }

    @Test
    void workSideBySideAndTakeNothingFromEachOther() throws Exception {
        JdbcTaskStore store = JdbcTaskStore.of(postgres.dataSource(), TestNode.TASKS);
        TaskId lost = submit(store, TestNode.STEP, 10);
        store.claim(lost, "a dead worker", LEASE).orElseThrow();
        for (int minutes : new int[] {RIGHT, 5, -5}) {
            startNode(Duration.ofMinutes(minutes));
        }
        Instant began = Instant.now();

        // Longer than a lease, and enough for all: who thought that it had run out would take it from the others.
        List<TaskId> longer = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            longer.add(submit(store, TestNode.STEP, 4000));
        }
        TaskId group = submit(store, TestNode.GROUP, 20);
        List<TaskId> all = new ArrayList<>(longer);
        all.addAll(List.of(lost, group));
        await().atMost(Duration.ofSeconds(90))
                .until(() ->
                        all.stream().allMatch(id -> store.find(id).orElseThrow().ready()));

        for (TaskId id : all) {
            TaskSnapshot task = store.find(id).orElseThrow();
            assertThat(task.state()).as("%s %s", task, store.log(id)).isEqualTo(TaskState.SUCCESS);
            assertThat(task.attempt()).as("%s %s", task, store.log(id)).isEqualTo(longer.contains(id) ? 1 : 2);
            assertThat(Objects.requireNonNull(task.endedAt()))
                    .isBetween(began.minusSeconds(60), Instant.now().plusSeconds(60));
        }
        assertThat(longer.stream()
                        .map(id -> store.log(id).get(0))
                        .map(MovedClockTest::node)
                        .distinct())
                .as("nodes that worked")
                .hasSize(nodes.size());
    }

    private static String node(String line) {
        return line.substring(line.indexOf("korrigo-"));
    }

    private static TaskId submit(JdbcTaskStore store, TaskKind<TestNode.Work, TestNode.Done> kind, int millis) {
        return store.submit(Submission.of(kind, new TestNode.Work(kind.name(), millis), "ada"))
                .id();
    }

    /** Returns when it is ready to work. */
    private void startNode(Duration offset) throws Exception {
        List<String> java = offset.isZero()
                ? List.of()
                : MovedClock.options(Files.createDirectory(folder.resolve("java" + offset.toMinutes())), offset);
        Process node = TestNode.start(TestDatabase.postgresUrl(), 0, LEASE, java, Redirect.PIPE);
        nodes.add(node);
        BufferedReader output = TestNode.output(node);
        String clock = Objects.requireNonNull(output.readLine(), "the node has ended");
        Instant there = Instant.parse(clock.substring(TestNode.CLOCK.length()));
        assertThat(there).isCloseTo(Instant.now().plus(offset), within(60, ChronoUnit.SECONDS));
        assertThat(output.readLine()).isEqualTo("ready");
    }
}
