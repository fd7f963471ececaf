package io.korrigo.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentTableTest {
    private static final Student LEA = new Student(
            "p1", "ROUX", "PETIT", "Léa", LocalDate.of(2008, 2, 29), "lea@example.org", "TG2", "G1", "123456789AB");
    private final Jdbi jdbi = Databases.h2();

    private static StudentTable of(String name, @Nullable String born, @Nullable String roster) {
        return new StudentTable(
                name, "matricule", "family_name", null, "given_names", born, null, null, null, null, roster, null);
    }

    private JdbcStudentStore store(StudentTable table) {
        return new JdbcStudentStore(jdbi, table, () -> jdbi.open().getConnection());
    }

    @Test
    void leavesColumnsAloneThatItIsNotTold() {
        Pupils.create(jdbi);
        Pupils.open(jdbi).upsert(List.of(LEA));

        JdbcStudentStore few = store(of("pupils", "born", null));
        few.upsert(List.of(Student.of("p1", "ROUX", "Zoé", null)));

        assertThat(few.students()).containsExactly(Student.of("p1", "ROUX", "Zoé", null));
        assertThat(Pupils.open(jdbi).student("p1").orElseThrow())
                .returns("Zoé", Student::firstName)
                .returns("PETIT", Student::usageName)
                .returns("TG2", Student::className);
    }

    @Test
    void givesThoseWhomTheHostExpectsAtAnExam() {
        Pupils.create(jdbi);
        Pupils.open(jdbi).upsert(List.of(LEA, LEA.withId("p2"), LEA.withId("p3")));
        jdbi.useHandle(handle -> {
            handle.execute("create table expected (exam varchar(64), pupil varchar(64))");
            handle.execute("insert into expected values ('e1', 'p1'), ('e2', 'p2'), ('e1', 'p3')");
        });

        JdbcStudentStore pupils = store(of("pupils", "born", "select pupil from expected where exam = ?"));

        assertThat(pupils.roster("e1")).extracting(Student::id).containsExactly("p1", "p3");
        assertThat(pupils.roster("e3")).isEmpty();
    }

    @Test
    void saysWhichColumnsTheTableLacks() {
        Pupils.create(jdbi);

        assertThatCode(() -> Pupils.TABLE.requireThere(jdbi)).doesNotThrowAnyException();
        assertThatThrownBy(() -> of("pupils", "birthday", null).requireThere(jdbi))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("pupils")
                .hasMessageContaining("birthday (birth date)")
                .hasMessageNotContaining("matricule");
        assertThatCode(() -> of("pupils", "birthday", null).requireId(jdbi)).doesNotThrowAnyException();
        assertThatThrownBy(() -> of("korrigo_exams", null, null).requireId(jdbi))
                .hasMessageContaining("matricule (id)")
                .hasMessageNotContaining("family_name");
        assertThatThrownBy(() -> of("nobody", null, null).requireThere(jdbi))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no table nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pupils", "school.pupils", "Pupils_2"})
    void takesNamesAsTheyStandInSql(String name) {
        assertThat(of(name, "born", null).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "pupils p", "pupils;", "2pupils"})
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> of(name, "born", null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> of("pupils", name, null)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select id from pupils", "select ? from pupils where exam = ?"})
    void refusesAQueryWithoutTheExamsOneParameter(String roster) {
        assertThatThrownBy(() -> of("pupils", null, roster))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("one ?");
    }

    @Test
    void erasesTheHostsStudentWithAllThatNamesThem() {
        Pupils.create(jdbi);
        Pupils.open(jdbi).upsert(List.of(LEA, LEA.withId("p2")));

        var removed = new StudentRecords(jdbi, new JdbcAuditLog(jdbi, java.time.Clock.systemUTC()), Pupils.TABLE)
                .remove("p1", "head", List.of(), 0);

        assertThat(removed.student()).isTrue();
        assertThat(Pupils.open(jdbi).students()).extracting(Student::id).containsExactly("p2");
    }
}
