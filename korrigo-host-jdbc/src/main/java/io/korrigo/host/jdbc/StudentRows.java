package io.korrigo.host.jdbc;

import io.korrigo.exam.Student;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes many students at once: on PostgreSQL as arrays of one statement, elsewhere as a batch. */
final class StudentRows {
    /** Rows of one statement: enough that round trips don't count, few enough for any server's memory. */
    private static final int ROWS = 5000;

    private final List<StudentTable.Column> columns;
    private final String merge;
    private final String unnest;

    /** @param scope the part to which the students belong, or null for none */
    StudentRows(StudentTable table, @Nullable String scope) {
        columns = new ArrayList<>(table.present());
        if (scope != null) {
            columns.add(new StudentTable.Column("scope", table.scope(), "text", student -> scope));
        }
        String names = joined(", ", column -> String.valueOf(column.name()));
        merge = "merge into " + table.name() + " (" + names + ") key (" + table.id() + ") values ("
                + joined(", ", column -> "?") + ")";
        unnest = "insert into " + table.name() + " (" + names + ") select * from unnest("
                + joined(", ", column -> "?::" + column.type() + "[]") + ") on conflict (" + table.id()
                + ") do update set "
                + columns.stream()
                        .skip(1)
                        .map(column -> column.name() + " = excluded." + column.name())
                        .collect(Collectors.joining(", "));
    }

    private String joined(String between, Function<StudentTable.Column, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(between));
    }

    /** @param students no two with one id */
    void upsert(Connection connection, List<Student> students) throws SQLException {
        boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        try (PreparedStatement statement = connection.prepareStatement(postgres ? unnest : merge)) {
            for (int start = 0; start < students.size(); start += ROWS) {
                List<Student> rows = students.subList(start, Math.min(start + ROWS, students.size()));
                if (postgres) {
                    arrays(connection, statement, rows);
                } else {
                    batch(statement, rows);
                }
            }
        }
    }

    private void arrays(Connection connection, PreparedStatement statement, List<Student> rows) throws SQLException {
        for (int column = 0; column < columns.size(); column++) {
            @Nullable Object[] values = new @Nullable Object[rows.size()];
            for (int i = 0; i < values.length; i++) {
                Object value = columns.get(column).value().apply(rows.get(i));
                values[i] = value instanceof LocalDate date ? date.toString() : value;
            }
            Array array = connection.createArrayOf("text", values);
            statement.setArray(column + 1, array);
        }
        statement.executeUpdate();
    }

    private void batch(PreparedStatement statement, List<Student> rows) throws SQLException {
        for (Student student : rows) {
            for (int column = 0; column < columns.size(); column++) {
                statement.setObject(column + 1, columns.get(column).value().apply(student));
            }
            statement.addBatch();
        }
        statement.executeBatch();
    }
}
