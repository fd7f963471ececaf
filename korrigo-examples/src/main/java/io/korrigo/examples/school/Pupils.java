package io.korrigo.examples.school;

import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.host.RowTurn;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The school's table of pupils as Korrigo's port. */
@Repository
class Pupils implements StudentStore {
    private final JdbcClient jdbc;
    private final DataSource dataSource;

    Pupils(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    @Override
    public List<Student> students() {
        return jdbc.sql("select * from pupils order by id")
                .query((row, number) -> new Student(
                        row.getString("id"),
                        row.getString("family_name"),
                        row.getString("usage_name"),
                        row.getString("given_name"),
                        row.getObject("born", LocalDate.class),
                        row.getString("mail"),
                        row.getString("form"),
                        row.getString("teaching_group"),
                        row.getString("ine")))
                .list();
    }

    /** Every pupil: this school keeps no lists for exams. */
    @Override
    public List<Student> roster(String examId) {
        return students();
    }

    @Override
    @Transactional
    public void upsert(Collection<Student> students) {
        for (Student each : List.copyOf(students)) {
            boolean known = jdbc.sql(
                                    "update pupils set family_name = :lastName, usage_name = :usageName, given_name = :firstName,"
                                            + " born = :birthDate, mail = :email, form = :className, teaching_group = :group, ine = :ine where id = :id")
                            .paramSource(each)
                            .update()
                    > 0;
            if (!known) {
                jdbc.sql(
                                "insert into pupils (id, family_name, usage_name, given_name, born, mail, form, teaching_group, ine)"
                                        + " values (:id, :lastName, :usageName, :firstName, :birthDate, :email, :className, :group, :ine)")
                        .paramSource(each)
                        .update();
            }
        }
    }

    @Override
    public boolean delete(String id) {
        return jdbc.sql("delete from pupils where id = ?").param(id).update() > 0;
    }

    @Override
    public Optional<Turn> takeTurn() {
        return RowTurn.take(dataSource::getConnection, "import_turn");
    }
}
