package io.korrigo.host;

import io.korrigo.KorrigoException;
import io.korrigo.account.Credentials;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets first passwords that nobody acknowledged in time, at the start and every ten minutes, on a daemon thread until it is closed.
 * Several nodes may do it side by side.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class CredentialExpiry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialExpiry.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "korrigo-credential-expiry");
        thread.setDaemon(true);
        return thread;
    });

    /** Begins at once. */
    public CredentialExpiry(Credentials credentials) {
        timer.scheduleWithFixedDelay(() -> expire(credentials), 0, 10, TimeUnit.MINUTES);
    }

    private static void expire(Credentials credentials) {
        try {
            int forgotten = credentials.expire();
            if (forgotten > 0) {
                LOG.info("{} first passwords were forgotten, a day after they were made", forgotten);
            }
        } catch (KorrigoException outage) {
            LOG.warn("First passwords could not be looked through; they are in ten minutes", outage);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
