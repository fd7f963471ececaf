package io.korrigo.server.data;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.Exam;
import io.korrigo.testkit.exam.PaperStoreContract;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcPaperStoreTest {
    @Nested
    class OnH2 extends PaperStoreContract {
        @Override
        protected Stores storesWith(Exam exam, List<Copy> copies) {
            return filled(Databases.h2(), exam, copies);
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends PaperStoreContract {
        @Override
        protected Stores storesWith(Exam exam, List<Copy> copies) {
            return filled(Databases.postgres(), exam, copies);
        }
    }

    private static PaperStoreContract.Stores filled(Jdbi jdbi, Exam exam, List<Copy> copies) {
        JdbcExamStore exams = new JdbcExamStore(jdbi);
        exams.add(
                exam,
                copies.stream()
                        .map(copy -> new CorrectedCopy(copy, List.of(), CopyMarks.NONE))
                        .toList());
        return new PaperStoreContract.Stores(exams, new JdbcPaperStore(jdbi));
    }
}
