package io.korrigo.host.jdbc;

import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Keeps an erasure waiting until what names the student is there to be found, or waits for it and finds nobody: who writes a
 * student's id into another table holds the student's row until the commit, and takes it before the rows of copies, as an erasure does.
 */
final class HeldStudents {
    private final String query;

    HeldStudents(StudentTable table) {
        this.query = "select " + table.id() + " from " + table.name() + " where " + table.id() + " in (<ids>) order by "
                + table.id() + " for update";
    }

    /** Whether the student is there, and stays until this transaction's end. */
    boolean hold(Handle handle, String id) {
        return !hold(handle, Set.of(id)).isEmpty();
    }

    /** Those who are there, and stay until this transaction's end; taken in one order, so that no two wait for each other. */
    Set<String> hold(Handle handle, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return handle.createQuery(query)
                .bindList("ids", ids)
                .mapTo(String.class)
                .collectIntoSet();
    }
}
