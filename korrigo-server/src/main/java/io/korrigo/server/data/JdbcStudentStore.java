package io.korrigo.server.data;

import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Students in a SQL table.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class JdbcStudentStore implements StudentStore {
    private static final String UPDATE =
            "update korrigo_students set ine = :ine, last_name = :lastName, usage_name = :usageName,"
                    + " first_name = :firstName, birth_date = :birthDate, email = :email, class_name = :className,"
                    + " group_name = :group where id = :id";
    private static final String INSERT =
            "insert into korrigo_students (id, ine, last_name, usage_name, first_name, birth_date, email, class_name,"
                    + " group_name) values (:id, :ine, :lastName, :usageName, :firstName, :birthDate, :email,"
                    + " :className, :group)";

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
        List<Student> all = List.copyOf(students);
        if (all.isEmpty()) {
            return;
        }
        Storage.run(
                "store the students",
                () -> jdbi.useTransaction(handle -> {
                    int[] updated = batch(handle, UPDATE, all);
                    List<Student> fresh = IntStream.range(0, all.size())
                            .filter(i -> updated[i] == 0)
                            .mapToObj(all::get)
                            .toList();
                    if (!fresh.isEmpty()) {
                        batch(handle, INSERT, fresh);
                    }
                }));
    }

    private static int[] batch(Handle handle, String sql, List<Student> students) {
        PreparedBatch batch = handle.prepareBatch(sql);
        for (Student student : students) {
            batch.bindMethods(student).add();
        }
        return batch.execute();
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
