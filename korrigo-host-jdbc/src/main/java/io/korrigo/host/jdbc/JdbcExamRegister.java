package io.korrigo.host.jdbc;

import io.korrigo.desk.ExamRegister;
import io.korrigo.exam.Exam;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Exams in the tables that {@link JdbcExamStore} reads.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes: a change locks the exam's row.
 */
public final class JdbcExamRegister implements ExamRegister {
    /** Children before parents; each with the exam's id as its parameter. */
    private static final List<String> TABLES_OF_COPIES = List.of(
            "korrigo_decision_followers",
            "korrigo_decisions",
            "korrigo_revocations",
            "korrigo_pages",
            "korrigo_annotations",
            "korrigo_scores",
            "korrigo_remarks");

    private static final List<String> TABLES_OF_EXAMS = List.of(
            "korrigo_copies",
            "korrigo_scan_problems",
            "korrigo_scans",
            "korrigo_scanned_pages",
            "korrigo_corrections",
            "korrigo_kept_annotations",
            "korrigo_exam_teachers");

    private final Jdbi jdbi;

    public JdbcExamRegister(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Exam> exams(@Nullable String teacher) {
        return Storage.call(
                "list the exams",
                () -> jdbi.withHandle(handle -> handle
                        .createQuery("select id from korrigo_exams e where :teacher = ''"
                                + " or exists (select 1 from korrigo_exam_teachers t where t.exam_id = e.id and t.name = :teacher)"
                                + " order by name, id")
                        .bind("teacher", teacher == null ? "" : teacher)
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .flatMap(id -> ExamRows.exam(handle, id).stream())
                        .toList()));
    }

    @Override
    public boolean add(Exam exam) {
        return Storage.call("store the exam", () -> {
            try {
                return jdbi.inTransaction(handle -> {
                    if (ExamRows.exam(handle, exam.id()).isPresent()) {
                        return false;
                    }
                    ExamRows.insert(handle, exam);
                    return true;
                });
            } catch (RuntimeException failure) {
                // Somebody was faster.
                if (Storage.isUniqueViolation(failure)) {
                    return false;
                }
                throw failure;
            }
        });
    }

    @Override
    public boolean replace(Exam before, Exam after) {
        if (!before.id().equals(after.id())) {
            throw new IllegalArgumentException("An exam keeps its id");
        }
        return Storage.call(
                "change the exam",
                () -> jdbi.inTransaction(handle -> {
                    lock(handle, before.id());
                    if (!ExamRows.exam(handle, before.id()).equals(Optional.of(before))) {
                        return false;
                    }
                    handle.execute(
                            "update korrigo_exams set name = ?, exam_date = cast(? as date), pages_per_booklet = ?,"
                                    + " marking_scheme = ? where id = ?",
                            after.name(),
                            after.date(),
                            after.pagesPerBooklet(),
                            MarkingSchemeJson.write(after.markingScheme()),
                            after.id());
                    handle.execute("delete from korrigo_exam_teachers where exam_id = ?", after.id());
                    after.teachers()
                            .forEach(name -> handle.execute(
                                    "insert into korrigo_exam_teachers (exam_id, name) values (?, ?)",
                                    after.id(),
                                    name));
                    return true;
                }));
    }

    private static boolean lock(Handle handle, String examId) {
        return handle.createQuery("select id from korrigo_exams where id = ? for update")
                .bind(0, examId)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    @Override
    public Optional<Removal> remove(String examId) {
        return Storage.call(
                "remove the exam",
                () -> jdbi.inTransaction(handle -> {
                    if (!lock(handle, examId)) {
                        return Optional.empty();
                    }
                    int pages = count(handle, "korrigo_pages p join korrigo_copies c on c.id = p.copy_id", "", examId);
                    int pdfs = count(handle, "korrigo_copies c", " and c.final_pdf is not null", examId);
                    int copies = count(handle, "korrigo_copies c", "", examId);
                    TABLES_OF_COPIES.forEach(table -> handle.execute(
                            "delete from " + table
                                    + " where copy_id in (select id from korrigo_copies where exam_id = ?)",
                            examId));
                    TABLES_OF_EXAMS.forEach(
                            table -> handle.execute("delete from " + table + " where exam_id = ?", examId));
                    handle.execute("delete from korrigo_exams where id = ?", examId);
                    return Optional.of(new Removal(examId, copies, pages + pdfs));
                }));
    }

    private static int count(Handle handle, String tables, String more, String examId) {
        return handle.createQuery("select count(*) from " + tables + " where c.exam_id = ?" + more)
                .bind(0, examId)
                .mapTo(Integer.class)
                .one();
    }
}
