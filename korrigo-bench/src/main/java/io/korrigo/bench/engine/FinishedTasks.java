package io.korrigo.bench.engine;

import io.korrigo.executor.jdbc.JdbcSchema;
import io.korrigo.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.UUID;

/** Tables full of tasks that have ended, ten a second, one in a hundred with FAILURE, of 50 owners and about 400 exams. */
final class FinishedTasks {
    private static final String FILL = """
            INSERT INTO ${prefix}task (id, kind, version, parameters, owner, priority, state, step, attempt, failures, lost,
                claimed, cancel_requested, children, ended_children, progress_current, progress_total, result, error,
                submitted_at, ended_at, first_worker, first_claimed_at, subject)
            SELECT ${id}, 'no_op', 1, CONCAT('{"number":', n, '}'), CONCAT('owner-', MOD(n, 50)), 0,
                CASE MOD(n, 100) WHEN 0 THEN 'FAILURE' ELSE 'SUCCESS' END, 'RUN', 1, 0, 0, FALSE, FALSE, 0, 0, 4, 4,
                CASE MOD(n, 100) WHEN 0 THEN NULL ELSE CONCAT('{"number":', n, '}') END,
                CASE MOD(n, 100) WHEN 0 THEN 'page 3 is missing' END,
                CURRENT_TIMESTAMP - (${tasks} - n) * INTERVAL '0.1' SECOND, CURRENT_TIMESTAMP - (${tasks} - n) * INTERVAL '0.1' SECOND,
                'korrigo-worker-1', CURRENT_TIMESTAMP, CONCAT('exam-', MOD(n, 400))
            FROM ${numbers}""";

    private FinishedTasks() {}

    /** Makes tables with that prefix and fills them with tasks that {@link #id} counts from 0. */
    static void fill(BenchDatabase database, String prefix, int tasks) throws SQLException {
        JdbcSchema.apply(database.pool(), prefix);
        String fill = FILL.replace("${prefix}", prefix).replace("${tasks}", String.valueOf(tasks));
        if (database.isPostgres()) {
            database.execute(
                    fill.replace("${id}", "CAST(md5(CAST(n AS TEXT)) AS UUID)")
                            .replace("${numbers}", "generate_series(0, " + (tasks - 1) + ") AS n"),
                    "VACUUM ANALYZE " + prefix + "task");
        } else {
            database.execute(
                    fill.replace("${id}", "CAST(HASH('MD5', STRINGTOUTF8(CAST(n AS VARCHAR))) AS UUID)")
                            .replace("${numbers}", "SYSTEM_RANGE(0, " + (tasks - 1) + ") AS s(n)"),
                    "ANALYZE");
        }
    }

    /** The task with that number. */
    static TaskId id(int number) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5")
                    .digest(String.valueOf(number).getBytes(StandardCharsets.UTF_8));
            long high = 0;
            long low = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                high = high << Byte.SIZE | hash[i] & 0xff;
                low = low << Byte.SIZE | hash[i + Long.BYTES] & 0xff;
            }
            return new TaskId(new UUID(high, low));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
