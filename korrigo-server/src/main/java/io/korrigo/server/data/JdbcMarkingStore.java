package io.korrigo.server.data;

import io.korrigo.desk.MarkingStore;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What correctors write, in the tables that {@link JdbcExamStore} reads.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes: a change locks the copy's row and compares versions.
 */
public final class JdbcMarkingStore implements MarkingStore {
    private static final List<String> TABLES = List.of("korrigo_annotations", "korrigo_scores", "korrigo_remarks");

    private final Jdbi jdbi;

    public JdbcMarkingStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Outcome mark(String copyId, long version, List<Annotation> annotations, CopyMarks marks) {
        return Storage.call(
                "store what is written on a copy",
                () -> jdbi.inTransaction(handle -> mark(handle, copyId, version, annotations, marks)));
    }

    private static Outcome mark(
            Handle handle, String copyId, long version, List<Annotation> annotations, CopyMarks marks) {
        Optional<Copy> copy = ExamRows.copy(handle, copyId, true).filter(found -> found.version() == version);
        if (copy.isEmpty()) {
            return Outcome.COPY_CHANGED;
        }
        if (!copy.get().status().markable()) {
            return Outcome.NOT_ALLOWED;
        }
        TABLES.forEach(table -> handle.execute("delete from " + table + " where copy_id = ?", copyId));
        ExamRows.insertAnnotations(handle, copyId, annotations);
        ExamRows.insertMarks(handle, copyId, marks);
        handle.execute(
                "update korrigo_copies set appreciation = ?, version = version + 1 where id = ?",
                marks.appreciation(),
                copyId);
        return Outcome.STORED;
    }
}
