package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.tasks.ImportPdf;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scans that come in parts, for lines that break: what has arrived needn't be sent again. */
final class UploadEndpoints {
    private static final int MOST_BYTES = 1 << 14;
    /** Of RFC 9530, section 2, by SHA-256 alone. */
    private static final Pattern DIGEST = Pattern.compile("\\s*sha-256=:(?<base64>[A-Za-z0-9+/]{43}=):\\s*");

    private final RestApi api;
    private final ExamAccess access;
    private final AcceptedWork submissions;

    UploadEndpoints(RestApi api, ExamAccess access, AcceptedWork submissions) {
        this.api = api;
        this.access = access;
        this.submissions = submissions;
    }

    void addTo(Router router) {
        router.add("POST", "api/exams/*/uploads", this::begin)
                .add("GET", "api/exams/*/uploads/*", this::show)
                .add("DELETE", "api/exams/*/uploads/*", this::forget)
                .add("PUT", "api/exams/*/uploads/*/parts/*", this::keepPart)
                .add("POST", "api/exams/*/uploads/*/import", this::importScan);
    }

    private Response begin(Request request, List<String> ids) throws IOException {
        Exam exam = access.exam(ids.get(0), Access.staff(request));
        JsonNode sent = JsonBody.object(request, MOST_BYTES, Set.of("filename", "bytes", "sha256"));
        String filename = JsonBody.requiredText(sent, "filename", 1000);
        JsonNode bytes = sent.path("bytes");
        if (!bytes.isIntegralNumber() || !bytes.canConvertToLong() || bytes.longValue() < 1) {
            throw Problem.badRequest("upload.bytes");
        }
        if (bytes.longValue() > api.limits().scanBytes()) {
            throw Problem.tooLarge("upload.too_large", api.limits().scanBytes() / 1_000_000);
        }
        String sha256 = JsonBody.requiredText(sent, "sha256", 64);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw Problem.badRequest("upload.sha256");
        }
        return shown(
                201,
                PartialUpload.begin(
                        api.blobs(), exam.id(), StoredUpload.name(filename, "scan"), bytes.longValue(), sha256));
    }

    private PartialUpload upload(Request request, List<String> ids) throws IOException {
        Exam exam = access.exam(ids.get(0), Access.staff(request));
        return PartialUpload.find(api.blobs(), exam.id(), ids.get(1))
                .orElseThrow(() -> Problem.notFound("upload.unknown"));
    }

    private Response show(Request request, List<String> ids) throws IOException {
        return shown(200, upload(request, ids));
    }

    private Response shown(int status, PartialUpload upload) throws IOException {
        Optional<ImportedScan> scan = api.exams().scan(upload.examId(), upload.sha256());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("upload_id", upload.id());
        body.put("exam_id", upload.examId());
        body.put("filename", upload.filename());
        body.put("bytes", upload.bytes());
        body.put("sha256", upload.sha256());
        body.put("part_bytes", PartialUpload.PART);
        body.put("parts", upload.parts());
        body.put("received", upload.received(api.blobs()));
        body.put("scan", scan.map(ScanSummary::of).orElse(null));
        return Response.json(status, body);
    }

    private Response keepPart(Request request, List<String> ids) throws IOException {
        PartialUpload upload = upload(request, ids);
        int number = ids.get(2).matches("[1-9][0-9]{0,5}") ? Integer.parseInt(ids.get(2)) : 0;
        if (number < 1 || number > upload.parts()) {
            throw Problem.notFound("upload.no_such_part", upload.parts());
        }
        String header = request.header("Content-Digest");
        Matcher digest = DIGEST.matcher(header == null ? "" : header);
        if (!digest.matches()) {
            throw Problem.badRequest("upload.digest");
        }
        if (!upload.joined()) {
            byte[] expected = Base64.getDecoder().decode(digest.group("base64"));
            upload.keep(api.blobs(), number, request.content(), expected);
        }
        return shown(200, upload);
    }

    private Response importScan(Request request, List<String> ids) throws IOException {
        Caller caller = Access.staff(request);
        PartialUpload upload = upload(request, ids);
        Integer sheets = ExamEndpoints.count(request, "sheets");
        Integer copies = ExamEndpoints.count(request, "copies");
        Optional<ImportedScan> known = api.exams().scan(upload.examId(), upload.sha256());
        if (known.isPresent() && request.header("Idempotency-Key") == null) {
            return Response.json(200, ScanSummary.of(known.get()));
        }
        return submissions.acceptOnce(
                request,
                caller,
                ImportPdf.KIND,
                new ImportPdf.Parameters(upload.examId(), upload.join(api.blobs()), upload.filename(), sheets, copies),
                new AcceptedWork.Said("work.scan"),
                Map.of("filename", upload.filename()));
    }

    private Response forget(Request request, List<String> ids) throws IOException {
        PartialUpload upload = upload(request, ids);
        upload.forget(api.blobs());
        return Response.json(200, Map.of("upload_id", upload.id()));
    }
}
