package io.korrigo.spring;

import io.korrigo.task.Claim;
import io.korrigo.task.RunOutcome;
import io.korrigo.task.TaskExecutor;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the application's listeners in their order, and of an end the other way round; one that fails keeps it from none. */
record AllListeners(List<TaskExecutor.Listener> listeners) implements TaskExecutor.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(AllListeners.class);

    @Override
    public Attempt began(Claim claim) {
        List<Attempt> told = new ArrayList<>();
        for (TaskExecutor.Listener listener : listeners) {
            try {
                told.add(0, listener.began(claim));
            } catch (RuntimeException fault) {
                LOG.warn("A listener failed as task {} began", claim.id(), fault);
            }
        }
        return outcome -> ended(told, claim, outcome);
    }

    private static void ended(List<Attempt> told, Claim claim, RunOutcome outcome) {
        for (Attempt attempt : told) {
            try {
                attempt.ended(outcome);
            } catch (RuntimeException fault) {
                LOG.warn("A listener failed as task {} ended", claim.id(), fault);
            }
        }
    }
}
