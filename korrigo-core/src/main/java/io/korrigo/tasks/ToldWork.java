package io.korrigo.tasks;

import io.korrigo.identify.Identification;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a host's listener of work, if there is one: no task fails because of who listens.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class ToldWork {
    private static final Logger LOG = LoggerFactory.getLogger(ToldWork.class);

    private volatile KorrigoTasks.@Nullable Listener listener;

    void tell(KorrigoTasks.Listener who) {
        listener = who;
    }

    void headersRead(Identification.Decision decision) {
        KorrigoTasks.Listener who = listener;
        if (who != null) {
            carefully(() -> who.headersRead(decision));
        }
    }

    void pagesFlattened(int pages) {
        KorrigoTasks.Listener who = listener;
        if (who != null) {
            carefully(() -> who.pagesFlattened(pages));
        }
    }

    private static void carefully(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException fault) {
            LOG.warn("Who listens to work failed", fault);
        }
    }
}
