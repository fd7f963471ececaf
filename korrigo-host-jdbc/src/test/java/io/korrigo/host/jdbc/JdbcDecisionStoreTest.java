package io.korrigo.host.jdbc;

import io.korrigo.exam.Exam;
import io.korrigo.exam.Student;
import io.korrigo.testkit.desk.DecisionStoreContract;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcDecisionStoreTest {
    private abstract static class OnTables extends DecisionStoreContract implements Databases.Tables {
        private JdbcStudentStore students;

        @Override
        protected Made make(Exam exam) {
            Jdbi jdbi = open();
            students = new JdbcStudentStore(jdbi);
            students.upsert(Stream.of("s1", "s2", "s3")
                    .map(id -> Student.of(id, "NOM", "Prénom", null))
                    .toList());
            JdbcExamStore store = new JdbcExamStore(jdbi);
            store.add(exam, List.of());
            return new Made(new JdbcDecisionStore(jdbi), store);
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
