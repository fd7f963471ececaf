package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.desk.DecisionStore;
import io.korrigo.desk.DecisionStore.Decision;
import io.korrigo.desk.DecisionStore.Outcome;
import io.korrigo.desk.DecisionStore.Verdict;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.StudentStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person says whose a copy is, and takes it back; what was built on another answer is then taken back, too. */
final class DecisionEndpoints {
    private static final int MOST_BYTES = 1 << 12;
    private static final Set<String> MEMBERS =
            Set.of("student_id", "outcome", "merge_into", "revealed", "confirmed", "shown", "ms", "revoke");
    /** Nobody looks at one copy for longer than a day. */
    private static final int MOST_MILLIS = 86_400_000;

    private final RestApi api;
    private final StudentStore students;
    private final DecisionStore decisions;
    private final ExamAccess access;
    private final Clock clock;
    private final Proposals proposals;
    private final CopyRevocations revocations;
    private final CopyMerges merges;
    private final DecidedGroup group;

    DecisionEndpoints(RestApi api, RestApi.Desk desk, ExamAccess access, CopyRevocations revocations, Clock clock) {
        this.api = api;
        this.students = desk.students();
        this.decisions = desk.decisions();
        this.access = access;
        this.clock = clock;
        this.proposals = new Proposals(api.executor().store());
        this.revocations = revocations;
        this.group = new DecidedGroup(api, desk, proposals);
        this.merges = new CopyMerges(api, desk.papers(), revocations);
    }

    void addTo(Router router) {
        router.add("PUT", "api/copies/*/identification", this::decide)
                .add("POST", "api/copies/*/identification/undo", this::undo);
    }

    private Response decide(Request request, List<String> ids) throws IOException {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        JsonNode body = JsonBody.object(request, MOST_BYTES, MEMBERS);
        IfMatch.require(request, ShownCopy.etag(copy));
        requireOneAnswer(body);
        String into = JsonBody.text(body, "merge_into");
        if (into != null) {
            return merged(
                    copy, merges.merge(copy, into, caller, body.path("revoke").asBoolean(false)));
        }
        Verdict verdict = verdict(body);
        String student = verdict == Verdict.STUDENT ? student(body, copy.examId()) : null;
        boolean revealed = body.path("revealed").asBoolean(false);
        int shown = number(body, "shown");
        int millis = number(body, "ms");
        MachineAnswer machine =
                MachineAnswer.of(copy, proposals.of(copy.examId()).get(copy.id()));
        boolean says = verdict == Verdict.STUDENT || verdict == Verdict.NOBODY;
        Boolean agrees = says ? machine.agrees(student) : null;
        String said = student == null ? lower(verdict) : "student " + student;
        if (Boolean.FALSE.equals(agrees) && !body.path("confirmed").asBoolean(true)) {
            audit(caller, copy, said + ", asked again: the machine differs");
            return answer(copy, false, agrees, machine, null, List.of());
        }
        Decision decision = new Decision(
                copy.id(),
                caller.name(),
                verdict,
                student,
                revealed,
                agrees,
                MachineAnswer.identified(copy),
                clock.instant());
        String told = said + (revealed ? ", revealed" : "") + ", shown " + shown + ", " + millis + " ms";
        String before =
                copy.identification() == null ? null : copy.identification().studentId();
        CopyRevocations.Built wrong =
                Objects.equals(before, student) ? CopyRevocations.Built.nothingOn(copy) : revocations.built(copy);
        Map<String, Object> revoked = changed(
                wrong,
                List.of(),
                caller,
                body.path("revoke").asBoolean(false),
                student,
                told,
                version -> decisions.decide(version, decision));
        List<Copy> followers = group.follow(copy, caller);
        return answer(api.exams().copy(copy.id()).orElse(copy), true, agrees, machine, revoked, followers);
    }

    private Response merged(Copy copy, Map<String, Object> merge) {
        Copy after = api.exams().copy(copy.id()).orElse(copy);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("copy", shown(after));
        answer.put("stored", true);
        answer.put("agrees", null);
        answer.put("machine", null);
        answer.put("reading", null);
        answer.putAll(merge);
        answer.put("touched", List.of());
        return Response.json(200, answer).withHeader("ETag", ShownCopy.etag(after));
    }

    private void audit(Caller caller, Copy copy, String what) {
        api.audit().record(AuditLog.Event.IDENTIFICATION, caller.name(), copy.id(), what);
    }

