package io.korrigo.rest;

import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.task.TaskId;
import io.korrigo.tasks.KorrigoTasks;
import java.util.LinkedHashMap;
import java.util.Map;

/** A scan as JSON, as it was imported. */
final class ScanSummary {
    private ScanSummary() {}

    static Map<String, Object> of(ImportedScan scan) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("scan_id", KorrigoTasks.scanId(scan.examId(), scan.sha256()));
        body.put("exam_id", scan.examId());
        body.put("name", scan.name());
        body.put("sha256", scan.sha256());
        body.put("task_id", TaskId.parse(scan.source()).map(TaskId::toString).orElse(null));
        body.put("imported_at", scan.at() == null ? null : scan.at().toString());
        body.put("pages", scan.pages());
        body.put("copies", scan.copies());
        body.put("quarantined", scan.quarantined());
        return body;
    }
}
