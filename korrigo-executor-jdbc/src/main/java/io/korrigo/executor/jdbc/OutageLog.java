package io.korrigo.executor.jdbc;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of a database that does not answer: once when it begins, once a minute while it lasts, once when it is
 * over. A node asks often, and would fill the log otherwise.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class OutageLog {
    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private boolean out;
    private long since;
    private long told;

    synchronized void failed(Throwable why) {
        long now = System.nanoTime();
        if (!out) {
            out = true;
            since = now;
            told = now;
            LOG.warn("The database of the tasks does not answer; this node waits until it does", why);
        } else if (now - told > BETWEEN.toNanos()) {
            told = now;
            LOG.warn("The database of the tasks has not answered for {} s: {}", seconds(now), why.toString());
        } else {
            LOG.debug("The database of the tasks does not answer", why);
        }
    }

    synchronized void answered() {
        if (out) {
            out = false;
            LOG.info("The database of the tasks answers again, after {} s", seconds(System.nanoTime()));
        }
    }

    private long seconds(long now) {
        return Duration.ofNanos(now - since).toSeconds();
    }
}
