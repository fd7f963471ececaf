package io.korrigo.task;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** An attempt of which a listener is told, and whose log lines say which task they are about. */
final class ToldAttempt implements AutoCloseable {
    /** What log lines of a running task have in their context: its id and its kind. */
    static final String TASK = "korrigo.task";

    static final String KIND = "korrigo.kind";

    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    private final TaskExecutor.Listener.Attempt attempt;
    private final MDC.MDCCloseable task;
    private final MDC.MDCCloseable kind;

    ToldAttempt(TaskExecutor.Listener listener, Claim claim) {
        task = MDC.putCloseable(TASK, claim.id().toString());
        kind = MDC.putCloseable(KIND, claim.kind());
        TaskExecutor.Listener.Attempt told = TaskExecutor.Listener.NONE.began(claim);
        try {
            told = listener.began(claim);
        } catch (RuntimeException fault) {
            LOG.warn("A listener failed as task {} began", claim.id(), fault);
        }
        attempt = told;
    }

    void ended(Claim claim, RunOutcome outcome) {
        try {
            attempt.ended(outcome);
        } catch (RuntimeException fault) {
            LOG.warn("A listener failed as task {} ended", claim.id(), fault);
        }
    }

    @Override
    public void close() {
        kind.close();
        task.close();
    }
}
