package io.korrigo.host.jdbc;

import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.ExamStore.ScanProblem;
import io.korrigo.exam.ExamStore.ScannedPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Scans and their pages as table rows, in both directions. */
final class ScanRows {
    private ScanRows() {}

    static Optional<ImportedScan> scan(Handle handle, String examId, String sha256) {
        return handle.createQuery("select * from korrigo_scans where exam_id = ? and sha256 = ?")
                .bind(0, examId)
                .bind(1, sha256)
                .map((row, context) -> scan(handle, row))
                .findOne();
    }

    static List<ImportedScan> scans(Handle handle, String examId) {
        return handle.createQuery("select * from korrigo_scans where exam_id = ? order by number nulls first, sha256")
                .bind(0, examId)
                .map((row, context) -> scan(handle, row))
                .list();
    }

    private static ImportedScan scan(Handle handle, ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("added_at", OffsetDateTime.class);
        return new ImportedScan(
                row.getString("exam_id"),
                row.getString("sha256"),
                row.getString("source"),
                row.getString("name"),
                row.getInt("pages"),
                row.getInt("copies"),
                row.getInt("quarantined"),
                row.getObject("sheets_expected", Integer.class),
                row.getObject("copies_expected", Integer.class),
                problems(handle, row.getString("exam_id"), row.getString("sha256")),
                at == null ? null : at.toInstant());
    }

    private static List<ScanProblem> problems(Handle handle, String examId, String sha256) {
        return handle.createQuery(
                        "select * from korrigo_scan_problems where exam_id = ? and sha256 = ? order by position")
                .bind(0, examId)
                .bind(1, sha256)
                .map((row, context) -> new ScanProblem(
                        row.getString("kind"),
                        row.getInt("sheet"),
                        row.getString("copy_id"),
                        row.getInt("found"),
                        row.getInt("expected")))
                .list();
    }

    /** The exam's row is locked, so that numbers go on from the last one's. */
    static void insert(Handle handle, ImportedScan scan) {
        handle.execute(
                "insert into korrigo_scans (exam_id, sha256, source, name, pages, copies, quarantined,"
                        + " sheets_expected, copies_expected, added_at, number)"
                        + " select ?, ?, ?, ?, ?, ?, ?, ?, ?, current_timestamp, count(*)"
                        + " from korrigo_scans where exam_id = ?",
                scan.examId(),
                scan.sha256(),
                scan.source(),
                scan.name(),
                scan.pages(),
                scan.copies(),
                scan.quarantined(),
                scan.sheetsExpected(),
                scan.copiesExpected(),
                scan.examId());
        PreparedBatch batch = handle.prepareBatch(
                "insert into korrigo_scan_problems (exam_id, sha256, position, kind, sheet, copy_id,"
                        + " found, expected) values (?, ?, ?, ?, ?, ?, ?, ?)");
        for (ScanProblem problem : scan.problems()) {
            batch.add(
                    scan.examId(),
                    scan.sha256(),
                    batch.size(),
                    problem.kind(),
                    problem.sheet(),
                    problem.copyId(),
                    problem.found(),
                    problem.expected());
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    static List<ScannedPage> scannedPages(Handle handle, String examId) {
        return handle.createQuery("select * from korrigo_scanned_pages where exam_id = ? order by position")
                .bind(0, examId)
                .map((row, context) -> new ScannedPage(
                        row.getString("page_id"),
                        row.getString("picture"),
                        row.getString("file"),
                        row.getInt("sheet"),
                        row.getBoolean("recto"),
                        row.getBoolean("blank"),
                        row.getBoolean("begins_booklet"),
                        row.getString("copy_id"),
                        row.getString("reason")))
                .list();
    }

    /** The exam's row is locked, so that positions go on from the last one's. */
    static void insert(Handle handle, String examId, List<ScannedPage> pages) {
        int position = handle.createQuery("select count(*) from korrigo_scanned_pages where exam_id = ?")
                .bind(0, examId)
                .mapTo(Integer.class)
                .one();
        PreparedBatch batch = handle.prepareBatch(
                "insert into korrigo_scanned_pages (exam_id, position, page_id, picture, file, sheet, recto, blank,"
                        + " begins_booklet, copy_id, reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (ScannedPage page : pages) {
            batch.add(
                    examId,
                    position++,
                    page.id(),
                    page.picture(),
                    page.file(),
                    page.sheet(),
                    page.recto(),
                    page.blank(),
                    page.beginsBooklet(),
                    page.copyId(),
                    page.reason());
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}
