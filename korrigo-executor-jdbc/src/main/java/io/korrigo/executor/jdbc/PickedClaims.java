package io.korrigo.executor.jdbc;

import io.korrigo.task.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The claims that this node made as it picked their tickets, each until a worker follows its ticket.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class PickedClaims {
    /** @param since {@link System#nanoTime} just before the claim was made */
    record Picked(Claim claim, long since) {}

    private final Map<String, Picked> byTicket = new ConcurrentHashMap<>();

    /** @param ticket the instance of the ticket */
    void add(String ticket, Claim claim, long since) {
        byTicket.put(ticket, new Picked(claim, since));
    }

    /** The claim that came with the ticket, for the caller alone; empty when the task is yet to be claimed. */
    Optional<Picked> take(String ticket) {
        return Optional.ofNullable(byTicket.remove(ticket));
    }

    /** Those that no worker has taken, for the caller alone. */
    List<Claim> takeAll() {
        List<Claim> left = new ArrayList<>();
        for (String ticket : List.copyOf(byTicket.keySet())) {
            take(ticket).ifPresent(picked -> left.add(picked.claim()));
        }
        return left;
    }
}
