package io.korrigo.executor.jdbc;

import static java.util.Collections.nCopies;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.time.Instant;
import java.util.List;

/** Picks tickets by a query and an update; each worker claims the task that its ticket leads to. */
final class PlainPick implements PickStatement {
    private static final String DUE = """
            SELECT * FROM ${prefix}ticket WHERE picked = FALSE AND execution_time <= ? AND task_name IN (%s)
            ORDER BY priority DESC, execution_time LIMIT %d FOR UPDATE SKIP LOCKED""";
    private static final String PICK = """
            UPDATE ${prefix}ticket SET picked = TRUE, picked_by = ?, last_heartbeat = ?, version = version + 1
            WHERE task_name = ? AND task_instance = ?""";

    private final Statements statements;
    private final DefaultJdbcCustomization values;

    /** @param values how the database takes values */
    PlainPick(Statements statements, DefaultJdbcCustomization values) {
        this.statements = statements;
        this.values = values;
    }

    @Override
    public List<Execution> pick(
            JdbcTaskRepositoryContext context, Instant now, List<String> wanted, int limit, boolean queue) {
        String due = DUE.formatted(String.join(", ", nCopies(wanted.size(), "?")), limit);
        String node = context.schedulerName.getName();
        return context.jdbcRunner.inTransaction(transaction -> {
            List<Execution> found = transaction.query(
                    statements.of(due),
                    statement -> {
                        int index = 1;
                        values.setInstant(statement, index++, now);
                        for (String name : wanted) {
                            statement.setString(index++, name);
                        }
                    },
                    context.resultSetMapper.get());
            if (!found.isEmpty()) {
                transaction.executeBatch(statements.of(PICK), found, (ticket, statement) -> {
                    statement.setString(1, node);
                    values.setInstant(statement, 2, now);
                    statement.setString(3, ticket.getTaskName());
                    statement.setString(4, ticket.getId());
                });
            }
            return found.stream()
                    .map(ticket -> ticket.updateToPicked(node, now))
                    .toList();
        });
    }
}