    private Response answer(
            Copy copy,
            boolean stored,
            @Nullable Boolean agrees,
            MachineAnswer machine,
            @Nullable Map<String, Object> revoked,
            List<Copy> followers) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("copy", shown(copy));
        answer.put("stored", stored);
        answer.put("agrees", agrees);
        answer.putAll(machine.shown());
        answer.put("revoked", revoked);
        answer.put("touched", DecidedGroup.shown(followers));
        return Response.json(200, answer).withHeader("ETag", ShownCopy.etag(copy));
    }

    private Map<String, Object> shown(Copy copy) {
        return ShownCopy.of(copy, decisions.decision(copy.id()).orElse(null));
    }

    private static void requireOneAnswer(JsonNode body) {
        if (Stream.of("student_id", "outcome", "merge_into")
                        .filter(member -> JsonBody.text(body, member) != null)
                        .count()
                != 1) {
            throw Problem.badRequest("decision.one_of");
        }
    }

    private static Verdict verdict(JsonNode body) {
        String outcome = JsonBody.text(body, "outcome");
        if (outcome == null) {
            return Verdict.STUDENT;
        }
        return switch (outcome) {
            case "nobody" -> Verdict.NOBODY;
            case "unreadable" -> Verdict.UNREADABLE;
            case "inseparable" -> Verdict.INSEPARABLE;
            default -> throw Problem.badRequest("decision.outcome");
        };
    }

    private String student(JsonNode body, String examId) {
        String id = JsonBody.requiredText(body, "student_id", 64);
        if (students.roster(examId).stream().noneMatch(student -> student.id().equals(id))) {
            throw Problem.unprocessable("decision.not_on_roster");
        }
        return id;
    }

    private static int number(JsonNode body, String member) {
        JsonNode value = body.path(member);
        if (value.isMissingNode()) {
            return 0;
        }
        if (!value.isInt() || value.intValue() < 0 || value.intValue() > MOST_MILLIS) {
            throw Problem.badRequest("body.whole_number", member);
        }
        return value.intValue();
    }

    private Response undo(Request request, List<String> ids) throws IOException {
        Caller caller = Access.staff(request);
        Copy copy = access.copy(ids.get(0), caller);
        IfMatch.require(request, ShownCopy.etag(copy));
        boolean revoke = "true".equals(request.parameter("revoke"));
        String correction = request.parameter("correction");
        if (correction != null) {
            return merged(copy, merges.undo(copy, correction(correction), caller, revoke));
        }
        List<Copy> followers = decisions.followers(copy.id()).stream()
                .flatMap(id -> api.exams().copy(id).stream())
                .toList();
        List<CopyRevocations.Built> wrong = new ArrayList<>();
        for (Copy follower : followers) {
            wrong.add(revocations.built(follower));
        }
        Map<String, Object> revoked = changed(
                revocations.built(copy),
                wrong,
                caller,
                revoke,
                null,
                "taken back",
                version -> decisions.undo(copy.id(), version, caller.name(), clock.instant()));
        Copy after = api.exams().copy(copy.id()).orElse(copy);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("copy", shown(after));
        body.put("revoked", revoked);
        body.put("touched", DecidedGroup.shown(followers));
        return Response.json(200, body).withHeader("ETag", ShownCopy.etag(after));
    }

    private static int correction(String number) {
        if (!number.matches("[0-9]{1,9}")) {
            throw Problem.badRequest("query.number", "correction", 0, 999_999_999);
        }
        return Integer.parseInt(number);
    }

    /**
     * Changes whose a copy is. What was built on it is taken back and made anew; where it is graded, only when the caller says so.
     *
     * @param built what is wrong then
     * @param others what is wrong with copies that change with it
     * @param change takes the copy's version
     * @return what was taken back, or null
     */
    private @Nullable Map<String, Object> changed(
            CopyRevocations.Built built,
            List<CopyRevocations.Built> others,
            Caller caller,
            boolean revoke,
            @Nullable String student,
            String told,
            LongFunction<Outcome> change)
            throws IOException {
        Copy copy = built.copy();
        if (!revoke && (built.ended() || others.stream().anyMatch(CopyRevocations.Built::ended))) {
            throw Problem.notSo("decision.graded_revoke");
        }
        Outcome[] outcome = {Outcome.COPY_CHANGED};
        List<CopyRevocations.Built> all = new ArrayList<>(built.any() ? List.of(built) : List.of());
        others.stream().filter(CopyRevocations.Built::any).forEach(all::add);
        revocations.revokeAnd(built, caller.name(), "identification", version -> {
            all.stream()
                    .filter(each -> each != built)
                    .forEach(each -> revocations.revoke(each, caller.name(), "identification"));
            outcome[0] = change.apply(version);
            if (outcome[0] == Outcome.STORED) {
                audit(caller, copy, told);
            }
            return outcome[0] == Outcome.STORED;
        });
        check(outcome[0], copy, student);
        List<Map<String, Object>> rebuilt = revocations.rebuilding().rebuilt(all, caller);
        return built.any() ? rebuilt.get(0) : null;
    }

    private void check(Outcome outcome, Copy copy, @Nullable String student) {
        switch (outcome) {
            case STORED -> {}
            case COPY_CHANGED -> throw Problem.preconditionFailed();
            case NOT_ALLOWED -> throw Problem.notSo("decision.graded");
            case NOTHING_TO_UNDO -> throw Problem.notSo("decision.nothing_to_undo");
            case STUDENT_TAKEN -> throw taken(copy, student);
            case STUDENT_GONE -> throw Problem.notSo("decision.student_gone");
        }
    }

    private Problem taken(Copy copy, @Nullable String student) {
        return api.exams().copies(copy.examId()).stream()
                .filter(other -> other.identification() != null
                        && other.identification().studentId().equals(student))
                .findFirst()
                .map(other -> Problem.notSo("decision.copy_has_student", ShownCopy.name(other)))
                .orElseGet(() -> Problem.notSo("decision.another_has_student"));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
