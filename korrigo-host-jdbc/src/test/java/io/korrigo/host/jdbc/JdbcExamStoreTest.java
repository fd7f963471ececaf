package io.korrigo.host.jdbc;

import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.Student;
import io.korrigo.testkit.exam.ExamStoreContract;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcExamStoreTest {
    private abstract static class OnTables extends ExamStoreContract implements Databases.Tables {
        private Jdbi jdbi;

        JdbcExamStore exams(Jdbi jdbi) {
            return new JdbcExamStore(jdbi);
        }

        JdbcStudentStore students(Jdbi jdbi) {
            return new JdbcStudentStore(jdbi);
        }

        @Override
        protected ExamStore storeWith(Exam exam, List<FilledCopy> copies) {
            jdbi = open();
            JdbcExamStore store = exams(jdbi);
            store.add(
                    exam,
                    copies.stream()
                            .map(copy -> new CorrectedCopy(copy.copy(), copy.annotations(), copy.marks()))
                            .toList());
            return store;
        }

        @Override
        protected void addStudents(List<Student> students) {
            students(jdbi).upsert(students);
        }

        @Override
        protected void removeStudent(String id) {
            students(jdbi).delete(id);
        }
    }

    @Nested
    class OnH2 extends OnTables implements Databases.H2 {}

    @Nested
    @Tag("native")
    class OnPostgres extends OnTables implements Databases.Postgres {}

    /** A host with students of its own, whom a copy's row refers to. */
    @Nested
    class BesideTheHostsTable extends OnTables {
        @Override
        public Jdbi open() {
            Jdbi jdbi = Databases.h2();
            Pupils.create(jdbi);
            jdbi.useHandle(handle -> handle.execute(
                    "alter table korrigo_copies add foreign key (student_id) references pupils (matricule)"));
            return jdbi;
        }

        @Override
        JdbcExamStore exams(Jdbi jdbi) {
            return new JdbcExamStore(jdbi, Pupils.TABLE);
        }

        @Override
        JdbcStudentStore students(Jdbi jdbi) {
            return Pupils.open(jdbi);
        }
    }
}
