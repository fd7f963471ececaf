package io.korrigo.host.jdbc;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Student;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The table in which a host keeps its students, in the database of Korrigo's own tables: what names a student there holds the student's
 * row until it is stored, so that nobody is erased in between.
 *
 * <p>Names are those that stand in SQL: letters, digits and underscores, the table's with its schema before a dot or without. The id
 * is a text that is unique; an import gives new students one. A column that the host doesn't have is null: it is neither read nor
 * written.
 *
 * @param name the table's, such as {@code pupils}
 * @param roster a query for the ids of those who may have written an exam, with one {@code ?} for the exam's id, or null where all
 *     may
 * @param scope the column of a text that says to which part of all students one belongs, such as a school among many ({@link
 *     io.korrigo.exam.StudentStore#within}), or null where all are one; only an import into a part writes it
 */
public record StudentTable(
        String name,
        String id,
        String lastName,
        @Nullable String usageName,
        String firstName,
        @Nullable String birthDate,
        @Nullable String email,
        @Nullable String className,
        @Nullable String group,
        @Nullable String ine,
        @Nullable String roster,
        @Nullable String scope) {
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern TABLE = Pattern.compile(COLUMN + "(\\." + COLUMN + ")?");

    /** The table that {@link Schema} makes, of hosts without students of their own; all of them may have written an exam. */
    public static final StudentTable OWN = new StudentTable(
            "korrigo_students",
            "id",
            "last_name",
            "usage_name",
            "first_name",
            "birth_date",
            "email",
            "class_name",
            "group_name",
            "ine",
            null,
            null);

    /**
     * @param says the record's component
     * @param name null where the host has no such column
     * @param type as PostgreSQL names it
     */
    record Column(String says, @Nullable String name, String type, Function<Student, @Nullable Object> value) {
        /** As a result's column of one name in all tables. */
        String read() {
            return (name == null ? "cast(null as " + (type.equals("date") ? "date" : "varchar(1)") + ")" : name)
                    + " as k_" + says;
        }
    }

    /** @throws InvalidInputException when a name is none, or the query lacks its parameter */
    public StudentTable {
        if (!TABLE.matcher(name).matches()) {
            throw new InvalidInputException("Not a table's name: " + name);
        }
        if (roster != null && roster.chars().filter(sign -> sign == '?').count() != 1) {
            throw new InvalidInputException(
                    "The query for an exam's students must have one ? for the exam's id: " + roster);
        }
        for (@Nullable
        String column : new @Nullable String[] {
            id, lastName, usageName, firstName, birthDate, email, className, group, ine, scope
        }) {
            if (column != null && !COLUMN.matcher(column).matches()) {
                throw new InvalidInputException("Not a column's name: " + column + " (of table " + name + ")");
            }
        }
    }

    /** All of a student, the id first. */
    List<Column> columns() {
        return List.of(
                new Column("id", id, "text", Student::id),
                new Column("last_name", lastName, "text", Student::lastName),
                new Column("usage_name", usageName, "text", Student::usageName),
                new Column("first_name", firstName, "text", Student::firstName),
                new Column("birth_date", birthDate, "date", Student::birthDate),
                new Column("email", email, "text", Student::email),
                new Column("class_name", className, "text", Student::className),
                new Column("group_name", group, "text", Student::group),
                new Column("ine", ine, "text", Student::ine));
    }

    /** Those of a student that the host has. */
    List<Column> present() {
        return columns().stream().filter(column -> column.name() != null).toList();
    }

    String selectAll() {
        return "select " + columns().stream().map(Column::read).collect(Collectors.joining(", ")) + " from " + name;
    }

    /**
     * Looks for the table and its columns.
     *
     * @throws InvalidInputException when there is no such table, or it lacks columns
     */
    public void requireThere(Jdbi jdbi) {
        List<Column> all = new ArrayList<>(present());
        if (scope != null) {
            all.add(new Column("scope", scope, "text", student -> null));
        }
        require(jdbi, all);
    }

    /** {@link #requireThere} of the id alone, which is what rows are held by of students who are read elsewhere. */
    public void requireId(Jdbi jdbi) {
        require(jdbi, columns().subList(0, 1));
    }

    private void require(Jdbi jdbi, List<Column> columns) {
        if (!answers(jdbi, "1")) {
            throw new InvalidInputException("There is no table " + name + " of students");
        }
        List<String> missing = new ArrayList<>();
        for (Column column : columns) {
            if (!answers(jdbi, String.valueOf(column.name()))) {
                missing.add(column.name() + " (" + column.says().replace('_', ' ') + ")");
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidInputException("The table " + name + " of students has no column "
                    + String.join(", ", missing) + ": name those that it has instead, or none");
        }
    }

    private boolean answers(Jdbi jdbi, String column) {
        return Storage.call(
                "look at the students' table",
                () -> jdbi.withHandle(handle -> {
                    try {
                        handle.execute("select " + column + " from " + name + " where 1 = 0");
                        return true;
                    } catch (JdbiException failure) {
                        // 42: no such table or column.
                        if (Storage.isOfClass(failure, "42")) {
                            return false;
                        }
                        throw failure;
                    }
                }));
    }
}
