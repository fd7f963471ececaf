package io.korrigo.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.korrigo.InvalidInputException;
import io.korrigo.account.StudentErasure;
import io.korrigo.exam.BlobStore;
import io.korrigo.roster.RosterColumn;
import io.korrigo.roster.RosterHints;
import io.korrigo.tasks.BulkCreateUsers;
import io.korrigo.tasks.ImportStudents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Calls on students. */
final class StudentEndpoints {
    /** Bytes of a list of ids: some 25,000 students. */
    private static final int MOST_IDS = 1 << 20;

    private final BlobStore blobs;
    private final AcceptedWork submissions;
    private final boolean accounts;
    private final @Nullable StudentErasure erasure;
    private final ObjectMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    StudentEndpoints(RestApi api, AcceptedWork submissions) {
        this.blobs = api.blobs();
        this.submissions = submissions;
        this.accounts = api.credentials() != null;
        this.erasure = api.erasure();
    }

    void addTo(Router router) {
        router.add("POST", "api/students/import", this::importStudents);
        if (accounts) {
            router.add("POST", "api/students/accounts", this::createAccounts);
        }
        if (erasure != null) {
            router.add("DELETE", "api/students/*", (request, ids) -> erase(request, ids.get(0), erasure));
        }
    }

    private static Response erase(Request request, String student, StudentErasure erasure) throws IOException {
        Caller caller = Access.admin(request);
        StudentErasure.Receipt receipt;
        try {
            receipt = erasure.erase(student, caller.name()).orElseThrow(() -> Problem.notFound("student.unknown"));
        } catch (StudentErasure.ImportRunning running) {
            throw Problem.conflict("student.import_running", String.valueOf(running.getMessage()));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("student_id", receipt.studentId());
        body.put("erased_at", receipt.erasedAt().toString());
        body.put("account", receipt.account());
        body.put("copies", receipt.copies());
        body.put("files", receipt.files());
        body.put(
                "remains",
                receipt.remains().stream()
                        .map(each -> Map.of(
                                "what", each.what(), "until", each.until().toString()))
                        .toList());
        return Response.json(200, body);
    }

    private Response importStudents(Request request, List<String> ids) throws IOException {
        Caller caller = Access.admin(request);
        Upload upload = request.upload("file").orElseThrow(() -> Problem.badRequest("file.required"));
        String filename = StoredUpload.name(upload, "students.csv");
        StoredUpload.requireContent(upload);
        RosterHints hints = hints(request);
        return submissions.accept(
                request,
                caller,
                ImportStudents.KIND,
                new ImportStudents.Parameters(
                        StoredUpload.roster(upload, blobs),
                        filename,
                        flag(request, "accounts", accounts),
                        flag(request, "all_or_nothing", false),
                        flag(request, "dry_run", false),
                        hints),
                new AcceptedWork.Said("work.import"),
                Map.of("filename", filename));
    }

    /** What the form says about the file; refused here rather than by the task. */
    private static RosterHints hints(Request request) {
        Map<String, String> columns = new TreeMap<>();
        for (RosterColumn column : RosterColumn.values()) {
            String name = column.name().toLowerCase(Locale.ROOT);
            String header = request.parameter("column_" + name);
            if (header != null) {
                columns.put(name, header);
            }
        }
        RosterHints hints = new RosterHints(
                request.parameter("encoding"),
                request.parameter("delimiter"),
                request.parameter("sheet"),
                flag(request, "no_header", false),
                columns);
        try {
            hints.reader();
            return hints;
        } catch (InvalidInputException unfit) {
            throw Problem.badRequest("roster.hints", String.valueOf(unfit.getMessage()));
        }
    }

    /** The body is {@code {"student_ids": ["...", ...]}}. */
    private Response createAccounts(Request request, List<String> ids) throws IOException {
        Caller caller = Access.admin(request);
        List<String> students = new ArrayList<>();
        try {
            JsonNode body = json.readTree(request.body(MOST_IDS));
            if (body.size() != 1 || !body.path("student_ids").isArray()) {
                throw Problem.badRequest("student.ids_only");
            }
            body.path("student_ids").forEach(id -> students.add(id.isTextual() ? id.textValue() : ""));
        } catch (JsonProcessingException malformed) {
            throw Problem.badRequest("student.ids_object");
        }
        students.replaceAll(id -> id.indexOf('\0') < 0 ? id : "");
        if (students.isEmpty() || students.contains("")) {
            throw Problem.badRequest("student.ids");
        }
        return submissions.accept(
                request,
                caller,
                BulkCreateUsers.KIND,
                new BulkCreateUsers.Parameters(students),
                new AcceptedWork.Said("work.accounts"),
                Map.of("students_count", students.size()));
    }

    private static boolean flag(Request request, String name, boolean otherwise) {
        String value = request.parameter(name);
        if (value == null) {
            return otherwise;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw Problem.badRequest("query.flag", name);
        };
    }
}
