package io.korrigo.executor.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/**
 * A process, to be killed, that makes a database file live: most of what it stores it ends and deletes again, so that
 * space is reused. It says what it has stored for good once that is acknowledged.
 */
final class TestWriter {
    /** What it says before the id of a task that must be there from then on. */
    static final String STORED = "stored ";

    /** What it says before the id of a task that must stay revoked from then on. */
    static final String REVOKED = "revoked ";

    private TestWriter() {}

    /** @param arguments the URL of a database with the tables, and a seed */
    public static void main(String[] arguments) {
        Random random = new Random(Long.parseLong(arguments[1]));
        try (HikariDataSource dataSource = TestDatabase.pool(arguments[0])) {
            JdbcTaskStore store = JdbcTaskStore.of(dataSource, TestNode.TASKS);
            for (int i = 0; ; i++) {
                TestNode.Work work = new TestNode.Work("w".repeat(random.nextInt(4000)), 1);
                TaskId id = store.submit(Submission.of(TestNode.STEP, work, i % 10 < 2 ? "keep" : "drop"))
                        .id();
                if (i % 10 == 0) {
                    System.out.println(STORED + id);
                } else {
                    store.cancel(id);
                    if (i % 10 == 1) {
                        System.out.println(REVOKED + id);
                    }
                }
                if (i % 50 == 49) {
                    execute(dataSource, "DELETE FROM korrigo_task WHERE owner = 'drop' AND due_at IS NULL");
                }
            }
        }
    }

    static void execute(DataSource dataSource, String sql) {
        new Transactions(dataSource)
                .runOne(connection -> connection.createStatement().execute(sql));
    }

    /** Starts one. */
    static Process start(String url, int seed) throws IOException {
        return new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TestWriter.class.getName(),
                        url,
                        String.valueOf(seed)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
