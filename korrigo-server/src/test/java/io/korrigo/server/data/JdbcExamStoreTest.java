package io.korrigo.server.data;

import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.Student;
import io.korrigo.testkit.exam.ExamStoreContract;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcExamStoreTest {
    @Nested
    class OnH2 extends ExamStoreContract {
        @Override
        protected ExamStore storeWith(Exam exam, List<FilledCopy> copies) {
            return filled(Databases.h2(), exam, copies);
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends ExamStoreContract {
        @Override
        protected ExamStore storeWith(Exam exam, List<FilledCopy> copies) {
            return filled(Databases.postgres(), exam, copies);
        }
    }

    /** A host whose tables don't take students whom they don't know. */
    @Nested
    class WithForeignKeys extends ExamStoreContract {
        private Jdbi jdbi;

        @Override
        protected ExamStore storeWith(Exam exam, List<FilledCopy> copies) {
            jdbi = Databases.h2();
            jdbi.useHandle(handle -> handle.execute(
                    "alter table korrigo_copies add foreign key (student_id) references korrigo_students (id)"));
            return filled(jdbi, exam, copies);
        }

        @Override
        protected void addStudents(List<Student> students) {
            new JdbcStudentStore(jdbi).upsert(students);
        }
    }

    private static ExamStore filled(Jdbi jdbi, Exam exam, List<ExamStoreContract.FilledCopy> copies) {
        JdbcExamStore store = new JdbcExamStore(jdbi);
        store.add(
                exam,
                copies.stream()
                        .map(copy -> new CorrectedCopy(copy.copy(), copy.annotations(), copy.marks()))
                        .toList());
        return store;
    }
}
