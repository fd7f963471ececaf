package io.korrigo.host.jdbc;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.Exam;
import io.korrigo.exam.Student;
import io.korrigo.testkit.exam.PaperStoreContract;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcPaperStoreTest {
    private abstract static class OnTables extends PaperStoreContract implements Databases.Tables {
        private JdbcStudentStore students;

        @Override
        protected Stores storesWith(Exam exam, List<Copy> copies) {
            Jdbi jdbi = open();
            students = new JdbcStudentStore(jdbi);
            students.upsert(List.of(Student.of("s1", "NOM", "Un", null), Student.of("s2", "NOM", "Deux", null)));
            JdbcExamStore exams = new JdbcExamStore(jdbi);
            exams.add(
                    exam,
                    copies.stream()
                            .map(copy -> new CorrectedCopy(copy, List.of(), CopyMarks.NONE))
                            .toList());
            return new Stores(exams, new JdbcPaperStore(jdbi));
        }

        @Override
        protected void removeStudent(String id) {
            students.delete(id);
        }
    }

    @Nested
    class OnH2 extends OnTables implements Databases.H2 {}

    @Nested
    @Tag("native")
    class OnPostgres extends OnTables implements Databases.Postgres {}
}
