package io.korrigo.identify.match;

import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.match.JointPosterior.Claims;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The copies of one exam and one roster taken together, where each student hands in one copy at most.
 *
 * <ol>
 *   <li>Copies that may be the same student's, directly or over others, are solved together, exactly
 *       ({@code JointPosterior}): students may be absent, copies may be nobody's, and one copy in a thousand may break
 *       the rule.
 *   <li>A copy that a person would have had to decide is identified when the others have taken the students that stood
 *       in its way, or when few students are left. Never with a student against whom its rows speak, and never by elimination between twins or
 *       homonyms: the copy itself must make its student a thousand times as likely as the look-alike.
 *   <li>Copies that claim one student go to review, all but one that is a million times surer than the next.
 *   <li>What a person decided stays; the other copies that it touches are solved anew.
 * </ol>
 *
 * <p>Sheets of one copy are not several copies: match them together.
 *
 * <p><b>Threads:</b> for one thread. The answers depend on the copies' answers and the decisions only, not on their
 * order.
 */
public final class BatchAssignment {
    /** Below this a student's chance on a copy doesn't tie it to other copies; raised where too many hang together. */
    private static final double[] NEGLIGIBLE = {1e-9, 1e-6, 1e-4, 1e-2, 0.1};
    /** What is missing to 1 by rounding only. */
    private static final double ROUNDING = 1e-12;

    /**
     * A copy that the roster's students wrote is one of those who have no copy yet. How much that makes each of them
     * likelier is taken no further than this, lest somebody who resembles an absent student be taken for them.
     */
    private static final double MOST_SCARCE = 20;

    private final BatchVerdict verdict;
    /** How much likelier a student is to have written a copy, given that so many others have theirs. */
    private final double scarcity;

    private final List<Identification> copies;
    private final Map<Integer, Optional<Student>> decisions = new HashMap<>();
    private final Map<String, TreeSet<Integer>> claimants = new HashMap<>();
    private final Identification[] answers;

    /**
     * @param matcher of the roster, which gave the answers
     * @param copies one answer for each copy
     */
    public BatchAssignment(StudentMatcher matcher, List<Identification> copies) {
        this.copies = List.copyOf(copies);
        this.verdict = new BatchVerdict(matcher.threshold());
        long taken = copies.stream()
                .filter(copy -> copy.decision() == Decision.IDENTIFIED)
                .count();
        scarcity = Math.min(MOST_SCARCE, matcher.rosterSize() / Math.max(1.0, matcher.rosterSize() - taken));
        answers = new Identification[copies.size()];
        TreeSet<Integer> all = new TreeSet<>();
        for (int copy = 0; copy < answers.length; copy++) {
            answers[copy] = copies.get(copy);
            all.add(copy);
            link(copy);
        }
        solve(all);
    }

    /** One answer for each copy, in their order. */
    public List<Identification> answers() {
        return List.copyOf(Arrays.asList(answers));
    }

    /**
     * A person says whose copy it is; the copies that this touches are solved anew.
     *
     * @throws IllegalArgumentException when a person gave the student to another copy
     */
    public void decide(int copy, Student student) {
        decisions.forEach((other, decision) -> {
            if (other != copy && decision.map(Student::id).equals(Optional.of(student.id()))) {
                throw new IllegalArgumentException("Copy " + other + " has student " + student.id() + " already");
            }
        });
        change(copy, Optional.of(student));
    }

    /** A person says that nobody of the roster wrote the copy; the copies that this touches are solved anew. */
    public void decideNobody(int copy) {
        change(copy, Optional.empty());
    }

    private void change(int copy, Optional<Student> decision) {
        TreeSet<Integer> touched = new TreeSet<>(group(copy));
        claims(copy).students().keySet().forEach(id -> claimants.get(id).remove(copy));
        decisions.put(copy, decision);
        link(copy);
        touched.addAll(group(copy));
        solve(touched);
    }

    private void link(int copy) {
        claims(copy)
                .students()
                .keySet()
                .forEach(id ->
                        claimants.computeIfAbsent(id, key -> new TreeSet<>()).add(copy));
    }

    /** What the copy says by itself. */
    private Claims claims(int copy) {
        Optional<Student> decision = decisions.get(copy);
        if (decision != null) {
            return decision.map(student -> new Claims(Map.of(student.id(), 1.0), 0))
                    .orElse(new Claims(Map.of(), 1));
        }
        Identification own = copies.get(copy);
        if (own.decision() == Decision.UNREADABLE) {
            return new Claims(Map.of(), 1);
        }
        Map<String, Double> students = new LinkedHashMap<>();
        double rest = 1 - own.outsiderProbability();
        for (Candidate candidate : own.candidates()) {
            students.put(candidate.student().id(), candidate.probability());
            rest -= candidate.probability();
        }
        double sum = own.outsiderProbability() + scarcity * (1 - own.outsiderProbability());
        double nobody = own.outsiderProbability() + (rest > ROUNDING ? scarcity * rest : 0);
        students.replaceAll((id, probability) -> scarcity * probability / sum);
        return new Claims(students, nobody / sum).without(NEGLIGIBLE[0]);
    }

