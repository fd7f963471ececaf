package io.korrigo.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is reading which copy at the desk, so that two persons don't read the same one. That nothing is decided twice doesn't depend
 * on it: a decision names the version of the copy that it is about. So these are one node's; persons at two nodes may meet at a copy,
 * and the second one is told by the refused version.
 *
 * <p><b>Threads:</b> safe for concurrent use; guarded by this object.
 */
final class DeskLeases {
    /** Longer than a person looks at one header; who looks longer asks anew. */
    static final Duration LASTS = Duration.ofSeconds(90);

    private record Lease(String actor, Instant until) {}

    private final Clock clock;
    private final Map<String, Lease> leases = new HashMap<>();

    DeskLeases(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes or renews a lease; what the actor held before is free again, for nobody reads two copies at once.
     *
     * @return who else has it, or empty where the actor has it now
     */
    synchronized Optional<String> take(String copyId, String actor) {
        Instant now = clock.instant();
        leases.values().removeIf(lease -> !lease.until().isAfter(now));
        Lease other = leases.get(copyId);
        if (other != null && !other.actor().equals(actor)) {
            return Optional.of(other.actor());
        }
        leases.values().removeIf(lease -> lease.actor().equals(actor));
        leases.put(copyId, new Lease(actor, now.plus(LASTS)));
        return Optional.empty();
    }
}
