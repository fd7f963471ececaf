package io.korrigo.rest;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.tasks.BatchOcr;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.FinalPdf;
import io.korrigo.tasks.FinalizeCopy;
import io.korrigo.tasks.ImportPdf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls on exams and their copies. */
final class ExamEndpoints {
    private final RestApi api;
    private final ExamAccess access;
    private final AcceptedWork submissions;
    private final @Nullable CopyRevocations revocations;
    private final BlobFiles files;

    /** @param revocations null where the host takes nothing back */
    ExamEndpoints(RestApi api, ExamAccess access, AcceptedWork submissions, @Nullable CopyRevocations revocations) {
        this.revocations = revocations;
        this.api = api;
        this.access = access;
        this.files = new BlobFiles(api.blobs());
        this.submissions = submissions;
    }

    void addTo(Router router) {
        router.add("POST", "api/exams/*/export-all", this::exportAll)
                .add("POST", "api/exams/*/scans", this::importScan)
                .add("POST", "api/identification/batch-ocr/*", this::batchOcr)
                .add("POST", "api/identification/cmen-ocr/*", this::cmenOcr)
                .add("POST", "api/copies/*/finalize", this::finalizeCopy)
                .add("GET", "api/copies/*/final-pdf", this::finalPdf)
                .add("GET", "api/my/copies", this::ownCopies);
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
                new AcceptedWork.Said("work.export", copies),
                Map.of("copies_count", copies));
    }

    private Response importScan(Request request, List<String> ids) throws IOException {
        Caller caller = Access.staff(request);
        Exam exam = access.exam(ids.get(0), caller);
        Integer sheets = count(request, "sheets");
        Integer copies = count(request, "copies");
        Upload upload = request.upload("file").orElseThrow(() -> Problem.badRequest("file.required"));
        StoredUpload.requireContent(upload);
        String filename = StoredUpload.name(upload, "scan");
        String sha256 = StoredUpload.sha256(upload);
        Optional<ImportedScan> known = api.exams().scan(exam.id(), sha256);
        if (known.isPresent() && request.header("Idempotency-Key") == null) {
            return Response.json(200, ScanSummary.of(known.get()));
        }
        String scan = StoredUpload.scan(upload, sha256, api.blobs());
        return submissions.acceptOnce(
                request,
                caller,
                ImportPdf.KIND,
                new ImportPdf.Parameters(exam.id(), scan, filename, sheets, copies),
                new AcceptedWork.Said("work.scan"),
                Map.of("filename", filename));
    }

    /** A number of sheets or copies that the query names, or null. */
    static @Nullable Integer count(Request request, String name) {
        String value = request.parameter(name);
        if (value != null && !value.matches("[1-9][0-9]{0,4}")) {
            throw Problem.badRequest("query.number", name, 1, 99_999);
        }
        return value == null ? null : Integer.valueOf(value);
    }

    private Response batchOcr(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Exam exam = access.exam(ids.get(0), caller);
        int copies = api.exams().copies(exam.id()).size();
        return submissions.acceptOnce(
                request,
                caller,
                BatchOcr.KIND,
                new BatchOcr.Parameters(List.of(), exam.id()),
                new AcceptedWork.Said("work.ocr_batch", copies),
                Map.of("copies_count", copies));
    }

    private Response finalizeCopy(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        if (copy.status() == CopyStatus.STAGING) {
            throw Problem.conflict("copy.not_validated");
        }
        if (api.desk() != null) {
            LockToken.require(request, api.desk().markings(), copy.id());
        }
        return submissions.acceptOnce(
                request,
                caller,
                FinalizeCopy.KIND,
                new FinalizeCopy.Parameters(copy.id()),
                new AcceptedWork.Said("work.finalize"),
                Map.of("copy_id", copy.id()));
    }

    private Response cmenOcr(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        if (copy.pages().isEmpty()) {
            throw Problem.badRequest("copy.no_booklet");
        }
        return submissions.acceptOnce(
                request,
                caller,
                CmenOcr.KIND,
                new CmenOcr.Parameters(copy.id()),
                new AcceptedWork.Said("work.ocr"),
                Map.of("copy_id", copy.id()));
    }

    /** For students, who know no ids: what they may download. */
    private Response ownCopies(Request request, List<String> ids) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Copy copy : access.released(Access.anybody(request))) {
            Map<String, Object> line = new LinkedHashMap<>();
            Exam exam = api.exams().exam(copy.examId()).orElseThrow();
            line.put("copy_id", copy.id());
            line.put("exam", exam.name());
            line.put("date", exam.date() == null ? null : exam.date().toString());
            line.put("final_pdf", request.prefix() + "/api/copies/" + copy.id() + "/final-pdf/");
            lines.add(line);
        }
        return Response.json(200, Map.of("copies", lines));
    }

    private Response finalPdf(Request request, List<String> ids) throws IOException {
        Caller caller = Access.anybody(request);
        Copy copy = caller.onlyStudent()
                ? access.released(ids.get(0), caller)
                : access.copy(ids.get(0), Access.staff(request));
        String key = copy.finalPdf();
        if (key == null && revocations != null) {
            revocations.requireNotRevoked(copy);
        }
        if (key == null) {
            throw Problem.notFound("copy.no_final_pdf", ShownCopy.name(copy));
        }
        Response.File pdf = files.lasting(key, "application/pdf");
        if (!request.headersOnly()) {
            api.audit().record(AuditLog.Event.DOWNLOAD, caller.name(), copy.id(), "final PDF");
        }
        return Response.download(pdf, FinalPdf.fileName(copy));
    }
}