    /** The copies that hang together with {@code copy}. */
    private TreeSet<Integer> group(int copy) {
        TreeSet<Integer> group = new TreeSet<>(List.of(copy));
        List<Integer> open = new ArrayList<>(group);
        while (!open.isEmpty()) {
            int next = open.remove(open.size() - 1);
            for (String id : claims(next).students().keySet()) {
                for (int other : claimants.get(id)) {
                    if (group.add(other)) {
                        open.add(other);
                    }
                }
            }
        }
        return group;
    }

    private void solve(TreeSet<Integer> touched) {
        TreeSet<Integer> left = new TreeSet<>(touched);
        while (!left.isEmpty()) {
            TreeSet<Integer> group = group(left.first());
            left.removeAll(group);
            Map<Integer, Claims> claims = new LinkedHashMap<>();
            group.forEach(copy -> claims.put(copy, claims(copy)));
            Map<Integer, Map<String, Double>> joint = new HashMap<>();
            solve(claims, 0, joint);
            for (int copy : group) {
                answers[copy] = decisions.containsKey(copy)
                        ? verdict.decided(copies.get(copy), decisions.get(copy))
                        : verdict.of(copies.get(copy), joint.getOrDefault(copy, Map.of()));
            }
            settle(group);
        }
    }

    /** Solves copies together if they are few enough, else without the weakest ties between them. */
    private static void solve(Map<Integer, Claims> group, int step, Map<Integer, Map<String, Double>> joint) {
        long students = group.values().stream()
                .flatMap(claims -> claims.students().keySet().stream())
                .distinct()
                .count();
        if (students <= JointPosterior.MOST_STUDENTS) {
            List<Claims> all = List.copyOf(group.values());
            JointPosterior posterior = new JointPosterior(all);
            int position = 0;
            for (int copy : group.keySet()) {
                Map<String, Double> probabilities = new HashMap<>();
                double[] values = posterior.of(position);
                int i = 0;
                for (String id : all.get(position).students().keySet()) {
                    probabilities.put(id, values[i++]);
                }
                joint.put(copy, probabilities);
                position++;
            }
        } else if (step + 1 < NEGLIGIBLE.length) {
            Map<Integer, Claims> weaker = new LinkedHashMap<>();
            group.forEach((copy, claims) -> weaker.put(copy, claims.without(NEGLIGIBLE[step + 1])));
            for (Map<Integer, Claims> part : parts(weaker)) {
                solve(part, step + 1, joint);
            }
        }
    }

    private static Collection<Map<Integer, Claims>> parts(Map<Integer, Claims> group) {
        Map<String, Map<Integer, Claims>> byStudent = new HashMap<>();
        List<Map<Integer, Claims>> parts = new ArrayList<>();
        group.forEach((copy, claims) -> {
            Map<Integer, Claims> part = new LinkedHashMap<>(Map.of(copy, claims));
            for (String id : claims.students().keySet()) {
                Map<Integer, Claims> other = byStudent.get(id);
                if (other != null && other != part) {
                    part.putAll(other);
                    parts.remove(other);
                    for (Claims joined : other.values()) {
                        joined.students().keySet().forEach(student -> byStudent.put(student, part));
                    }
                }
                byStudent.put(id, part);
            }
            parts.add(part);
        });
        return parts;
    }

    /** Of the copies that claim one student, at most one stays. */
    private void settle(TreeSet<Integer> group) {
        Map<String, List<Integer>> byStudent = new LinkedHashMap<>();
        for (int copy : group) {
            answers[copy]
                    .student()
                    .ifPresent(student -> byStudent
                            .computeIfAbsent(student.id(), key -> new ArrayList<>())
                            .add(copy));
        }
        byStudent.forEach((id, claiming) -> {
            if (claiming.size() > 1) {
                settle(id, claiming);
            }
        });
    }

    private void settle(String id, List<Integer> claiming) {
        boolean decided = claiming.stream().anyMatch(decisions::containsKey);
        Optional<Integer> surest = decided
                ? claiming.stream().filter(decisions::containsKey).findFirst()
                : verdict.surest(id, claiming, copies);
        for (int copy : claiming) {
            if (!surest.equals(Optional.of(copy))) {
                answers[copy] = verdict.contested(answers[copy], surest.isPresent(), decided);
            }
        }
    }
}
