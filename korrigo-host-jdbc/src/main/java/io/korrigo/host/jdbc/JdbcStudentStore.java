package io.korrigo.host.jdbc;

import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.host.RowTurn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Students in a SQL table.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class JdbcStudentStore implements StudentStore {
    private final Jdbi jdbi;
    private final StudentTable table;
    private final RowTurn.Connections turns;

    /** Of {@link StudentTable#OWN}. */
    public JdbcStudentStore(Jdbi jdbi) {
        this(jdbi, StudentTable.OWN, () -> jdbi.open().getConnection());
    }

    /**
     * @param table where the students are
     * @param turns connections to the same database that join no transaction, for imports to take their turn
     */
    public JdbcStudentStore(Jdbi jdbi, StudentTable table, RowTurn.Connections turns) {
        this.jdbi = jdbi;
        this.table = table;
        this.turns = turns;
    }

    @Override
    public List<Student> students() {
        return Storage.call(
                "read the students",
                () -> jdbi.withHandle(handle -> handle.createQuery(table.selectAll() + " order by " + table.id())
                        .map(JdbcStudentStore::student)
                        .list()));
    }

    @Override
    public Optional<Student> student(String id) {
        return Storage.call(
                "read the student",
                () -> jdbi.withHandle(handle -> handle.createQuery(table.selectAll() + " where " + table.id() + " = ?")
                        .bind(0, id)
                        .map(JdbcStudentStore::student)
                        .findOne()));
    }

    @Override
    public List<Student> roster(String examId) {
        String ids = table.roster();
        if (ids == null) {
            return students();
        }
        return Storage.call(
                "read an exam's students",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                table.selectAll() + " where " + table.id() + " in (" + ids + ") order by " + table.id())
                        .bind(0, examId)
                        .map(JdbcStudentStore::student)
                        .list()));
    }

    @Override
    public void upsert(Collection<Student> students) {
        // One statement can't replace a row twice: of several with one id the last counts. In one order, as all take
        // students' rows.
        Map<String, Student> byId = new TreeMap<>();
        students.forEach(student -> byId.put(student.id(), student));
        if (byId.isEmpty()) {
            return;
        }
        Storage.run(
                "store the students",
                () -> jdbi.useTransaction(handle -> {
                    try {
                        new StudentRows(table).upsert(handle.getConnection(), List.copyOf(byId.values()));
                    } catch (SQLException failure) {
                        throw new ConnectionException(failure);
                    }
                }));
    }

    @Override
    public boolean delete(String id) {
        return Storage.call(
                "delete a student",
                () -> jdbi.withHandle(handle ->
                        handle.execute("delete from " + table.name() + " where " + table.id() + " = ?", id) > 0));
    }

    @Override
    public Optional<Turn> takeTurn() {
        return Storage.call("begin an import", () -> RowTurn.take(turns, "korrigo_import_turn"));
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
