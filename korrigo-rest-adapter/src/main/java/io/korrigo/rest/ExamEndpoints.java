package io.korrigo.rest;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.Exam;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.FinalPdf;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Calls on exams and their copies. */
final class ExamEndpoints {
    private final RestApi api;
    private final ExamAccess access;
    private final AcceptedWork submissions;
    private final BlobFiles files;

    ExamEndpoints(RestApi api, ExamAccess access, AcceptedWork submissions) {
        this.api = api;
        this.access = access;
        this.files = new BlobFiles(api.blobs());
        this.submissions = submissions;
    }

    void addTo(Router router) {
        router.add("POST", "api/exams/*/export-all", this::exportAll)
                .add("POST", "api/identification/cmen-ocr/*", this::cmenOcr)
                .add("GET", "api/copies/*/final-pdf", this::finalPdf);
    }

    private Response exportAll(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Exam exam = access.exam(ids.get(0), caller);
        int copies = api.exams().copies(exam.id()).size();
        return submissions.acceptOnce(
                request,
                caller,
                ExportAllCopies.KIND,
                new ExportAllCopies.Parameters(exam.id()),
                "Export of " + copies + " copies queued.",
                Map.of("copies_count", copies));
    }

    private Response cmenOcr(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        if (copy.pages().isEmpty()) {
            throw Problem.badRequest("No booklet");
        }
        return submissions.acceptOnce(
                request,
                caller,
                CmenOcr.KIND,
                new CmenOcr.Parameters(copy.id()),
                "OCR processing started.",
                Map.of("copy_id", copy.id()));
    }

    private Response finalPdf(Request request, List<String> ids) throws IOException {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        String key = copy.finalPdf();
        if (key == null) {
            throw Problem.notFound("Copy " + copy.id() + " has no final PDF yet; export the exam first");
        }
        Response.File pdf = files.lasting(key, "application/pdf");
        if (!request.headersOnly()) {
            api.audit().record(AuditLog.Event.DOWNLOAD, caller.name(), copy.id(), "final PDF");
        }
        return Response.download(pdf, FinalPdf.fileName(copy));
    }
}
