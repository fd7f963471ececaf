package io.korrigo.rest;

import io.korrigo.desk.DecisionStore;
import io.korrigo.desk.DecisionStore.Decision;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.Exam;
import io.korrigo.exam.PageRegion;
import io.korrigo.exam.StudentStore;
import io.korrigo.identify.Reason;
import io.korrigo.tasks.CmenOcr;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The identification desk: what a person sees before they say whose a copy is.
 *
 * <p>People take what a machine puts first, also where it is wrong. So candidates come in the order of the roster and without
 * probabilities, and what the machine thinks is told only with the answer to a decision.
 */
final class DeskEndpoints {
    /** What a person has to know; how well the machine could read something is not among it. */
    private static final Set<Reason.Code> TOLD = EnumSet.of(
            Reason.Code.TWINS,
            Reason.Code.HOMONYMS,
            Reason.Code.NAMESAKES,
            Reason.Code.TIE,
            Reason.Code.SEVERAL_CLAIM,
            Reason.Code.MAY_BE_ANOTHER_COPYS,
            Reason.Code.ANOTHER_COPY_SURER,
            Reason.Code.PERSON_GAVE_TO_ANOTHER,
            Reason.Code.STUDENT_TAKEN,
            Reason.Code.LEFT_ROSTER,
            Reason.Code.ROSTER_EMPTY,
            Reason.Code.TWO_HEADERS,
            Reason.Code.SHEETS_DISAGREE,
            Reason.Code.LEFT_EMPTY,
            Reason.Code.ROWS_NOT_FOUND,
            Reason.Code.ILLEGIBLE,
            Reason.Code.NOT_READ,
            Reason.Code.PAGES_CHANGED);

    private final RestApi api;
    private final StudentStore students;
    private final DecisionStore decisions;
    private final ExamAccess access;
    private final Proposals proposals;
    private final DeskLeases leases;

    DeskEndpoints(RestApi api, RestApi.Desk desk, ExamAccess access, Clock clock) {
        this.leases = new DeskLeases(clock);
        this.api = api;
        this.students = desk.students();
        this.decisions = desk.decisions();
        this.access = access;
        this.proposals = new Proposals(api.executor().store());
    }

    void addTo(Router router) {
        router.add("GET", "api/exams/*/desk", this::desk)
                .add("GET", "api/exams/*/desk/*", this::copy)
                .add("POST", "api/copies/*/identification/lease", this::lease)
                .add("POST", "api/copies/*/identification/reveal", this::reveal);
    }

    private Map<String, Decision> decisions(String examId) {
        Map<String, Decision> made = new HashMap<>();
        decisions.decisions(examId).forEach(decision -> made.put(decision.copyId(), decision));
        return made;
    }

    private Response desk(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Exam exam = access.exam(ids.get(0), caller);
        return Response.json(
                200,
                new DeskQueue(api.exams().copies(exam.id()), decisions(exam.id()), proposals.of(exam.id()))
                        .shown(exam.id(), caller.name()));
    }

    private Response copy(Request request, List<String> ids) {
        Exam exam = access.exam(ids.get(0), Access.staff(request));
        Copy copy = api.exams()
                .copy(ids.get(1))
                .filter(found -> found.examId().equals(exam.id()))
                .orElseThrow(() -> Problem.notFound("copy.unknown"));
        Proposals.Proposal proposal = proposals.of(exam.id()).get(copy.id());
        Map<String, Object> body = new LinkedHashMap<>();
        Decision decision = decisions.decision(copy.id()).orElse(null);
        body.put("copy", undecided(copy, decision));
        body.put("decided_by", decision == null ? null : decision.actor());
        body.put("sheets", sheets(copy, proposal, request.prefix()));
        body.put("reason", reason(proposal, request.words()));
        body.put("candidates", proposal == null ? List.of() : candidates(exam, copy, proposal.result()));
        return Response.json(200, body).withHeader("ETag", ShownCopy.etag(copy));
    }

    /** Whose a machine says it is, nobody learns before they have said it themselves. */
    private static Map<String, Object> undecided(Copy copy, @Nullable Decision decision) {
        Map<String, Object> shown = ShownCopy.of(copy, decision);
        if (decision == null) {
            shown.put("student_id", null);
            shown.put("identified_by", null);
        }
        return shown;
    }

    /** Why a copy came here, where that helps to decide; copies of the control sample look like the others. */
    private static Map<String, Object> reason(Proposals.@Nullable Proposal proposal, Words words) {
        return proposal == null || !TOLD.contains(proposal.reason().code())
                ? Map.of("code", "to_be_read", "text", words.say("desk.to_be_read"))
                : Map.of(
                        "code", lower(proposal.reason().code()),
                        "text", proposal.reason().sentence(words.locale()));
    }

    /** Where the first page of each booklet is shown, which has the header, and its rows with ink in fractions of the header's picture. */
    private static List<Map<String, Object>> sheets(Copy copy, Proposals.@Nullable Proposal proposal, String prefix) {
        List<Map<String, Object>> sheets = new ArrayList<>();
        int page = 0;
        for (var booklet : copy.booklets()) {
            String url = prefix + "/api/copies/" + copy.id() + "/pages/" + page;
            Map<String, Object> sheet = new LinkedHashMap<>();
            sheet.put("first_page", page);
            sheet.put("pages", booklet.pages().size());
            sheet.put("header_url", url + "/header/");
            sheet.put("image_url", url + "/image/");
            sheet.put("rows", rows(copy, page, proposal));
            sheets.add(sheet);
            page += booklet.pages().size();
        }
        return sheets;
    }

    /** None where they aren't known for this paper, or one of them stands below the picture. */
    private static List<PageRegion> rows(Copy copy, int page, Proposals.@Nullable Proposal proposal) {
        if (proposal == null || !proposal.result().pages().equals(copy.pages())) {
            return List.of();
        }
        return proposal.result().written().stream()
                .filter(written -> written.page() == page)
                .map(CmenOcr.Written::rows)
                .filter(rows -> rows.stream().allMatch(row -> row.y() + row.h() <= PagePictures.HEADER))
                .findFirst()
                .orElse(List.of())
                .stream()
                .map(row ->
                        new PageRegion(row.x(), row.y() / PagePictures.HEADER, row.w(), row.h() / PagePictures.HEADER))
                .toList();
    }

    private List<Map<String, Object>> candidates(Exam exam, Copy copy, CmenOcr.Result result) {
        Set<String> named = new HashSet<>();
        result.suggestions().forEach(match -> named.add(match.id()));
        Map<String, String> taken = StudentLines.takenBy(api.exams().copies(exam.id()), copy.id());
        return DeskCandidates.of(copy.id(), students.roster(exam.id()), named).stream()
                .map(student -> StudentLines.line(student, taken))
                .toList();
    }

    /** Says that the caller reads a copy now; whoever else does so keeps it. */
    private Response lease(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("held_by", leases.take(copy.id(), caller.name()).orElse(null));
        body.put("seconds", DeskLeases.LASTS.toSeconds());
        return Response.json(200, body);
    }

    /** What the machine thinks, for who wants to know before deciding; it is on record that they did. */
    private Response reveal(Request request, List<String> ids) {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        MachineAnswer machine =
                MachineAnswer.of(copy, proposals.of(copy.examId()).get(copy.id()));
        api.audit().record(AuditLog.Event.IDENTIFICATION, caller.name(), copy.id(), "the machine's answer revealed");
        return Response.json(200, machine.shown());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
