package io.korrigo.rest;

import java.util.Set;

/**
 * Who is calling.
 *
 * @param name the host's name for the user; tasks are owned by it
 * @param roles what they may do; may be empty
 * @param byCookie whether the browser authenticated them by itself, as with a session cookie: unsafe calls must then prove
 *     that they come from a page of the same site
 */
public record Caller(String name, Set<Role> roles, boolean byCookie) {
    /** @throws IllegalArgumentException when the name is blank */
    public Caller {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A caller has a name");
        }
        roles = Set.copyOf(roles);
    }

    /** Somebody whom a browser's cookie names. */
    public static Caller bySession(String name, Set<Role> roles) {
        return new Caller(name, roles, true);
    }

    /** Somebody whom a token names, which no browser sends by itself. */
    public static Caller byToken(String name, Set<Role> roles) {
        return new Caller(name, roles, false);
    }

    /** Whether the caller has {@link Role#ADMIN}. */
    public boolean admin() {
        return roles.contains(Role.ADMIN);
    }
}
