package io.korrigo.host.jdbc;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyGrading;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.PageRegion;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** Exams, copies and corrections as table rows, in both directions. */
final class ExamRows {
    /** With the moment at which the database looks: a lock ends by its clock alone, whatever the nodes' clocks say. */
    private static final String COPIES = "select *, current_timestamp as seen_at from korrigo_copies";

    private ExamRows() {}

    static Optional<Exam> exam(Handle handle, String examId) {
        List<String> teachers = handle.createQuery("select name from korrigo_exam_teachers where exam_id = ?")
                .bind(0, examId)
                .mapTo(String.class)
                .list();
        return handle.createQuery("select * from korrigo_exams where id = ?")
                .bind(0, examId)
                .map((row, context) -> new Exam(
                        row.getString("id"),
                        row.getString("name"),
                        row.getObject("exam_date", LocalDate.class),
                        row.getInt("pages_per_booklet"),
                        MarkingSchemeJson.read(row.getString("marking_scheme")),
                        new HashSet<>(teachers)))
                .findOne();
    }

    static List<Copy> copies(Handle handle, String examId) {
        Map<String, List<Booklet>> booklets = booklets(
                handle,
                "select p.* from korrigo_pages p join korrigo_copies c on c.id = p.copy_id where c.exam_id = ?"
                        + " order by p.copy_id, p.page_index",
                examId);
        return handle.createQuery(COPIES + " where exam_id = ? order by anonymous_id")
                .bind(0, examId)
                .map((row, context) -> copy(row, booklets))
                .list();
    }

    static List<Copy> copiesOf(Handle handle, String studentId) {
        Map<String, List<Booklet>> booklets = booklets(
                handle,
                "select p.* from korrigo_pages p join korrigo_copies c on c.id = p.copy_id where c.student_id = ?"
                        + " order by p.copy_id, p.page_index",
                studentId);
        return handle.createQuery(COPIES + " where student_id = ? order by exam_id, anonymous_id")
                .bind(0, studentId)
                .map((row, context) -> copy(row, booklets))
                .list();
    }

    /** @param lock whether to keep others from changing the row until the transaction ends */
    static Optional<Copy> copy(Handle handle, String copyId, boolean lock) {
        Map<String, List<Booklet>> booklets =
                booklets(handle, "select * from korrigo_pages where copy_id = ? order by copy_id, page_index", copyId);
        return handle.createQuery(COPIES + " where id = ?" + (lock ? " for update" : ""))
                .bind(0, copyId)
                .map((row, context) -> copy(row, booklets))
                .findOne();
    }

    private static Map<String, List<Booklet>> booklets(Handle handle, String sql, String id) {
        // copy id, then booklet id, both in the order of the pages
        Map<String, Map<String, List<String>>> pages = handle.createQuery(sql)
                .bind(0, id)
                .reduceRows(new HashMap<>(), (Map<String, Map<String, List<String>>> byCopy, RowView row) -> {
                    byCopy.computeIfAbsent(row.getColumn("copy_id", String.class), copy -> new LinkedHashMap<>())
                            .computeIfAbsent(row.getColumn("booklet_id", String.class), booklet -> new ArrayList<>())
                            .add(row.getColumn("blob_key", String.class));
                    return byCopy;
                });
        Map<String, List<Booklet>> booklets = new HashMap<>();
        pages.forEach((copyId, byBooklet) -> {
            List<Booklet> ofCopy = new ArrayList<>();
            byBooklet.forEach((bookletId, keys) -> ofCopy.add(new Booklet(bookletId, keys)));
            booklets.put(copyId, ofCopy);
        });
        return booklets;
    }

    private static Copy copy(ResultSet row, Map<String, List<Booklet>> booklets) throws SQLException {
        String id = row.getString("id");
        return new Copy(
                id,
                row.getString("exam_id"),
                row.getString("anonymous_id"),
                status(row),
                booklets.getOrDefault(id, List.of()),
                identification(row),
                row.getString("final_pdf"),
                row.getLong("version"));
    }

    private static CopyStatus status(ResultSet row) throws SQLException {
        CopyStatus stored = CopyStatus.valueOf(row.getString("status"));
        OffsetDateTime until = row.getObject("locked_until", OffsetDateTime.class);
        boolean over = until != null && !until.isAfter(row.getObject("seen_at", OffsetDateTime.class));
        return stored == CopyStatus.LOCKED && over ? CopyStatus.READY : stored;
    }

    private static @Nullable CopyIdentification identification(ResultSet row) throws SQLException {
        String studentId = row.getString("student_id");
        return studentId == null
                ? null
                : new CopyIdentification(
                        studentId,
                        CopyIdentification.Source.valueOf(row.getString("identified_by")),
                        row.getDouble("probability"));
    }

    static List<Annotation> annotations(Handle handle, String copyId) {
        return handle.createQuery("select * from korrigo_annotations where copy_id = ? order by page_index, position")
                .bind(0, copyId)
                .map((row, context) -> annotation(row))
                .list();
    }

