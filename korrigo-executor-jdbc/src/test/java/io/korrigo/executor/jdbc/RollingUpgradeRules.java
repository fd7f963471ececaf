package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes of two releases on one database, whose payloads differ; each database runs it. */
@Timeout(90)
abstract class RollingUpgradeRules {
    /** As the earlier release has it. */
    record Name(String name) {}

    record OldResult(String greeting) {}

    /** As the later release has it. */
    record Person(String first, String last) {}

    record NewResult(String greeting, int letters) {}

    private static final TaskKind<Name, OldResult> V1 = new TaskKind<>("greet", 1, Name.class, OldResult.class);
    private static final TaskKind<Person, NewResult> V2 = new TaskKind<>("greet", 2, Person.class, NewResult.class);
    private static final TaskRegistry EARLIER =
            TaskRegistry.of(new Lambda<>(V1, (name, context) -> new OldResult("Hello " + name.name())));

    /** Reads what the earlier release stored. */
    private record Greeting(CountDownLatch open) implements SingleTask<Person, NewResult> {
        @Override
        public TaskKind<Person, NewResult> kind() {
            return V2;
        }

        @Override
        public List<TaskKind.Older<?, Person>> olderKinds() {
            return List.of(new TaskKind.Older<>(V1, name -> {
                String[] parts = name.name().split(" ");
                return new Person(parts[0], parts[1]);
            }));
        }

        @Override
        public NewResult run(Person person, TaskContext context) throws Exception {
            open.await();
            String greeting = "Hello " + person.first() + " " + person.last();
            return new NewResult(greeting, greeting.length());
        }
    }

    @RegisterExtension
    final TestDatabase database;

    private final CountDownLatch open = new CountDownLatch(1);
    private final TaskRegistry later = TaskRegistry.of(new Greeting(open));
    private final List<JdbcTaskExecutor> nodes = new ArrayList<>();

    RollingUpgradeRules(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void stopNodes() {
        nodes.forEach(node -> node.close(Duration.ZERO));
    }

    private JdbcTaskExecutor node(TaskRegistry tasks) {
        JdbcTaskExecutor node = JdbcTaskExecutor.builder(database.dataSource(), tasks)
                .workers(2)
                .build();
        nodes.add(node);
        return node;
    }

    private static Submission<Name> earlier(int number) {
        return Submission.of(V1, new Name("Ada Lovelace" + number), "ada");
    }

    private static Submission<Person> later(int number) {
        return Submission.of(V2, new Person("Ada", "Byron" + number), "ada");
    }

    @Test
    void losesNothingOnNodesOfTwoReleasesSideBySide() throws Exception {
        open.countDown();
        JdbcTaskExecutor old = node(EARLIER);
        JdbcTaskExecutor upgraded = node(later);
        List<TaskId> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ids.add(old.submit(earlier(i)).id());
            ids.add(upgraded.submit(later(i)).id());
        }

        ids.forEach(id -> JdbcTaskExecutorRules.awaitState(upgraded, id, TaskState.SUCCESS));

        for (int i = 0; i < 40; i++) {
            // Who ran it decides in which version its result is; the later release reads both.
            TaskSnapshot first = upgraded.store().find(ids.get(2 * i)).orElseThrow();
            String greeting = "Hello Ada Lovelace" + i;
            assertThat(first.result()).isIn(new OldResult(greeting), new NewResult(greeting, greeting.length()));
            assertThat(first.attempt()).isEqualTo(1);
            TaskSnapshot second = upgraded.store().find(ids.get(2 * i + 1)).orElseThrow();
            assertThat(second.result()).isInstanceOf(NewResult.class);
        }
    }

    @Test
    void runsWhatAnEarlierReleaseLeftBehind() throws Exception {
        TaskId id = JdbcTaskStore.of(database.dataSource(), EARLIER)
                .submit(earlier(1))
                .id();
        open.countDown();
        JdbcTaskExecutor upgraded = node(later);

        JdbcTaskExecutorRules.awaitState(upgraded, id, TaskState.SUCCESS);

        TaskSnapshot task = upgraded.store().find(id).orElseThrow();
        assertThat(task.parameters()).isEqualTo(new Person("Ada", "Lovelace1"));
        assertThat(task.result()).isEqualTo(new NewResult("Hello Ada Lovelace1", 19));
        // The earlier release still shows it, if not as what it knows.
        assertThat(JdbcTaskStore.of(database.dataSource(), EARLIER)
                        .find(id)
                        .orElseThrow()
                        .result())
                .isInstanceOf(UnreadPayload.class);
        Awaitility.await().until(() -> tickets() == 0);
    }

    @Test
    void leavesATaskThatALaterNodeHandsBackToLaterNodes() {
        JdbcTaskExecutor upgraded = node(later);
        TaskId id = JdbcTaskStore.of(database.dataSource(), EARLIER)
                .submit(earlier(1))
                .id();
        JdbcTaskExecutorRules.awaitState(upgraded, id, TaskState.STARTED);
        JdbcTaskExecutor old = node(EARLIER);

        upgraded.close(Duration.ZERO);

        JdbcTaskExecutorRules.awaitState(old, old.submit(earlier(2)).id(), TaskState.SUCCESS);
        assertThat(old.store().find(id).orElseThrow().state()).isEqualTo(TaskState.PENDING);
        open.countDown();
        JdbcTaskExecutor next = node(later);
        JdbcTaskExecutorRules.awaitState(next, id, TaskState.SUCCESS);
        assertThat(next.store().find(id).orElseThrow().attempt()).isEqualTo(2);
    }

    private int tickets() throws Exception {
        try (Connection connection = database.connection();
                ResultSet row = connection.createStatement().executeQuery("SELECT COUNT(*) FROM korrigo_ticket")) {
            row.next();
            return row.getInt(1);
        }
    }
}
