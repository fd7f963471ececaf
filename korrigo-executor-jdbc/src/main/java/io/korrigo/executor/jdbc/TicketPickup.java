package io.korrigo.executor.jdbc;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import io.korrigo.task.KindLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How db-scheduler picks tickets: the best that are due, of kinds that this node knows and has room for.
 *
 * <p>It picks no more at a time than the fullest kind has room for, so that none ever has to be put back. A kind without
 * a limit, or at it, doesn't count, so one look at the table mostly does.
 *
 * <p>db-scheduler has no limits by kind, and a ticket that is picked and put back costs updates and may starve other
 * nodes. Tickets of kinds that this node doesn't know aren't touched at all.
 */
final class TicketPickup extends DefaultJdbcCustomization {
    private final Dialect dialect;
    private final PickStatement statement;
    private final List<String> names;
    private final KindLimits limits;
    private final OutageLog outages;
    // Whether the last look found more than it could pick; one thread looks.
    private volatile boolean queue;

    /**
     * @param names as db-scheduler calls the kinds that this node knows
     * @param claims gets the claims that come with the tickets, where the database can make them at once
     */
    TicketPickup(
            JdbcTaskExecutorBuilder options,
            Dialect dialect,
            List<String> names,
            KindLimits limits,
            OutageLog outages,
            PickedClaims claims) {
        super(false);
        Statements statements = new Statements(options.prefix);
        this.dialect = dialect;
        this.statement = dialect.pick(statements, new PayloadJson(options.registry), options.lease, claims, this);
        this.names = List.copyOf(names);
        this.limits = limits;
        this.outages = outages;
    }

    @Override
    public String getName() {
        return dialect.name();
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
                    .filter(name -> !full.contains(Ticket.kindOf(name)))
                    .toList();
            if (wanted.isEmpty()) {
                break;
            }
            int room = Math.min(limit - picked.size(), limits.room());
            List<Execution> some;
            try {
                some = statement.pick(context, now, wanted, room, queue);
                queue = some.size() == room;
                outages.answered();
            } catch (SQLRuntimeException failed) {
                // Thrown on, it would be logged as an error each time.
                outages.failed(failed);
                break;
            }
            some.forEach(ticket -> limits.enter(Ticket.kindOf(ticket.getTaskName())));
            picked.addAll(some);
            more = some.size() == room;
        }
        return picked;
    }
}
