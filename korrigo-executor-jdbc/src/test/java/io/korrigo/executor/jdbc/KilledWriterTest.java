package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process on one H2 file, really killed, over and over: files that have lived behave unlike new ones.
 *
 * <p>{@code -Dkorrigo.kill.rounds} says how often, 3 times unless told; {@code -Dkorrigo.kill.before} how many acknowledgements
 * the first comes after, nine commits and more to each, 220 unless told.
 */
@Tag("chaos")
@Timeout(600)
class KilledWriterTest {
    private static final int ROUNDS = Integer.getInteger("korrigo.kill.rounds", 3);
    private static final int BEFORE = Integer.getInteger("korrigo.kill.before", 220);
    private static final int BETWEEN = 20;

    @TempDir
    Path folder;

    private final List<TaskId> stored = new ArrayList<>();
    private final List<TaskId> revoked = new ArrayList<>();

    @Test
    void losesNothingThatAKilledProcessHasAcknowledgedOnAFileThatHasLived() throws Exception {
        String url = TestDatabase.h2Url(folder);
        try (HikariDataSource dataSource = TestDatabase.pool(url)) {
            JdbcSchema.apply(dataSource);
            // Space is reused at once rather than after 45 seconds.
            TestWriter.execute(dataSource, "SET RETENTION_TIME 0");
        }
        for (int round = 0; round < ROUNDS; round++) {
            killAfter(url, round, round == 0 ? BEFORE : BETWEEN + 7 * round);

            try (HikariDataSource dataSource = TestDatabase.pool(url)) {
                JdbcTaskStore store = JdbcTaskStore.of(dataSource, TestNode.TASKS);
                assertThat(stored).as("round %d", round).allMatch(id -> state(store, id) == TaskState.PENDING);
                assertThat(revoked).as("round %d", round).allMatch(id -> state(store, id) == TaskState.REVOKED);
            }
        }
    }

    private static TaskState state(JdbcTaskStore store, TaskId id) {
        return store.find(id)
                .map(TaskSnapshot::state)
                .orElseThrow(() -> new AssertionError(id + " was acknowledged and is lost"));
    }

    private void killAfter(String url, int seed, int acknowledgements) throws IOException, InterruptedException {
        Process writer = TestWriter.start(url, seed);
        int read = 0;
        try (BufferedReader output = TestNode.output(writer)) {
            String line;
            while (read < acknowledgements && (line = output.readLine()) != null) {
                note(line);
                read++;
            }
            // What it said before it died was acknowledged, too; Process.destroyForcibly would close the stream.
            writer.toHandle().destroyForcibly();
            while ((line = output.readLine()) != null) {
                note(line);
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertThat(read).isEqualTo(acknowledgements);
    }

    private void note(String line) {
        if (line.startsWith(TestWriter.STORED)) {
            TaskId.parse(line.substring(TestWriter.STORED.length())).ifPresent(stored::add);
        } else if (line.startsWith(TestWriter.REVOKED)) {
            TaskId.parse(line.substring(TestWriter.REVOKED.length())).ifPresent(revoked::add);
        }
    }
}
