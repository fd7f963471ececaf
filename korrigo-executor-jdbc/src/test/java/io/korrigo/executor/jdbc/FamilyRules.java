package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.task.Claim;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore.Renewal;
import io.korrigo.testkit.task.SimultaneousCalls;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What parents and their children cost, and that none is lost when many end at once; each database runs it. */
@Timeout(120)
abstract class FamilyRules {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final TestNode.Done DONE = new TestNode.Done("done", 1);

    record Family(TaskId parent, List<TaskId> children) {}

    @RegisterExtension
    final TestDatabase database;

    @SuppressWarnings("NullAway.Init") // by createStore()
    RecordedStatements recorded;

    @SuppressWarnings("NullAway.Init") // by createStore()
    JdbcTaskStore store;

    FamilyRules(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void createStore() {
        recorded = new RecordedStatements(database.dataSource());
        store = JdbcTaskStore.of(recorded.dataSource(), TestNode.TASKS);
    }

    TaskId submitGroup() {
        return store.submit(Submission.of(TestNode.GROUP, new TestNode.Work("group", 0), "ada"))
                .id();
    }

    Family family(int children) {
        return family(submitGroup(), Submission.of(TestNode.STEP, new TestNode.Work("step", 0), "ada"), children);
    }

    private Family family(TaskId parent, Submission<?> child, int children) {
        return new Family(parent, store.awaitChildren(claim(parent), Collections.nCopies(children, child)));
    }

    Claim claim(TaskId id) {
        return store.claim(id, "worker", LEASE).orElseThrow(() -> new AssertionError(id + " can't be claimed"));
    }

    Optional<TaskId> end(Claim claim, int how) {
        return switch (how % 3) {
            case 0 -> store.succeed(claim, DONE);
            case 1 -> store.fail(claim, "no");
            default -> store.revoke(claim);
        };
    }

    int count(String sql) throws SQLException {
        return database.count(sql);
    }

    private int endedChildren(TaskId parent) throws SQLException {
        return count("SELECT ended_children FROM korrigo_task WHERE id = '" + parent + "'");
    }

    private Map<TaskState, Integer> states(TaskId parent) {
        Map<TaskState, Integer> states = new HashMap<>();
        store.children(parent).forEach(child -> states.merge(child.state(), 1, Integer::sum));
        return states;
    }

    private TaskSnapshot find(TaskId id) {
        return store.find(id).orElseThrow();
    }

    @Test
    void countsEachOfManyChildrenThatEndOnSeveralConnections() throws Exception {
        Family family = family(80);
        List<Callable<List<TaskId>>> workers = new ArrayList<>();
        for (int worker = 0; worker < 8; worker++) {
            List<TaskId> share = family.children().subList(worker * 10, worker * 10 + 10);
            workers.add(() -> {
                List<TaskId> due = new ArrayList<>();
                for (int i = 0; i < share.size(); i++) {
                    end(claim(share.get(i)), i).ifPresent(due::add);
                }
                return due;
            });
        }

        List<List<TaskId>> due = SimultaneousCalls.of(workers);

        assertThat(due.stream().flatMap(List::stream)).containsExactly(family.parent());
        assertThat(endedChildren(family.parent())).isEqualTo(80);
        assertThat(find(family.parent()).progress()).isEqualTo(new Progress(80, 80));
        assertThat(states(family.parent()))
                .isEqualTo(Map.of(TaskState.SUCCESS, 32, TaskState.FAILURE, 24, TaskState.REVOKED, 24));
        assertThat(count("SELECT COUNT(*) FROM korrigo_ticket")).isEqualTo(1);
        assertThat(count("SELECT COUNT(*) FROM korrigo_ticket WHERE task_name = 'node_group/1' AND task_instance = '"
                        + family.parent() + "/2'"))
                .isEqualTo(1);
        assertThat(claim(family.parent()).step()).isEqualTo(Claim.Step.FINISH);
    }

    @Test
    void storesProgressInOneStatement() {
        Claim claim = claim(family(1).children().get(0));
        recorded.executed();

        store.progress(claim, new Progress(1, 2));

        assertThat(recorded.executed()).isEqualTo(1);
    }

    @Test
    void cancelsTwoThousandChildrenInAFewStatements() throws Exception {
        Family family = family(2000);
        store.succeed(claim(family.children().get(0)), DONE);
        List<Claim> running =
                family.children().subList(1, 6).stream().map(this::claim).toList();
        recorded.executed();

        assertThat(store.cancel(family.parent())).isTrue();

        assertThat(recorded.executed()).isLessThanOrEqualTo(12);
        assertThat(states(family.parent()))
                .isEqualTo(Map.of(TaskState.SUCCESS, 1, TaskState.STARTED, 5, TaskState.REVOKED, 1994));
        assertThat(find(family.parent()).state()).isEqualTo(TaskState.REVOKED);
        assertThat(find(family.parent()).progress()).isEqualTo(new Progress(1995, 2000));
        assertThat(endedChildren(family.parent())).isEqualTo(1995);
        assertThat(count("SELECT COUNT(DISTINCT task) FROM korrigo_task_log WHERE line = 'cancel requested'"))
                .isEqualTo(2000);
        assertThat(count("SELECT COUNT(*) FROM korrigo_task WHERE cancel_requested"))
                .isEqualTo(2000);
        assertThat(count("SELECT COUNT(*) FROM korrigo_task WHERE parent IS NOT NULL AND state = 'REVOKED'"
                        + " AND (ended_at IS NULL OR due_at IS NOT NULL OR claimed)"))
                .isZero();
        // Those of the running ones, whose workers take them away.
        assertThat(count("SELECT COUNT(*) FROM korrigo_ticket")).isEqualTo(5);
        assertThat(store.renew(running, LEASE)).containsOnly(Renewal.CANCEL_REQUESTED);
        assertThat(store.due(10)).isEmpty();

        assertThat(running)
                .allSatisfy(claim -> assertThat(end(claim, claim.attempt())).isEmpty());
        assertThat(endedChildren(family.parent())).isEqualTo(2000);
        assertThat(find(family.parent()).state()).isEqualTo(TaskState.REVOKED);
        assertThat(count("SELECT COUNT(*) FROM korrigo_ticket")).isZero();
    }

    @Test
    void cancelsTheChildrenOfChildrenAndCountsThemToo() throws Exception {
        Submission<?> group = Submission.of(TestNode.GROUP, new TestNode.Work("group", 0), "ada");
        Submission<?> step = Submission.of(TestNode.STEP, new TestNode.Work("step", 0), "ada");
        Family root = family(submitGroup(), group, 3);
        Family first = family(root.children().get(0), group, 2);
        Family leaves = family(first.children().get(1), step, 4);
        Family second = family(root.children().get(1), step, 5);
        Claim running = claim(leaves.children().get(3));
        Claim ended = claim(second.children().get(0));
        store.succeed(ended, DONE);

        assertThat(store.cancel(root.parent())).isTrue();

        assertThat(find(root.parent()).state()).isEqualTo(TaskState.REVOKED);
        assertThat(states(root.parent())).isEqualTo(Map.of(TaskState.REVOKED, 3));
        assertThat(states(first.parent())).isEqualTo(Map.of(TaskState.REVOKED, 2));
        assertThat(states(leaves.parent())).isEqualTo(Map.of(TaskState.REVOKED, 3, TaskState.STARTED, 1));
        assertThat(states(second.parent())).isEqualTo(Map.of(TaskState.REVOKED, 4, TaskState.SUCCESS, 1));
        assertThat(store.revoke(running)).isEmpty();
        assertThat(count("SELECT COUNT(*) FROM korrigo_task WHERE children <> ended_children"))
                .isZero();
        assertThat(store.due(10)).isEmpty();
    }

    @Test
    void losesNoChildThatEndsWhileItsParentIsCancelled() throws Exception {
        for (int round = 0; round < 8; round++) {
            Family family = family(40);
            List<Claim> running =
                    family.children().subList(0, 20).stream().map(this::claim).toList();
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int worker = 0; worker < 4; worker++) {
                List<Claim> share = running.subList(worker * 5, worker * 5 + 5);
                calls.add(() -> {
                    share.forEach(claim -> end(claim, share.indexOf(claim)));
                    return true;
                });
            }
            calls.add(() -> store.cancel(family.parent()));
            // Claimed if its worker is faster; a claim is then asked to stop, never taken away.
            calls.add(() -> {
                store.claim(family.children().get(39), "worker", LEASE).ifPresent(claim -> store.succeed(claim, DONE));
                return true;
            });

            assertThat(SimultaneousCalls.of(calls)).containsOnly(true);

            assertThat(endedChildren(family.parent())).isEqualTo(40);
            assertThat(find(family.parent()).state()).isEqualTo(TaskState.REVOKED);
            assertThat(find(family.parent()).progress())
                    .satisfies(progress -> assertThat(progress.total()).isEqualTo(40));
            assertThat(count("SELECT COUNT(*) FROM korrigo_task WHERE state NOT IN ('SUCCESS', 'FAILURE', 'REVOKED')"))
                    .isZero();
        }
    }
}
