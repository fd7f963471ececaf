package io.korrigo.rest;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * Says in the log when something the calls need goes away and when it is back, once each however many calls meet it.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class OutageNotice {
    private final Logger log;
    private final AtomicBoolean away = new AtomicBoolean();

    OutageNotice(Logger log) {
        this.log = log;
    }

    void failed(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            log.error("Calls are answered with 503 until what they need is back: {}", MutedTrace.line(failure));
        }
    }

    void worked() {
        if (away.get() && away.compareAndSet(true, false)) {
            log.info("Calls are answered again");
        }
    }
}
