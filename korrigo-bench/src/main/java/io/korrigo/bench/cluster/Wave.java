package io.korrigo.bench.cluster;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.PageRegion;
import io.korrigo.host.jdbc.CorrectedCopy;
import io.korrigo.host.jdbc.JdbcExamStore;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.BatchOcr;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportAllCopies;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Two exams and the two parents that work on them: one exports all copies of the first, one reads those of the second.
 *
 * @param export the task of kind {@code export_all_copies}
 * @param batch the task of kind {@code batch_ocr}
 */
record Wave(String exported, int copies, TaskId export, String read, int headers, TaskId batch) {
    static final String OWNER = "prof";

    private static final int PAGES = 2;
    private static final int SHEETS = 12;

    /** Stores the pages that all waves share. */
    static void publish(DrawnPages pages, BlobStore blobs) throws IOException {
        for (int i = 0; i < pages.headers().size(); i++) {
            byte[] page = pages.headers().get(i);
            blobs.publish("pages/header-" + i, out -> out.write(page));
        }
        for (int i = 0; i < pages.inner().size(); i++) {
            byte[] page = pages.inner().get(i);
            blobs.publish("pages/inner-" + i, out -> out.write(page));
        }
    }

    /** Stores two new exams over these pages and submits both parents. */
    static Wave submit(
            int number,
            KillTestOptions options,
            DrawnPages pages,
            JdbcExamStore exams,
            Function<Submission<?>, TaskSnapshot> submit) {
        String exported = "export-" + number;
        String read = "read-" + number;
        List<CorrectedCopy> corrected = new ArrayList<>();
        for (int i = 0; i < options.copies(); i++) {
            List<String> keys = new ArrayList<>();
            for (int page = 0; page < PAGES; page++) {
                keys.add("pages/inner-" + (i + page) % pages.inner().size());
            }
            corrected.add(corrected(exported, i, keys));
        }
        exams.add(exam(exported), corrected);
        List<CorrectedCopy> unread = new ArrayList<>();
        for (int i = 0; i < options.headers(); i++) {
            unread.add(corrected(read, i, List.of("pages/header-" + i)));
        }
        exams.add(exam(read), unread);
        TaskId export = submit.apply(
                        Submission.of(ExportAllCopies.KIND, new ExportAllCopies.Parameters(exported), OWNER))
                .id();
        TaskId batch = submit.apply(Submission.of(BatchOcr.KIND, new BatchOcr.Parameters(List.of(), read), OWNER))
                .id();
        return new Wave(exported, options.copies(), export, read, options.headers(), batch);
    }

    /** Stores one copy of many first pages and submits the task that reads them, which takes a second or so. */
    static TaskId submitLong(int number, DrawnPages pages, JdbcExamStore exams, TaskStore tasks) {
        String exam = "probe-" + number;
        List<Booklet> sheets = new ArrayList<>();
        for (int i = 0; i < SHEETS; i++) {
            sheets.add(new Booklet(
                    exam + "-" + i,
                    List.of("pages/header-" + i % pages.headers().size())));
        }
        Copy copy = new Copy(exam, exam, exam, CopyStatus.READY, sheets, null, null, 0);
        exams.add(exam(exam), List.of(new CorrectedCopy(copy, List.of(), CopyMarks.NONE)));
        return tasks.submit(Submission.of(CmenOcr.KIND, new CmenOcr.Parameters(exam), OWNER))
                .id();
    }

    private static Exam exam(String id) {
        return new Exam(id, "Bac blanc", null, 4, List.of(), Set.of(OWNER));
    }

    private static CorrectedCopy corrected(String exam, int number, List<String> pages) {
        String id = exam + "-" + number;
        Copy copy = new Copy(id, exam, id, CopyStatus.READY, List.of(new Booklet(id, pages)), null, null, 0);
        Annotation annotation =
                new Annotation(0, new PageRegion(0.1, 0.4, 0.3, 0.05), AnnotationType.COMMENT, "Copie " + number, null);
        return new CorrectedCopy(
                copy, List.of(annotation), new CopyMarks(Map.of("1", new BigDecimal("12.5")), Map.of(), ""));
    }

    boolean isReady(TaskStore tasks) {
        return tasks.find(export).orElseThrow().ready()
                && tasks.find(batch).orElseThrow().ready();
    }
}
