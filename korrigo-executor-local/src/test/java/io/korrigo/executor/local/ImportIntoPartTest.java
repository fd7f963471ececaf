package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.tasks.ImportStudents;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Imports into one school of a host that has two, and numbers its students. */
class ImportIntoPartTest {
    private static final ImportStudents.Parameters WITH_ACCOUNTS =
            new ImportStudents.Parameters("uploads/roster", "roster", true, false);

    private final Schools host = new Schools();
    private final ImportingSchool school = new ImportingSchool(host);

    private static byte[] roster(String... names) {
        StringBuilder roster = new StringBuilder("NOM;PRENOM;DATE_NAISSANCE\n");
        for (String name : names) {
            roster.append(name).append(";Zoé;29/02/2008\n");
        }
        return roster.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ImportStudents.Result imported(byte[] roster, ImportStudents.Parameters parameters) {
        TaskSnapshot ended = school.run(roster, parameters);

        assertThat(ended.state()).as(ended.error()).isEqualTo(TaskState.SUCCESS);
        return (ImportStudents.Result) Objects.requireNonNull(ended.result());
    }

    @Test
    void comparesAFileWithItsOwnPartOnly() {
        imported(roster("DUBOSC", "ROUX"), WITH_ACCOUNTS.within("south"));

        ImportStudents.Result north = imported(roster("DUBOSC"), WITH_ACCOUNTS.within("north"));

        assertThat(north.created()).isEqualTo(1);
        assertThat(north.missing()).isZero();
        assertThat(host.within("south").students()).hasSize(2);
    }

    @Test
    void givesAccountsToTheIdsThatTheHostMade() {
        imported(roster("DUBOSC", "ROUX"), WITH_ACCOUNTS.within("north"));
        ImportStudents.Result again = imported(roster("ROUX", "ROY"), WITH_ACCOUNTS.within("north"));

        assertThat(again.created()).isEqualTo(1);
        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(host.students()).extracting(Student::id).containsExactly("1", "2", "3");
        assertThat(school.accounts.studentsWithAccount()).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void failsForAPartThatIsNotThere() {
        TaskSnapshot ended = school.run(roster("DUBOSC"), WITH_ACCOUNTS.within("west"));

        assertThat(ended.state()).isEqualTo(TaskState.FAILURE);
        assertThat(ended.error()).contains("west");
        assertThat(host.students()).isEmpty();
    }

    @Test
    void failsWithAPartWhereStudentsAreKeptAsOne() {
        TaskSnapshot ended =
                new ImportingSchool(new InMemoryStudentStore()).run(roster("DUBOSC"), WITH_ACCOUNTS.within("north"));

        assertThat(ended.state()).isEqualTo(TaskState.FAILURE);
        assertThat(ended.error()).contains("without the scope");
    }

    /** Two schools whose students are numbered together. */
    private static final class Schools implements StudentStore {
        private final InMemoryStudentStore all = new InMemoryStudentStore();
        private final Map<String, String> numbers = new HashMap<>();
        private final Map<String, String> schools = new HashMap<>();

        @Override
        public List<Student> students() {
            return all.students();
        }

        @Override
        public List<Student> roster(String examId) {
            return students();
        }

        @Override
        public List<Student> upsert(Collection<Student> students) {
            throw new AssertionError("an import of one school stores in it");
        }

        @Override
        public boolean delete(String id) {
            return all.delete(id);
        }

        @Override
        public <R, E extends Exception> Optional<R> inTurn(TurnWork<R, E> work) throws E {
            return all.inTurn(work);
        }

        @Override
        public StudentStore within(String scope) {
            if (!List.of("north", "south").contains(scope)) {
                throw new InvalidInputException("There is no school " + scope);
            }
            return new OneSchool(this, scope);
        }
    }

    private record OneSchool(Schools host, String name) implements StudentStore {
        @Override
        public List<Student> students() {
            return host.students().stream()
                    .filter(student -> name.equals(host.schools.get(student.id())))
                    .toList();
        }

        @Override
        public List<Student> roster(String examId) {
            return students();
        }

        @Override
        public List<Student> upsert(Collection<Student> students) {
            return host.all.upsert(students.stream().map(this::numbered).toList());
        }

        private Student numbered(Student student) {
            if (host.schools.containsKey(student.id())) {
                return student;
            }
            String number = host.numbers.computeIfAbsent(student.id(), key -> "" + (host.numbers.size() + 1));
            host.schools.put(number, name);
            return student.withId(number);
        }

        @Override
        public boolean delete(String id) {
            return host.delete(id);
        }

        @Override
        public <R, E extends Exception> Optional<R> inTurn(TurnWork<R, E> work) throws E {
            return host.inTurn(work);
        }
    }
}
