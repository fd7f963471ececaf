package io.korrigo.executor.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SQL with the tables' prefix put in, each text once: drivers know a statement again by its text.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class Statements {
    private final String prefix;
    private final Map<String, String> prefixed = new ConcurrentHashMap<>();

    Statements(String prefix) {
        this.prefix = prefix;
    }

    /** The statement for a text in which {@code ${prefix}} stands for the prefix. */
    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return connection.prepareStatement(of(sql));
    }

    String of(String sql) {
        return prefixed.computeIfAbsent(sql, text -> text.replace("${prefix}", prefix));
    }
}
