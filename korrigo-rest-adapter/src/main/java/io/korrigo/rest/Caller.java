package io.korrigo.rest;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param name the host's name for the user; tasks are owned by it
 * @param roles what they may do; may be empty
 * @param byCookie whether the browser authenticated them by itself, as with a session cookie: unsafe calls must then prove
 *     that they come from a page of the same site
 * @param studentId which student it is who has {@link Role#STUDENT}, null for anybody else
 */
public record Caller(
        String name,
        Set<Role> roles,
        boolean byCookie,
        @Nullable String studentId) {
    /** @throws IllegalArgumentException when the name is blank, or a student has no id or somebody else has one */
    public Caller {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A caller has a name");
        }
        if (roles.contains(Role.STUDENT) != (studentId != null)) {
            throw new IllegalArgumentException("A caller has a student's id and the role STUDENT, or neither");
        }
        roles = Set.copyOf(roles);
    }

    /** Somebody who is no student. */
    public Caller(String name, Set<Role> roles, boolean byCookie) {
        this(name, roles, byCookie, null);
    }

    /** A student; their name gives them nothing that tasks or exams of that name would. */
    public static Caller student(String name, String studentId, boolean byCookie) {
        return new Caller(name, Set.of(Role.STUDENT), byCookie, studentId);
    }

    /** Somebody whom a browser's cookie names. */
    public static Caller bySession(String name, Set<Role> roles) {
        return new Caller(name, roles, true);
    }

    /** Somebody whom a token names, which no browser sends by itself. */
    public static Caller byToken(String name, Set<Role> roles) {
        return new Caller(name, roles, false);
    }

    /** Whether the caller has {@link Role#STUDENT} and no other role. */
    boolean onlyStudent() {
        return roles.equals(Set.of(Role.STUDENT));
    }

    /** Whether the caller has {@link Role#ADMIN}. */
    public boolean admin() {
        return roles.contains(Role.ADMIN);
    }
}
