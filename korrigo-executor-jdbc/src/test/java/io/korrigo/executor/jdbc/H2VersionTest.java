package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskStoreException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Judges the H2 that is on the class path; for another one, {@code -Dh2.version=N -Dtest=H2VersionTest}. A version that
 * fails the first of these belongs into {@link H2Version}.
 */
@Tag("chaos")
class H2VersionTest {
    private static final int COMMITS = 300;

    @TempDir
    private Path folder;

    @Test
    void keepsTheLastCommitOfAFileThatReusesItsSpace() throws Exception {
        assertThat(LastCommits.missing(folder, COMMITS)).isZero();
    }

    @Test
    void wouldNoticeAVersionThatLosesTheLastCommit() throws Exception {
        try (LosingH2 losing = LosingH2.load()) {
            assertThat(losing.missingLastCommits(folder, COMMITS)).isGreaterThan(COMMITS / 4);
        }
    }

    @Test
    void refusesFilesOfAVersionThatLosesCommits() throws Exception {
        try (LosingH2 losing = LosingH2.load()) {
            DataSource file = losing.dataSource(TestDatabase.h2Url(folder));

            assertThatThrownBy(() -> JdbcSchema.apply(file))
                    .isInstanceOf(TaskStoreException.class)
                    .hasMessageContaining("H2 2.5.252 loses")
                    .hasMessageContaining("2.4.240");
            createTablesAsAHost(file);
            assertThatThrownBy(() -> JdbcTaskStore.of(file, TaskRegistry.of()))
                    .isInstanceOf(TaskStoreException.class)
                    .hasMessageContaining("H2 2.5.252 loses");
            assertThatThrownBy(() ->
                            JdbcTaskExecutor.builder(file, TaskRegistry.of()).build())
                    .isInstanceOf(TaskStoreException.class)
                    .hasMessageContaining("H2 2.5.252 loses");
        }
    }

    @Test
    void takesThatVersionInMemoryWhereThereIsNothingToLose() throws Exception {
        try (LosingH2 losing = LosingH2.load()) {
            DataSource memory = losing.dataSource("jdbc:h2:mem:losing;DB_CLOSE_DELAY=-1");

            JdbcSchema.apply(memory);

            assertThat(JdbcTaskStore.of(memory, TaskRegistry.of()).backlog()).isZero();
        }
    }

    @Test
    void readsTheTasksOfAFileThatThatVersionWrote() throws Exception {
        String url = TestDatabase.h2Url(folder);
        List<TaskId> stored = new ArrayList<>();
        try (LosingH2 losing = LosingH2.load()) {
            DataSource file = losing.dataSource(url + ";DB_CLOSE_DELAY=-1");
            createTablesAsAHost(file);
            JdbcTaskStore store = new JdbcTaskStore(
                    file, TestNode.TASKS, JdbcSchema.PREFIX, new H2Dialect(), connection -> Instant.now());
            for (int i = 0; i < 300; i++) {
                TaskId id = store.submit(Submission.of(TestNode.STEP, new TestNode.Work("é " + i, 1), "ada"))
                        .id();
                if (i % 3 == 0) {
                    stored.add(id);
                } else {
                    store.cancel(id);
                }
            }
            store.purge(Instant.now().plusSeconds(1), 1000);
            execute(file, "SHUTDOWN");
        }

        try (HikariDataSource pool = TestDatabase.pool(url)) {
            JdbcTaskStore store = JdbcTaskStore.of(pool, TestNode.TASKS);
            assertThat(stored).allSatisfy(id -> assertThat(store.find(id)).isPresent());
            assertThat(store.backlog()).isEqualTo(stored.size());
        }
    }

    private static void createTablesAsAHost(DataSource dataSource) throws Exception {
        for (int version = 1; ; version++) {
            try (InputStream script = JdbcSchema.class.getResourceAsStream("h2-" + version + ".sql")) {
                if (script == null) {
                    return;
                }
                String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
                execute(dataSource, sql.replace("${prefix}", JdbcSchema.PREFIX));
            }
        }
    }

    private static void execute(DataSource dataSource, String sql) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
