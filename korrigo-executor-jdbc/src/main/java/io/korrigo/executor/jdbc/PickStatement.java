package io.korrigo.executor.jdbc;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.time.Instant;
import java.util.List;

/** Picks tickets for a node: how depends on the database. */
interface PickStatement {
    /**
     * Picks the best tickets that are due.
     *
     * @param wanted of which kinds, as db-scheduler calls them; not empty
     * @param limit how many at most, at least 1
     * @param queue whether more tickets than the last look could pick are likely to wait
     * @return the picked ones, the best first
     */
    List<Execution> pick(JdbcTaskRepositoryContext context, Instant now, List<String> wanted, int limit, boolean queue);
}