    static Annotation annotation(ResultSet row) throws SQLException {
        String delta = row.getString("score_delta");
        return new Annotation(
                row.getInt("page_index"),
                new PageRegion(row.getDouble("x"), row.getDouble("y"), row.getDouble("w"), row.getDouble("h")),
                AnnotationType.valueOf(row.getString("type")),
                row.getString("content"),
                delta == null ? null : new BigDecimal(delta));
    }

    static CopyMarks marks(Handle handle, String copyId) {
        Map<String, BigDecimal> scores = new HashMap<>();
        byQuestion(handle, "select question_id, points from korrigo_scores where copy_id = ?", copyId)
                .forEach((question, points) -> scores.put(question, new BigDecimal(points)));
        Map<String, String> remarks =
                byQuestion(handle, "select question_id, remark from korrigo_remarks where copy_id = ?", copyId);
        String appreciation = handle.createQuery("select appreciation from korrigo_copies where id = ?")
                .bind(0, copyId)
                .mapTo(String.class)
                .findOne()
                .orElse("");
        return new CopyMarks(scores, remarks, appreciation);
    }

    static Optional<CopyGrading> grading(Handle handle, String copyId) {
        return handle.createQuery(
                        "select status, final_pdf, final_mark, grading_failure from korrigo_copies where id = ?")
                .bind(0, copyId)
                .map((row, context) -> grading(row))
                .findOne()
                .flatMap(found -> found);
    }

    private static Optional<CopyGrading> grading(ResultSet row) throws SQLException {
        String pdf = row.getString("final_pdf");
        String mark = row.getString("final_mark");
        String failure = row.getString("grading_failure");
        if (failure != null) {
            return Optional.of(CopyGrading.failed(failure));
        }
        boolean graded = CopyStatus.valueOf(row.getString("status")) == CopyStatus.GRADED;
        return graded && pdf != null
                ? Optional.of(CopyGrading.done(pdf, mark == null ? null : new BigDecimal(mark)))
                : Optional.empty();
    }

    private static Map<String, String> byQuestion(Handle handle, String sql, String copyId) {
        Map<String, String> values = new HashMap<>();
        handle.createQuery(sql)
                .bind(0, copyId)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }

    static void insert(Handle handle, Exam exam) {
        handle.execute(
                "insert into korrigo_exams (id, name, exam_date, pages_per_booklet, marking_scheme)"
                        + " values (?, ?, ?, ?, ?)",
                exam.id(),
                exam.name(),
                exam.date(),
                exam.pagesPerBooklet(),
                MarkingSchemeJson.write(exam.markingScheme()));
        exam.teachers()
                .forEach(name -> handle.execute(
                        "insert into korrigo_exam_teachers (exam_id, name) values (?, ?)", exam.id(), name));
    }

    static void insert(Handle handle, CorrectedCopy corrected) {
        Copy copy = corrected.copy();
        CopyMarks marks = corrected.marks();
        handle.execute(
                "insert into korrigo_copies (id, exam_id, anonymous_id, status, appreciation, version)"
                        + " values (?, ?, ?, ?, ?, ?)",
                copy.id(),
                copy.examId(),
                copy.anonymousId(),
                copy.status().name(),
                marks.appreciation(),
                copy.version());
        insertPages(handle, copy);
        insertAnnotations(handle, copy.id(), corrected.annotations());
        insertMarks(handle, copy.id(), marks);
    }

    static void insertMarks(Handle handle, String copyId, CopyMarks marks) {
        marks.scores()
                .forEach((question, points) -> handle.execute(
                        "insert into korrigo_scores (copy_id, question_id, points) values (?, ?, ?)",
                        copyId,
                        question,
                        points.toPlainString()));
        marks.remarks()
                .forEach((question, remark) -> handle.execute(
                        "insert into korrigo_remarks (copy_id, question_id, remark) values (?, ?, ?)",
                        copyId,
                        question,
                        remark));
    }

    static void insertPages(Handle handle, Copy copy) {
        int page = 0;
        for (Booklet booklet : copy.booklets()) {
            for (String key : booklet.pages()) {
                handle.execute(
                        "insert into korrigo_pages (copy_id, page_index, booklet_id, blob_key) values (?, ?, ?, ?)",
                        copy.id(),
                        page++,
                        booklet.id(),
                        key);
            }
        }
    }

    static void insertAnnotations(Handle handle, String copyId, List<Annotation> annotations) {
        int position = 0;
        for (Annotation annotation : annotations) {
            BigDecimal delta = annotation.scoreDelta();
            handle.execute(
                    "insert into korrigo_annotations (copy_id, position, page_index, x, y, w, h, type, content,"
                            + " score_delta) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    copyId,
                    position++,
                    annotation.pageIndex(),
                    annotation.region().x(),
                    annotation.region().y(),
                    annotation.region().w(),
                    annotation.region().h(),
                    annotation.type().name(),
                    annotation.content(),
                    delta == null ? null : delta.toPlainString());
        }
    }
}
