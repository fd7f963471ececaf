package io.korrigo.roster;

import io.korrigo.exam.Student;
import io.korrigo.roster.RosterProblem.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What importing a roster would change, before anything is changed.
 *
 * <p>Data rows of the roster = {@code created} + {@code updated} + {@code unchanged} + rows with {@code problems}.
 * Applied, and planned again from the same roster, a plan has everything {@code unchanged}.
 *
 * @param created rows of students not known yet; their ids are for the store to give
 * @param updated known students about whom the roster says something else
 * @param unchanged known students as the roster has them
 * @param missing known students who are not in the roster: a fact to show, not an order to delete
 * @param problems those of the reading, and rows that can't be told apart from another student; by line
 */
public record ImportPlan(
        List<RosterRow> created,
        List<StudentUpdate> updated,
        List<Student> unchanged,
        List<Student> missing,
        List<RosterProblem> problems) {

    public ImportPlan {
        created = List.copyOf(created);
        updated = List.copyOf(updated);
        unchanged = List.copyOf(unchanged);
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
    }

    /**
     * Compares a roster with the students already known.
     *
     * <ol>
     *   <li>The national number decides, where both sides have it. If name and birth date then both differ, the number
     *       belongs to somebody else: a problem.
     *   <li>Otherwise {@link StudentKey#identity} decides. Two known students who fit, or one who has another number
     *       and is not in the roster under it, are a problem: nobody is merged by guess.
     *   <li>Two rows for one known student: the second is a problem.
     * </ol>
     *
     * @param known every student who could be in this roster; ids are unique
     */
    public static ImportPlan between(RosterReading reading, Collection<Student> known) {
        return new Comparison(known).plan(reading);
    }

    /** The state of one comparison. */
    private static final class Comparison {
        private final Collection<Student> known;
        private final Map<String, Student> byIne = new HashMap<>();
        private final Map<String, List<Student>> byIdentity = new HashMap<>();
        private final Map<String, Integer> lineOfMatched = new HashMap<>();
        /** Ids of students whom the roster mentions, if only in a row with a problem. */
        private final Set<String> mentioned = new HashSet<>();

        private final List<RosterProblem> problems = new ArrayList<>();

        Comparison(Collection<Student> known) {
            this.known = known;
            for (Student student : known) {
                if (student.ine() != null) {
                    byIne.put(student.ine(), student);
                }
                byIdentity
                        .computeIfAbsent(StudentKey.identity(student), key -> new ArrayList<>(1))
                        .add(student);
            }
        }

        ImportPlan plan(RosterReading reading) {
            problems.addAll(reading.problems());
            List<RosterRow> created = new ArrayList<>();
            List<StudentUpdate> updated = new ArrayList<>();
            List<Student> unchanged = new ArrayList<>();
            Set<String> inesOfRoster = new HashSet<>();
            reading.rows().forEach(row -> {
                if (row.student().ine() != null) {
                    inesOfRoster.add(row.student().ine());
                }
            });
            for (RosterRow row : reading.rows()) {
                int problemsBefore = problems.size();
                Student match = match(row, inesOfRoster);
                if (problems.size() > problemsBefore) {
                    continue;
                }
                if (match == null) {
                    created.add(row);
                    continue;
                }
                StudentUpdate update = StudentUpdate.of(row, match);
                if (update.changes().isEmpty()) {
                    unchanged.add(match);
                } else {
                    updated.add(update);
                }
            }
            problems.sort(Comparator.comparingInt(RosterProblem::line));
            List<Student> missing = known.stream()
                    .filter(student -> !mentioned.contains(student.id()))
                    .toList();
            return new ImportPlan(created, updated, unchanged, missing, problems);
        }

        /** The known student of a row; null for none, or where a problem was added. */
        private @Nullable Student match(RosterRow row, Set<String> inesOfRoster) {
            Student read = row.student();
            Student match = read.ine() == null ? null : byIne.get(read.ine());
            if (match != null) {
                boolean sameDate = Objects.equals(match.birthDate(), read.birthDate());
                if (!sameDate && !sameNames(match, read)) {
                    mentioned.add(match.id());
                    return problem(
                            row,
                            Code.INE_CONFLICT,
                            "the national number of a known student with another name and" + " birth date ("
                                    + match.id() + "); correct the number");
                }
            } else {
                match = byIdentity(row, inesOfRoster);
            }
            if (match == null) {
                return null;
            }
            mentioned.add(match.id());
            Integer earlier = lineOfMatched.putIfAbsent(match.id(), row.line());
            return earlier == null
                    ? match
                    : problem(
                            row,
                            Code.DUPLICATE,
                            "the same known student (" + match.id() + ") as line " + earlier + "; remove one of them");
        }

        private @Nullable Student byIdentity(RosterRow row, Set<String> inesOfRoster) {
            String ine = row.student().ine();
            List<Student> candidates =
                    new ArrayList<>(byIdentity.getOrDefault(StudentKey.identity(row.student()), List.of()));
            // A namesake who is in this roster under a number of their own is somebody else.
            candidates.removeIf(
                    student -> ine != null && student.ine() != null && inesOfRoster.contains(student.ine()));
            if (candidates.isEmpty()) {
                return null;
            }
            Student only = candidates.get(0);
            if (candidates.size() == 1 && (ine == null || only.ine() == null)) {
                return only;
            }
            candidates.forEach(student -> mentioned.add(student.id()));
            return problem(
                    row,
                    Code.MATCH_AMBIGUOUS,
                    candidates.size() == 1
                            ? "a known student (" + only.id() + ") has this name and birth date, but another national"
                                    + " number; correct one of the numbers"
                            : "several known students have this name and birth date; add the national number");
        }

        private @Nullable Student problem(RosterRow row, Code code, String message) {
            problems.add(new RosterProblem(row.line(), row.rowNumber(), null, code, message));
            return null;
        }

        private static boolean sameNames(Student one, Student other) {
            return Folding.fold(one.lastName()).equals(Folding.fold(other.lastName()))
                    && Folding.fold(one.firstName()).equals(Folding.fold(other.firstName()));
        }
    }
}
