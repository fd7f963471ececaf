package io.korrigo.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Says who sends a request: the door to the host's authentication.
 *
 * <p><b>Threads:</b> safe for concurrent use.<br>
 * <b>Errors:</b> empty for anonymous callers and for credentials that don't hold; exceptions answer 500.
 */
@FunctionalInterface
public interface CallerResolver {
    /** The caller, or empty when nobody proved to be one. */
    Optional<Caller> resolve(HttpServletRequest request);
}
