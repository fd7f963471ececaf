package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.task.Claim;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class PostgresFamilyTest extends FamilyRules {
    PostgresFamilyTest() {
        super(TestDatabase.postgres());
    }

    @Test
    void endsAChildAndCountsItInOneStatementHoweverItEnds() {
        Family family = family(4);
        for (int how = 0; how < 4; how++) {
            Claim claim = claim(family.children().get(how));
            recorded.executed();

            assertThat(end(claim, how).isPresent()).isEqualTo(how == 3);

            assertThat(recorded.executed()).isEqualTo(1);
        }
    }

    @Test
    void cancelsChildrenThatWereStoredWhileItWaitedForTheirParent() throws Exception {
        TaskId parent = submitGroup();
        TaskId child = submitGroup();
        try (Connection planner = database.connection()) {
            planner.setAutoCommit(false);
            Statement statement = planner.createStatement();
            statement.execute("UPDATE korrigo_task SET children = 1 WHERE id = '" + parent + "'");
            CompletableFuture<Boolean> cancelled = CompletableFuture.supplyAsync(() -> store.cancel(parent));
            await().until(() -> count("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") == 1);
            statement.execute("UPDATE korrigo_task SET parent = '" + parent + "' WHERE id = '" + child + "'");
            planner.commit();
            planner.setAutoCommit(true);

            assertThat(cancelled.join()).isTrue();
        }

        assertThat(store.find(child).orElseThrow().state()).isEqualTo(TaskState.REVOKED);
        assertThat(store.find(parent).orElseThrow().state()).isEqualTo(TaskState.REVOKED);
        assertThat(count("SELECT ended_children FROM korrigo_task WHERE id = '" + parent + "'"))
                .isEqualTo(1);
    }
}
