package io.korrigo.rest;

import io.korrigo.desk.DecisionStore.Decision;
import io.korrigo.desk.DecisionStore.Follower;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Reason;
import io.korrigo.identify.match.BatchAssignment;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.tasks.CmenOcr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies that hang together with one that a person decides, solved anew with what is known now.
 *
 * <p>Only open copies become somebody's by it; whoever has a student keeps them. A group that is solved without the rest of the exam
 * knows less of who is taken, and is at most more careful than the batch was.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class DecidedGroup {
    private static final Identification NOTHING_READ =
            new Identification(Identification.Decision.REVIEW, List.of(), 1, new Reason(Reason.Code.NOT_READ));

    private record Matching(List<Student> roster, StudentMatcher matcher) {}

    private final RestApi api;
    private final RestApi.Desk desk;
    private final Proposals proposals;
    private volatile @Nullable Matching last;

    DecidedGroup(RestApi api, RestApi.Desk desk, Proposals proposals) {
        this.api = api;
        this.desk = desk;
        this.proposals = proposals;
    }

    /**
     * Gives those copies to their students of which a machine is sure after a decision on another one, and has it on record.
     *
     * @return those copies, as they are then
     */
    List<Copy> follow(Copy decided, Caller caller) {
        List<Copy> followed = new ArrayList<>();
        for (Follower follower : sure(decided)) {
            api.transactions().run(() -> {
                if (desk.decisions().follow(decided.id(), follower)) {
                    String told = "student " + follower.studentId() + ", follows from copy " + decided.id();
                    api.audit().record(AuditLog.Event.IDENTIFICATION, caller.name(), follower.copyId(), told);
                    api.exams().copy(follower.copyId()).ifPresent(followed::add);
                }
            });
        }
        return followed;
    }

    /** Names alone: whose they are, nobody has asked. */
    static List<Map<String, Object>> shown(List<Copy> followers) {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (Copy copy : followers) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("copy_id", copy.id());
            line.put("anonymous_id", copy.anonymousId());
            shown.add(line);
        }
        return shown;
    }

    private List<Follower> sure(Copy decided) {
        String examId = decided.examId();
        List<Copy> copies = api.exams().copies(examId);
        Map<String, Decision> made = new HashMap<>();
        desk.decisions().decisions(examId).forEach(decision -> made.put(decision.copyId(), decision));
        Map<String, Proposals.Proposal> proposed = proposals.of(examId);
        Map<String, CmenOcr.Result> open = new HashMap<>();
        for (Copy copy : copies) {
            Proposals.Proposal read = proposed.get(copy.id());
            boolean free = copy.identification() == null
                    && copy.status().identifiable()
                    && !made.containsKey(copy.id())
                    && !copy.id().equals(decided.id());
            if (free && read != null && read.result().pages().equals(copy.pages())) {
                open.put(copy.id(), read.result());
            }
        }
        Set<String> students = students(made.get(decided.id()), proposed.get(decided.id()));
        Set<String> group = group(open, students);
        return group.isEmpty()
                ? List.of()
                : solved(group, students, copies, open, desk.students().roster(examId));
    }

    private static Set<String> students(@Nullable Decision decision, Proposals.@Nullable Proposal proposal) {
        Set<String> students = new HashSet<>();
        if (decision != null && decision.studentId() != null) {
            students.add(decision.studentId());
        }
        if (proposal != null) {
            proposal.result().suggestions().forEach(match -> students.add(match.id()));
        }
        return students;
    }

    /** The open copies that may be one of the students', directly or over others; their students are added. */
    private static Set<String> group(Map<String, CmenOcr.Result> open, Set<String> students) {
        Set<String> group = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<String, CmenOcr.Result> each : open.entrySet()) {
                if (!group.contains(each.getKey())
                        && each.getValue().suggestions().stream().anyMatch(match -> students.contains(match.id()))) {
                    group.add(each.getKey());
                    each.getValue().suggestions().forEach(match -> students.add(match.id()));
                    grown = true;
                }
            }
        }
        return group;
    }

    private List<Follower> solved(
            Set<String> group,
            Set<String> students,
            List<Copy> copies,
            Map<String, CmenOcr.Result> open,
            List<Student> roster) {
        Map<String, Student> byId = new HashMap<>();
        roster.forEach(student -> byId.put(student.id(), student));
        List<Copy> taking = new ArrayList<>();
        List<Identification> answers = new ArrayList<>();
        Map<Integer, Student> owned = new HashMap<>();
        for (Copy copy : copies) {
            CopyIdentification has = copy.identification();
            Student owner = has == null || !students.contains(has.studentId()) ? null : byId.get(has.studentId());
            if (group.contains(copy.id())) {
                answers.add(answer(Objects.requireNonNull(open.get(copy.id())), byId));
                taking.add(copy);
            } else if (owner != null) {
                owned.put(taking.size(), owner);
                answers.add(NOTHING_READ);
                taking.add(copy);
            }
        }
        BatchAssignment assignment = new BatchAssignment(matcher(roster), answers);
        owned.forEach(assignment::decide);
        List<Identification> solved = assignment.answers();
        List<Follower> sure = new ArrayList<>();
        for (int i = 0; i < taking.size(); i++) {
            Identification answer = solved.get(i);
            if (!owned.containsKey(i) && answer.decision() == Identification.Decision.IDENTIFIED) {
                Copy copy = taking.get(i);
                Candidate winner = answer.candidates().get(0);
                sure.add(new Follower(
                        copy.id(), copy.version(), winner.student().id(), Math.min(1, winner.probability())));
            }
        }
        return sure;
    }

    private StudentMatcher matcher(List<Student> roster) {
        Matching matching = last;
        if (matching == null || !matching.roster().equals(roster)) {
            matching = new Matching(List.copyOf(roster), new StudentMatcher(roster));
            last = matching;
        }
        return matching.matcher();
    }

    /** What was read of a copy; whom the roster has no more, the copy is not. */
    private static Identification answer(CmenOcr.Result read, Map<String, Student> roster) {
        List<Candidate> candidates = new ArrayList<>();
        for (CmenOcr.Match match : read.suggestions()) {
            Student student = roster.get(match.id());
            if (student == null) {
                return NOTHING_READ;
            }
            candidates.add(match.candidate(student));
        }
        return new Identification(read.decision(), candidates, read.outsiderProbability(), read.reason());
    }
}
