package io.korrigo.bench.cluster;

import io.korrigo.bench.cluster.WriteLog.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks whether each task was claimed by one worker at a time, ended once, and was let alone by everybody else. */
final class WriteCheck {
    private final List<String> breaches = new ArrayList<>();
    private int claims;
    private int repeated;

    /** Goes through all writes in their order. */
    WriteCheck(List<Write> writes) {
        Map<UUID, String> holders = new HashMap<>();
        Map<UUID, Integer> ends = new HashMap<>();
        for (Write write : writes) {
            if (write.isAfterTheEnd()) {
                breaches.add(named(write) + " was written to after its end");
            }
            if (write.isClaim()) {
                claims++;
                repeated += write.wasAttempt() > 0 && write.wasClaimed() ? 1 : 0;
                holders.put(write.task(), write.node());
                if (write.attempt() != write.wasAttempt() + 1) {
                    breaches.add(named(write) + " skipped an attempt");
                }
            } else if (write.attempt() < write.wasAttempt()) {
                breaches.add(named(write) + " went back from attempt " + write.wasAttempt());
            } else if (write.wasClaimed() && write.changed() && !write.node().equals(holders.get(write.task()))) {
                breaches.add(named(write) + " belongs to " + holders.get(write.task()) + ": a stale write got through");
            }
            if (write.isEnd()) {
                ends.merge(write.task(), 1, Integer::sum);
            }
        }
        ends.forEach((task, times) -> {
            if (times != 1) {
                breaches.add("Task " + task + " ended " + times + " times");
            }
        });
    }

    private static String named(Write write) {
        return write.kind() + " " + write.task() + " at attempt " + write.attempt() + ", written to by " + write.node()
                + ",";
    }

    List<String> breaches() {
        return List.copyOf(breaches);
    }

    /** Attempts begun. */
    int claims() {
        return claims;
    }

    /** Of these, begun because the one before had lost its worker. */
    int repeated() {
        return repeated;
    }
}
