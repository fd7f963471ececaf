package io.korrigo.rest;

import java.time.Instant;
import java.util.Optional;

/**
 * Opens and ends sessions of people who use a browser: for hosts without a login of their own. The session's secret comes back as
 * the cookie {@link #COOKIE}, which the host's {@link CallerResolver} knows, with {@link Caller#bySession}.
 *
 * <p><b>Threads:</b> safe for concurrent use.<br>
 * <b>Errors:</b> {@link io.korrigo.UnavailableException} when storage doesn't answer.
 */
public interface SignIn {
    /** What the cookie is called. */
    String COOKIE = "korrigo_session";

    /** An open session; its secret is told once. */
    record Session(String secret, Caller caller, Instant expiresAt) {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Session[" + caller.name() + "]";
        }
    }

    /** Somebody tried too often: the next try is not before so many seconds. */
    final class TooOften extends Exception {
        private static final long serialVersionUID = 1L;

        private final int seconds;

        public TooOften(int seconds) {
            super("Too many attempts", null, false, false);
            this.seconds = seconds;
        }

        /** Until another try. */
        public int seconds() {
            return seconds;
        }
    }

    /** Opens a session for whom name and password prove; empty when they don't. Takes as long for names that don't exist. */
    Optional<Session> byPassword(String username, String password) throws TooOften;

    /** Opens a session for the holder of an access token; empty when it doesn't hold. */
    Optional<Session> byToken(String token) throws TooOften;

    /** Ends a session; nothing happens when there is none. */
    void end(String secret);
}
