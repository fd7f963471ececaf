package io.korrigo.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /**
     * Opens a session for whom name and password prove; empty when they don't. Takes as long for names that don't exist.
     *
     * <p>Whoever signs in by a password that somebody else made up has no role until they have changed it.
     *
     * @param username not blank
     * @param address from where it is tried, as the container tells it
     */
    Optional<Session> byPassword(String username, String password, String address) throws TooOften;

    /** Opens a session for the holder of an access token; empty when it doesn't hold. */
    Optional<Session> byToken(String token) throws TooOften;

    /** Whether the account of that name has a password that somebody else made up; false where there is no account. */
    boolean isProvisional(String username);

    /**
     * Changes the caller's own password, ends all their sessions and opens a new one; empty when the current one isn't right.
     *
     * @throws io.korrigo.InvalidInputException when the new one is too weak, which says why
     */
    Optional<Session> changePassword(Caller caller, String current, String next, String address) throws TooOften;

    /** Ends a session; nothing happens when there is none. */
    void end(String secret);

    /** The accounts as administrators look after them. */
    Accounts accounts();

    /** The access tokens as administrators look after them. */
    Tokens tokens();

    /** Access tokens: issued, listed without what opens doors, and revoked. */
    interface Tokens {
        /**
         * A token that was issued, without what opens doors.
         *
         * @param id eight hexadecimal digits
         * @param issuedAt null where an earlier version issued it
         * @param expiresAt null where it holds until it is revoked
         */
        record Issued(
                String id,
                String name,
                Role role,
                @Nullable Instant issuedAt,
                @Nullable Instant expiresAt) {}

        /** All tokens, by user. */
        List<Issued> list();

        /**
         * Makes a new token for a user; nothing but its hash is kept.
         *
         * @param lasts how long it holds, or null for as long as it isn't revoked
         * @param actor who issues it, for the audit log
         */
        String issue(String name, Role role, @Nullable Duration lasts, String actor);

        /**
         * Ends a token; from the next call on it opens nothing.
         *
         * @param actor who revokes it, for the audit log
         * @return false when there is none of this id
         */
        boolean revoke(String id, String actor);
    }

    /**
     * Everybody's accounts: those of teachers and administrators are made and removed here, those of students by imports and
     * with the student.
     */
    interface Accounts {
        /**
         * An account, without what opens doors.
         *
         * @param studentId whose it is, null for a teacher's or an administrator's
         * @param provisional whether its password is one that somebody else made up
         */
        record Entry(String username, Role role, @Nullable String studentId, boolean provisional) {}

        /** Accounts whose name begins so, in lower case, by name; a hundred at most. */
        List<Entry> list(String beginning);

        /** How many there are of them. */
        int count(String beginning);

        /**
         * Makes an account and its first password, which is told once.
         *
         * @param actor who does it, for the audit log
         * @return the password, or empty when the name is taken
         * @throws io.korrigo.InvalidInputException when the name is none
         */
        Optional<String> create(String username, Role role, String actor);

        /** Gives an account a new password, told once, and ends its sessions; empty when there is no such account. */
        Optional<String> reset(String username, String actor);

        /** Removes a teacher's or an administrator's account and its sessions; false when there is none, or it is a student's. */
        boolean remove(String username, String actor);
    }
}
