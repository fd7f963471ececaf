package io.korrigo.executor.jdbc;

import static java.util.Collections.nCopies;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import io.korrigo.task.KindLimits;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How db-scheduler picks tickets: the best that are due, of kinds that this node knows and has room for.
 *
 * <p>It picks no more at a time than the fullest kind has room for, so that none ever has to be put back. A kind without
 * a limit, or at it, doesn't count, so one look at the table mostly does.
 */
final class TicketPickup extends DefaultJdbcCustomization {
    private static final String DUE = """
            SELECT * FROM ${table} WHERE picked = FALSE AND execution_time <= ? AND ${wanted}
            ORDER BY priority DESC, execution_time LIMIT ${limit} FOR UPDATE SKIP LOCKED""";
    private static final String WANTED = "task_name IN (${names})";
    // Names are no use to an index: CASE keeps the planner from reading all tickets of a kind and sorting them.
    private static final String WANTED_BY_POSTGRES = "CASE WHEN " + WANTED + " THEN TRUE END";
    private static final String PICK_DUE = """
            WITH due AS (${due}), now_picked AS (
                UPDATE ${table} t SET picked = TRUE, picked_by = ?, last_heartbeat = ?, version = t.version + 1
                FROM due WHERE t.task_name = due.task_name AND t.task_instance = due.task_instance RETURNING t.*)
            SELECT * FROM now_picked ORDER BY priority DESC, execution_time""";
    private static final String PICK = """
            UPDATE ${table} SET picked = TRUE, picked_by = ?, last_heartbeat = ?, version = version + 1
            WHERE task_name = ? AND task_instance = ?""";

    private final Database database;
    private final List<String> names;
    private final KindLimits limits;
    private final OutageLog outages;
    // Whether the last look found more than it could pick; one thread looks.
    private volatile boolean queue;

    /** @param names as db-scheduler calls the kinds that this node knows */
    TicketPickup(Database database, List<String> names, KindLimits limits, OutageLog outages) {
        super(false);
        this.database = database;
        this.names = List.copyOf(names);
        this.limits = limits;
        this.outages = outages;
    }

    @Override
    public String getName() {
        return database.name();
    }

    @Override
    public boolean supportsSingleStatementLockAndFetch() {
        return true;
    }

    /** Picks at most {@code limit}, and enters each into the limits. */
    @Override
    public List<Execution> lockAndFetchSingleStatement(
            JdbcTaskRepositoryContext context, Instant now, int limit, boolean byPriority) {
        List<Execution> picked = new ArrayList<>();
        boolean more = true;
        while (more && picked.size() < limit) {
            Set<String> full = limits.full();
            List<String> wanted = names.stream()
                    .filter(name -> !full.contains(TicketTable.kindOf(name)))
                    .toList();
            if (wanted.isEmpty()) {
                break;
            }
            int room = Math.min(limit - picked.size(), limits.room());
            List<Execution> some;
            try {
                some = pick(context, now, wanted, room);
                queue = some.size() == room;
                outages.answered();
            } catch (SQLRuntimeException failed) {
                // Thrown on, it would be logged as an error each time.
                outages.failed(failed);
                break;
            }
            some.forEach(ticket -> limits.enter(TicketTable.kindOf(ticket.getTaskName())));
            picked.addAll(some);
            more = some.size() == room;
        }
        return picked;
    }

    private List<Execution> pick(JdbcTaskRepositoryContext context, Instant now, List<String> wanted, int limit) {
        String due = DUE.replace("${wanted}", database == Database.POSTGRESQL ? WANTED_BY_POSTGRES : WANTED)
                .replace("${names}", String.join(", ", nCopies(wanted.size(), "?")))
                .replace("${limit}", String.valueOf(limit));
        String node = context.schedulerName.getName();
        if (database == Database.POSTGRESQL) {
            return context.jdbcRunner.query(
                    // The plan that the database made, and keeps, for an empty queue would read all of a long one.
                    PICK_DUE.replace("${due}", due).replace("${table}", context.tableName)
                            + (queue ? " -- of many" : ""),
                    statement -> {
                        int next = bindDue(statement, now, wanted);
                        statement.setString(next, node);
                        setInstant(statement, next + 1, now);
                    },
                    context.resultSetMapper.get());
        }
        return context.jdbcRunner.inTransaction(transaction -> {
            List<Execution> found = transaction.query(
                    due.replace("${table}", context.tableName),
                    statement -> bindDue(statement, now, wanted),
                    context.resultSetMapper.get());
            if (!found.isEmpty()) {
                transaction.executeBatch(PICK.replace("${table}", context.tableName), found, (ticket, statement) -> {
                    statement.setString(1, node);
                    setInstant(statement, 2, now);
                    statement.setString(3, ticket.getTaskName());
                    statement.setString(4, ticket.getId());
                });
            }
            return found.stream()
                    .map(ticket -> ticket.updateToPicked(node, now))
                    .toList();
        });
    }

    /** Returns the index of the parameter behind. */
    private int bindDue(PreparedStatement statement, Instant now, List<String> wanted) throws SQLException {
        int index = 1;
        setInstant(statement, index++, now);
        for (String name : wanted) {
            statement.setString(index++, name);
        }
        return index;
    }
}
