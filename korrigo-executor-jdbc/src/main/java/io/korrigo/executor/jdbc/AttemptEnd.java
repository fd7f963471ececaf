package io.korrigo.executor.jdbc;

import io.korrigo.task.Claim;
import io.korrigo.task.StaleClaimException;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends tasks whose workers are done with them: how depends on the database. */
interface AttemptEnd {
    /**
     * Ends the task that a claim holds, takes its ticket away and counts it at its parent.
     *
     * @return the parent, if this was its last child and it is now due
     * @throws StaleClaimException when the claim holds nothing any more
     */
    Optional<TaskId> end(Claim claim, TaskState how, @Nullable String result, @Nullable String error);
}
