package io.korrigo.host.jdbc;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.host.RowTurn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Students in a SQL table.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class JdbcStudentStore implements StudentStore {
    /** Ids of one query: as many as any database takes. */
    private static final int IDS = 1000;

    private final Jdbi jdbi;
    private final StudentTable table;
    private final RowTurn.Connections turns;
    private final @Nullable String scope;

    /** Of {@link StudentTable#OWN}. */
    public JdbcStudentStore(Jdbi jdbi) {
        this(jdbi, StudentTable.OWN, () -> jdbi.open().getConnection());
    }

    /**
     * @param table where the students are
     * @param turns connections to the same database that join no transaction, for imports to take their turn
     */
    public JdbcStudentStore(Jdbi jdbi, StudentTable table, RowTurn.Connections turns) {
        this(jdbi, table, turns, null);
    }

    private JdbcStudentStore(Jdbi jdbi, StudentTable table, RowTurn.Connections turns, @Nullable String scope) {
        this.jdbi = jdbi;
        this.table = table;
        this.turns = turns;
        this.scope = scope;
    }

    @Override
    public List<Student> students() {
        return Storage.call("read the students", () -> jdbi.withHandle(handle -> list(asked(handle, ""))));
    }

    @Override
    public Optional<Student> student(String id) {
        return Storage.call(
                "read the student",
                () -> jdbi.withHandle(handle -> list(
                                asked(handle, table.id() + " = :id").bind("id", id))
                        .stream()
                        .findFirst()));
    }

    @Override
    public Map<String, Student> students(Collection<String> ids) {
        List<String> all = List.copyOf(new TreeSet<>(ids));
        Map<String, Student> known = new HashMap<>();
        Storage.run(
                "read some students",
                () -> jdbi.useHandle(handle -> {
                    for (int start = 0; start < all.size(); start += IDS) {
                        List<String> some = all.subList(start, Math.min(start + IDS, all.size()));
                        list(asked(handle, table.id() + " in (<ids>)").bindList("ids", some))
                                .forEach(student -> known.put(student.id(), student));
                    }
                }));
        return known;
    }

    @Override
    public List<Student> roster(String examId) {
        String ids = table.roster();
        if (ids == null) {
            return students();
        }
        String asked = table.id() + " in (" + ids.replace("?", ":exam") + ")";
        return Storage.call(
                "read an exam's students",
                () -> jdbi.withHandle(handle -> list(asked(handle, asked).bind("exam", examId))));
    }

    /** @param condition in SQL; empty for all of the scope */
    private Query asked(Handle handle, String condition) {
        List<String> conditions = new ArrayList<>();
        if (!condition.isEmpty()) {
            conditions.add(condition);
        }
        if (scope != null) {
            conditions.add(table.scope() + " = :scope");
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        Query query = handle.createQuery(table.selectAll() + where + " order by " + table.id());
        return scope == null ? query : query.bind("scope", scope);
    }

    private static List<Student> list(Query query) {
        return query.map(JdbcStudentStore::student).list();
    }

    @Override
    public List<Student> upsert(Collection<Student> students) {
        // One statement can't replace a row twice: of several with one id the last counts. In one order, as all take
        // students' rows.
        Map<String, Student> byId = new TreeMap<>();
        List<String> ids = new ArrayList<>();
        for (Student student : students) {
            byId.put(student.id(), student);
            ids.add(student.id());
        }
        if (byId.isEmpty()) {
            return List.of();
        }
        Storage.run(
                "store the students",
                () -> jdbi.useTransaction(handle -> {
                    try {
                        new StudentRows(table, scope).upsert(handle.getConnection(), List.copyOf(byId.values()));
                    } catch (SQLException failure) {
                        throw new ConnectionException(failure);
                    }
                }));
        return ids.stream().map(byId::get).map(Objects::requireNonNull).toList();
    }

    @Override
    public boolean delete(String id) {
        String ofScope = scope == null ? "" : " and " + table.scope() + " = :scope";
        return Storage.call(
                "delete a student",
                () -> jdbi.withHandle(handle -> {
                    Update delete = handle.createUpdate(
                                    "delete from " + table.name() + " where " + table.id() + " = :id" + ofScope)
                            .bind("id", id);
                    return (scope == null ? delete : delete.bind("scope", scope)).execute() > 0;
                }));
    }

    /** @throws InvalidInputException when the scope is blank, or the table has no column for it */
    @Override
    public StudentStore within(String part) {
        if (part.isBlank() || table.scope() == null) {
            return StudentStore.super.within(part);
        }
        return new JdbcStudentStore(jdbi, table, turns, part);
    }

    /** All parts share one turn. */
    @Override
    public <R, E extends Exception> Optional<R> inTurn(TurnWork<R, E> work) throws E {
        return RowTurn.run(turns, "korrigo_import_turn", work);
    }

    private static Student student(ResultSet row, StatementContext context) throws SQLException {
        return new Student(
                row.getString("k_id"),
                row.getString("k_last_name"),
                row.getString("k_usage_name"),
                row.getString("k_first_name"),
                row.getObject("k_birth_date", LocalDate.class),
                row.getString("k_email"),
                row.getString("k_class_name"),
                row.getString("k_group_name"),
                row.getString("k_ine"));
    }
}
