package io.korrigo.rest;

import io.korrigo.desk.MarkingStore;
import io.korrigo.desk.MarkingStore.Lock;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** What shows that a copy is held by who calls: a secret in a header, of which the store knows the hash only. */
final class LockToken {
    private static final String HEADER = "X-Lock-Token";
    private static final SecureRandom RANDOM = new SecureRandom();

    private LockToken() {}

    /** 192 bits: nobody finds one within an hour. */
    static String generate() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String sha256(String token) {
        return Sha256.of(token);
    }

    /** The hash of the token that came along; one that fits no copy where none came. */
    static String sent(Request request) {
        String token = request.header(HEADER);
        return token == null ? "" : sha256(token);
    }

    /**
     * Refuses a call about a copy that somebody else, or another browser, holds. Whoever takes the copy afterwards raises its version,
     * so that a change based on the version read before this check can't pass then.
     *
     * @throws Problem 423, which names the holder
     */
    static void require(Request request, MarkingStore markings, String copyId) {
        Optional<Lock> lock = markings.lock(copyId);
        if (lock.isPresent() && !lock.get().tokenSha256().equals(sent(request))) {
            throw held(lock.get());
        }
    }

    /** Why a copy can't be locked, where somebody holds it. */
    static Optional<Problem> refusal(MarkingStore markings, String copyId) {
        return markings.lock(copyId).map(LockToken::held);
    }

    private static Problem held(Lock lock) {
        return Problem.locked("lock.held", lock.holder(), lock.expires());
    }
}
