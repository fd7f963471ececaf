package io.korrigo.rest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many calls are answered at once: of one caller, so that whoever reads or sends slowly takes threads from nobody else, and
 * of all, so that the container keeps threads that say it is alive: 250 connections that didn't read what they asked for took all.
 * Counted in the servlet, any container has it.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class CallLimits {
    private final int ofOne;
    private final String code;
    private final Semaphore all;
    private final Map<String, Integer> byCaller = new ConcurrentHashMap<>();

    /** @param code of what is said where one caller has too many */
    CallLimits(int ofOne, int ofAll, String code) {
        this.ofOne = ofOne;
        this.code = code;
        this.all = new Semaphore(ofAll);
    }

    /** @throws Problem 503 when as many calls are being answered as may be */
    void enter() {
        if (!all.tryAcquire()) {
            throw Problem.busy();
        }
    }

    void leave() {
        all.release();
    }

    /** @throws Problem 429 when as many calls of this caller are being answered as may be */
    void enter(String caller) {
        boolean[] entered = {false};
        byCaller.compute(caller, (name, count) -> {
            int present = count == null ? 0 : count;
            entered[0] = present < ofOne;
            return entered[0] ? Integer.valueOf(present + 1) : count;
        });
        if (!entered[0]) {
            throw Problem.tooMany(1, code, ofOne);
        }
    }

    void leave(String caller) {
        byCaller.computeIfPresent(caller, (name, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
}
