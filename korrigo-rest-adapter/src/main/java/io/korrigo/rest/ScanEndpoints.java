package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.StudentStore;
import io.korrigo.paper.PaperLog;
import io.korrigo.paper.PaperPage;
import io.korrigo.tasks.CopyCorrections;
import io.korrigo.tasks.KorrigoTasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the scans of an exam, and what persons put right in them.
 *
 * <p>The paper of an exam has one version: how many corrections were made. Whoever corrects names the version they saw, and a
 * call's commands are done in order, all or none.
 */
final class ScanEndpoints {
    private static final int MOST_BYTES = 1 << 20;
    /** A turned page is some tenths of a second of work, and a call waits for all of it. */
    private static final int MOST_COMMANDS = 100;

    private final RestApi api;
    private final StudentStore students;
    private final CopyCorrections corrections;
    private final ExamAccess access;
    private final CopyRevocations revocations;
    private final PagePictures pictures;
    private final Clock clock;

    ScanEndpoints(
            RestApi api,
            RestApi.Desk desk,
            ExamAccess access,
            CopyRevocations revocations,
            PagePictures pictures,
            Clock clock) {
        this.revocations = revocations;
        this.api = api;
        this.students = desk.students();
        this.corrections = new CopyCorrections(api.exams(), desk.papers(), api.blobs(), api.audit());
        this.access = access;
        this.pictures = pictures;
        this.clock = clock;
    }

    void addTo(Router router) {
        router.add("GET", "api/exams/*/scans", this::list)
                .add("GET", "api/exams/*/scans/*", this::show)
                .add("POST", "api/exams/*/scans/*/commands", this::command)
                .add("GET", "api/exams/*/scans/*/pages/*/image", this::picture);
    }

    private Response list(Request request, List<String> ids) {
        Exam exam = access.exam(ids.get(0), Access.staff(request));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("exam_id", exam.id());
        body.put(
                "scans",
                api.exams().scans(exam.id()).stream().map(ScanSummary::of).toList());
        return Response.json(200, body);
    }

    private ImportedScan scan(String examId, String scanId) {
        return api.exams().scans(examId).stream()
                .filter(scan -> KorrigoTasks.scanId(examId, scan.sha256()).equals(scanId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("scan.unknown"));
    }

    private Response show(Request request, List<String> ids) {
        Exam exam = access.exam(ids.get(0), Access.staff(request));
        ImportedScan scan = scan(exam.id(), ids.get(1));
        PaperLog log = corrections.log(exam.id());
        return Response.json(200, shown(scan, log, request.prefix())).withHeader("ETag", etag(log));
    }

    private Map<String, Object> shown(ImportedScan scan, PaperLog log, String prefix) {
        return new ShownScan(
                        scan,
                        log,
                        api.exams().copies(scan.examId()),
                        students.roster(scan.examId()),
                        prefix + "/api/exams/" + scan.examId() + "/scans/")
                .body();
    }

    private static String etag(PaperLog log) {
        return "\"" + log.entries().size() + "\"";
    }

    private Response command(Request request, List<String> ids) throws IOException {
        Caller caller = Access.staff(request);
        Exam exam = access.exam(ids.get(0), caller);
        ImportedScan scan = scan(exam.id(), ids.get(1));
        JsonNode sent = JsonBody.object(request, MOST_BYTES, Set.of("commands", "revoke"));
        JsonNode list = sent.path("commands");
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_COMMANDS) {
            throw Problem.badRequest("paper.commands", MOST_COMMANDS);
        }
        List<PaperCommand> commands = new ArrayList<>();
        list.forEach(each -> commands.add(PaperCommand.read(each)));
        PaperLog before = corrections.log(exam.id());
        IfMatch.require(request, etag(before));
        List<CopyCorrections.Corrected> done = new ArrayList<>();
        List<CopyRevocations.Built> wrong = new ArrayList<>();
        // what each tells is in the audit log as well, or nothing is in either
        api.transactions().run(() -> {
            PaperSession session = new PaperSession(
                    api.exams(),
                    corrections,
                    sent.path("revoke").asBoolean(false) ? revocations : null,
                    exam.id(),
                    ids.get(1),
                    before.entries().size(),
                    caller.name());
            try {
                for (int i = 0; i < commands.size(); i++) {
                    done.addAll(session.does(commands.get(i), i + 1));
                }
                wrong.addAll(session.wrong(revocations));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        PaperLog after = corrections.log(exam.id());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "corrections",
                done.stream()
                        .map(each -> Map.of("number", each.number(), "copies", List.copyOf(each.copies())))
                        .toList());
        body.put("inverse", inverse(done));
        body.put("revoked", revocations.rebuilding().rebuilt(wrong, caller));
        body.put("scan", shown(scan, after, request.prefix()));
        return Response.json(200, body).withHeader("ETag", etag(after));
    }

    /** Commands that take all of it back, the last one first. */
    private static List<Map<String, Object>> inverse(List<CopyCorrections.Corrected> done) {
        List<Map<String, Object>> inverse = new ArrayList<>();
        for (CopyCorrections.Corrected each : done) {
            inverse.add(Map.of("op", "undo", "correction", each.number()));
        }
        Collections.reverse(inverse);
        return inverse;
    }

    private Response picture(Request request, List<String> ids) throws IOException {
        Caller caller = Access.staff(request);
        Exam exam = access.exam(ids.get(0), caller);
        scan(exam.id(), ids.get(1));
        PaperPage page = corrections.log(exam.id()).paper().pages().get(ids.get(2));
        if (page == null || !page.id().startsWith(ids.get(1) + "-")) {
            throw Problem.notFound("scan.no_such_page");
        }
        int width = PagePictures.width(request.parameter("w"));
        Response answer = pictures.answer(page.picture(), width, 1, "page.jpg");
        if (!request.headersOnly()) {
            // Once a day, as for the pages of a copy: a strip shows hundreds.
            LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            api.audit()
                    .recordOnce(
                            "scan/" + caller.name().hashCode() + "/" + exam.id() + "/" + ids.get(1) + "/" + day,
                            AuditLog.Event.DOWNLOAD,
                            caller.name(),
                            exam.id(),
                            "pages of scan " + ids.get(1) + " shown");
        }
        return answer;
    }
}
