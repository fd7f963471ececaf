package io.korrigo.rest;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.Exam;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.FinalPdf;
import java.util.List;
import java.util.Map;

/** Calls on exams and their copies. */
final class ExamEndpoints {
    private final RestApi api;
    private final AcceptedWork submissions;

    ExamEndpoints(RestApi api, AcceptedWork submissions) {
        this.api = api;
        this.submissions = submissions;
    }

    void addTo(Router router) {
        router.add("POST", "api/exams/*/export-all", this::exportAll)
                .add("POST", "api/identification/cmen-ocr/*", this::cmenOcr)
                .add("GET", "api/copies/*/final-pdf", this::finalPdf);
    }

    private Response exportAll(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Exam exam = exam(ids.get(0), caller);
        int copies = api.exams().copies(exam.id()).size();
        return submissions.accept(
                request,
                caller,
                ExportAllCopies.KIND,
                new ExportAllCopies.Parameters(exam.id()),
                "Export of " + copies + " copies queued.",
                Map.of("copies_count", copies));
    }

    private Response cmenOcr(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Copy copy = copy(ids.get(0), caller);
        if (copy.pages().isEmpty()) {
            throw Problem.badRequest("No booklet");
        }
        return submissions.accept(
                request,
                caller,
                CmenOcr.KIND,
                new CmenOcr.Parameters(copy.id()),
                "OCR processing started.",
                Map.of("copy_id", copy.id()));
    }

    private Response finalPdf(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Copy copy = copy(ids.get(0), caller);
        String key = copy.finalPdf();
        if (key == null) {
            throw Problem.notFound("Copy " + copy.id() + " has no final PDF yet; export the exam first");
        }
        api.audit().record(AuditLog.Event.DOWNLOAD, caller.name(), copy.id(), "final PDF");
        return Response.download(() -> api.blobs().open(key), "application/pdf", FinalPdf.fileName(copy));
    }

    private Exam exam(String examId, Caller caller) {
        Exam exam = api.exams().exam(examId).orElseThrow(() -> Problem.notFound("There is no exam with this id"));
        Access.teacherOf(exam, caller);
        return exam;
    }

    private Copy copy(String copyId, Caller caller) {
        Copy copy = api.exams().copy(copyId).orElseThrow(() -> Problem.notFound("There is no copy with this id"));
        exam(copy.examId(), caller);
        return copy;
    }
}
