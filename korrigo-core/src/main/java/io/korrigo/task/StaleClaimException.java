package io.korrigo.task;

import io.korrigo.KorrigoException;

/** A write came from an attempt that is no longer the current one; nothing was changed. */
public final class StaleClaimException extends KorrigoException {
    private static final long serialVersionUID = 1L;

    public StaleClaimException(Claim claim) {
        super("Attempt " + claim.attempt() + " of task " + claim.id() + " is not the current one any more");
    }
}
