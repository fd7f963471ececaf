package io.korrigo.host.jdbc;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore.Outcome;
import io.korrigo.paper.PaperLog;
import io.korrigo.paper.PaperStore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Corrections in SQL tables, beside the copies of {@link JdbcExamStore}. Who adds one locks the exam's row, then those of the
 * copies by id, so that two who meet wait for each other and don't hang.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class JdbcPaperStore implements PaperStore {
    private final Jdbi jdbi;
    private final HeldStudents students;

    /** Beside {@link StudentTable#OWN}. */
    public JdbcPaperStore(Jdbi jdbi) {
        this(jdbi, StudentTable.OWN);
    }

    /** @param students where the students are, in the same database */
    public JdbcPaperStore(Jdbi jdbi, StudentTable students) {
        this.jdbi = jdbi;
        this.students = new HeldStudents(students);
    }

    @Override
    public List<PaperLog.Entry> corrections(String examId) {
        return Storage.call(
                "read the corrections",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select correction, undoes, actor from korrigo_corrections where exam_id = ? order by number")
                        .bind(0, examId)
                        .map((row, context) -> new PaperLog.Entry(
                                CorrectionJson.read(row.getString("correction")),
                                row.getObject("undoes", Integer.class),
                                row.getString("actor")))
                        .list()));
    }

    @Override
    public Map<String, List<Annotation>> keptAnnotations(String examId) {
        Map<String, List<Annotation>> kept = new LinkedHashMap<>();
        Storage.run(
                "read what was written on pages in quarantine",
                () -> jdbi.useHandle(handle -> handle.createQuery(
                                "select page_id, 0 as page_index, x, y, w, h, type, content, score_delta"
                                        + " from korrigo_kept_annotations where exam_id = ? order by page_id, position")
                        .bind(0, examId)
                        .map((row, context) -> Map.entry(row.getString("page_id"), ExamRows.annotation(row)))
                        .forEach(each -> kept.computeIfAbsent(each.getKey(), page -> new ArrayList<>())
                                .add(each.getValue()))));
        return kept;
    }

    @Override
    public Outcome append(Addition addition) {
        try {
            return Storage.call("store a correction", () -> jdbi.inTransaction(handle -> append(handle, addition)));
        } catch (RuntimeException failure) {
            if (Storage.isUniqueViolation(failure)) {
                return Outcome.STUDENT_TAKEN;
            }
            throw failure;
        }
    }

    private Outcome append(Handle handle, Addition addition) {
        Set<String> named = addition.students();
        if (!students.hold(handle, named).containsAll(named)) {
            return Outcome.STUDENT_GONE;
        }
        handle.createQuery("select id from korrigo_exams where id = ? for update")
                .bind(0, addition.examId())
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> new KorrigoException("Exam " + addition.examId() + " does not exist"));
        int present = handle.createQuery("select count(*) from korrigo_corrections where exam_id = ?")
                .bind(0, addition.examId())
                .mapTo(Integer.class)
                .one();
        if (present != addition.number()) {
            return Outcome.COPY_CHANGED;
        }
        for (ChangedCopy changed : addition.copies()) {
            Outcome allowed = allowed(handle, changed);
            if (allowed != Outcome.STORED) {
                return allowed;
            }
        }
        PaperLog.Entry entry = addition.entry();
        handle.execute(
                "insert into korrigo_corrections (exam_id, number, actor, undoes, correction) values (?, ?, ?, ?, ?)",
                addition.examId(),
                addition.number(),
                entry.actor(),
                entry.undoes(),
                CorrectionJson.write(entry.correction()));
        // students are taken from copies before they are given to others
        addition.copies().forEach(changed -> free(handle, changed));
        addition.copies().forEach(changed -> change(handle, changed));
        addition.kept().forEach((page, written) -> keep(handle, addition.examId(), page, written));
        return Outcome.STORED;
    }

    private static Outcome allowed(Handle handle, ChangedCopy changed) {
        Optional<Copy> present = ExamRows.copy(handle, changed.copy().id(), true);
        if (present.isEmpty() != changed.isNew()
                || present.filter(copy -> copy.version() != changed.copy().version())
                        .isPresent()) {
            return Outcome.COPY_CHANGED;
        }
        CopyStatus status = present.map(Copy::status).orElse(CopyStatus.STAGING);
        return status == CopyStatus.STAGING || status == CopyStatus.READY ? Outcome.STORED : Outcome.NOT_ALLOWED;
    }

    private static void free(Handle handle, ChangedCopy changed) {
        handle.execute(
                "update korrigo_copies set student_id = null where id = ? and student_id is distinct from ?",
                changed.copy().id(),
                changed.copy().identification() == null
                        ? null
                        : changed.copy().identification().studentId());
    }

    private static void change(Handle handle, ChangedCopy changed) {
        Copy copy = changed.copy();
        if (changed.isNew()) {
            ExamRows.insert(handle, new CorrectedCopy(copy, changed.annotations(), CopyMarks.NONE));
            return;
        }
        CopyIdentification identification = copy.identification();
        handle.execute(
                "update korrigo_copies set status = ?, student_id = ?, identified_by = ?, probability = ?,"
                        + " version = version + 1 where id = ?",
                copy.status().name(),
                identification == null ? null : identification.studentId(),
                identification == null ? null : identification.source().name(),
                identification == null ? null : identification.probability(),
                copy.id());
        handle.execute("delete from korrigo_pages where copy_id = ?", copy.id());
        ExamRows.insertPages(handle, copy);
        handle.execute("delete from korrigo_annotations where copy_id = ?", copy.id());
        ExamRows.insertAnnotations(handle, copy.id(), changed.annotations());
    }

    private static void keep(Handle handle, String examId, String page, List<Annotation> written) {
        handle.execute("delete from korrigo_kept_annotations where exam_id = ? and page_id = ?", examId, page);
        int position = 0;
        for (Annotation annotation : written) {
            BigDecimal delta = annotation.scoreDelta();
            handle.execute(
                    "insert into korrigo_kept_annotations (exam_id, page_id, position, x, y, w, h, type, content,"
                            + " score_delta) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    examId,
                    page,
                    position++,
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
