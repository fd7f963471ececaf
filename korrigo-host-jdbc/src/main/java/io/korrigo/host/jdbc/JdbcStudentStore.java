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

    public JdbcStudentStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Student> students() {
        return Storage.call(
                "read the students",
                () -> jdbi.withHandle(handle -> handle.createQuery("select * from korrigo_students order by id")
                        .map(JdbcStudentStore::student)
                        .list()));
    }

    @Override
    public Optional<Student> student(String id) {
        return Storage.call(
                "read the student",
                () -> jdbi.withHandle(handle -> handle.createQuery("select * from korrigo_students where id = ?")
                        .bind(0, id)
                        .map(JdbcStudentStore::student)
                        .findOne()));
    }

    /** Every student: this host keeps no lists for exams. */
    @Override
    public List<Student> roster(String examId) {
        return students();
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
                        StudentRows.upsert(handle.getConnection(), List.copyOf(byId.values()));
                    } catch (SQLException failure) {
                        throw new ConnectionException(failure);
                    }
                }));
    }

    @Override
    public boolean delete(String id) {
        return Storage.call(
                "delete a student",
                () -> jdbi.withHandle(handle -> handle.execute("delete from korrigo_students where id = ?", id) > 0));
    }

    @Override
    public Optional<Turn> takeTurn() {
        return Storage.call(
                "begin an import", () -> RowTurn.take(() -> jdbi.open().getConnection(), "korrigo_import_turn"));
    }

    private static Student student(ResultSet row, StatementContext context) throws SQLException {
        return new Student(
                row.getString("id"),
                row.getString("last_name"),
                row.getString("usage_name"),
                row.getString("first_name"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("email"),
                row.getString("class_name"),
                row.getString("group_name"),
                row.getString("ine"));
    }
}
