package io.korrigo.host.jdbc;

import io.korrigo.exam.Student;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes many students at once: on PostgreSQL as arrays of one statement, elsewhere as a batch. */
final class StudentRows {
    private static final String COLUMNS =
            "id, ine, last_name, usage_name, first_name, birth_date, email, class_name, group_name";
    private static final String MERGE =
            "merge into korrigo_students (" + COLUMNS + ") key (id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UNNEST =
            "insert into korrigo_students (" + COLUMNS + ") select * from unnest(?::text[],"
                    + " ?::text[], ?::text[], ?::text[], ?::text[], ?::date[], ?::text[], ?::text[], ?::text[])"
                    + " on conflict (id) do update set ine = excluded.ine, last_name = excluded.last_name,"
                    + " usage_name = excluded.usage_name, first_name = excluded.first_name, birth_date = excluded.birth_date,"
                    + " email = excluded.email, class_name = excluded.class_name, group_name = excluded.group_name";

    /** Rows of one statement: enough that round trips don't count, few enough for any server's memory. */
    private static final int ROWS = 5000;

    private static final List<Function<Student, @Nullable Object>> VALUES = List.of(
            Student::id,
            Student::ine,
            Student::lastName,
            Student::usageName,
            Student::firstName,
            Student::birthDate,
            Student::email,
            Student::className,
            Student::group);

    private StudentRows() {}

    /** @param students no two with one id */
    static void upsert(Connection connection, List<Student> students) throws SQLException {
        boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        try (PreparedStatement statement = connection.prepareStatement(postgres ? UNNEST : MERGE)) {
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

    private static void arrays(Connection connection, PreparedStatement statement, List<Student> rows)
            throws SQLException {
        for (int column = 0; column < VALUES.size(); column++) {
            @Nullable Object[] values = new @Nullable Object[rows.size()];
            for (int i = 0; i < values.length; i++) {
                Object value = VALUES.get(column).apply(rows.get(i));
                values[i] = value instanceof LocalDate date ? date.toString() : value;
            }
            Array array = connection.createArrayOf("text", values);
            statement.setArray(column + 1, array);
        }
        statement.executeUpdate();
    }

    private static void batch(PreparedStatement statement, List<Student> rows) throws SQLException {
        for (Student student : rows) {
            for (int column = 0; column < VALUES.size(); column++) {
                statement.setObject(column + 1, VALUES.get(column).apply(student));
            }
            statement.addBatch();
        }
        statement.executeBatch();
    }
}
