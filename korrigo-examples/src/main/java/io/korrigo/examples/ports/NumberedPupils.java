package io.korrigo.examples.ports;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.host.RowTurn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Pupils of many schools, whom the database numbers. */
public final class NumberedPupils implements StudentStore {
    private final DataSource database;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final @Nullable String school;

    public NumberedPupils(DataSource database) {
        this(database, null);
    }

    private NumberedPupils(DataSource database, @Nullable String school) {
        this.database = database;
        this.sql = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.school = school;
    }

    @Override
    public StudentStore within(String code) {
        return new NumberedPupils(database, code);
    }

    @Override
    public List<Student> students() {
        return sql.sql("select * from pupils where school = coalesce(?, school) order by id")
                .param(school)
                .query(NumberedPupils::pupil)
                .list();
    }

    @Override
    public Optional<Student> student(String id) {
        return sql.sql("select * from pupils where id = ? and school = coalesce(?, school)")
                .params(number(id), school)
                .query(NumberedPupils::pupil)
                .optional();
    }

    /** Everybody of the school may write any of its exams. */
    @Override
    public List<Student> roster(String examId) {
        return students();
    }

    @Override
    public List<Student> upsert(Collection<Student> students) {
        return transaction.execute(status -> students.stream().map(this::stored).toList());
    }

    private Student stored(Student student) {
        Optional<Long> known = sql.sql("select id from pupils where id = ? or import_key = ?")
                .params(number(student.id()), student.id())
                .query(Long.class)
                .optional();
        if (known.isPresent()) {
            sql.sql("update pupils set family_name = ?, given_names = ?, born = ? where id = ?")
                    .params(student.lastName(), student.firstName(), student.birthDate(), known.get())
                    .update();
            return student.withId(known.get().toString());
        }
        if (school == null) {
            throw new InvalidInputException("A new pupil belongs to a school: import into it");
        }
        KeyHolder made = new GeneratedKeyHolder();
        sql.sql("insert into pupils (school, import_key, family_name, given_names, born) values (?, ?, ?, ?, ?)")
                .params(school, student.id(), student.lastName(), student.firstName(), student.birthDate())
                .update(made, "id");
        return student.withId(Objects.requireNonNull(made.getKey()).toString());
    }

    @Override
    public boolean delete(String id) {
        return sql.sql("delete from pupils where id = ? and school = coalesce(?, school)")
                        .params(number(id), school)
                        .update()
                > 0;
    }

    @Override
    public <R, E extends Exception> Optional<R> inTurn(TurnWork<R, E> work) throws E {
        return RowTurn.run(database::getConnection, "import_turn", work);
    }

    /** No pupil has the number 0: an id that is no number is a new one's. */
    private static long number(String id) {
        return id.matches("[1-9][0-9]{0,17}") ? Long.parseLong(id) : 0;
    }

    private static Student pupil(ResultSet row, int index) throws SQLException {
        return Student.of(
                row.getString("id"),
                row.getString("family_name"),
                row.getString("given_names"),
                row.getObject("born", LocalDate.class));
    }
}
