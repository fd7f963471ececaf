package io.korrigo.roster;

import io.korrigo.exam.Student;
import io.korrigo.roster.RosterProblem.Code;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares a roster with the students already known, row by row, for rosters too large for an {@link ImportPlan}.
 *
 * <p>{@link #notice} every entry of the file first, {@link #decide} every row of it then, both in the order of the file;
 * {@link #missing} says last who is not in it.
 *
 * <ol>
 *   <li>The national number decides, where both sides have it. If name and birth date then both differ, the number
 *       belongs to somebody else: a problem.
 *   <li>Otherwise {@link StudentKey#identity} decides. Two known students who fit, or one who has another number
 *       and is not in the roster under it, are a problem: nobody is merged by guess.
 *   <li>Two rows for one known student: the second is a problem.
 * </ol>
 *
 * <p><b>Threads:</b> for one thread.<br>
 * <b>Memory:</b> the known students and about 60 bytes for each; nothing of the roster but fingerprints of rejected rows.
 */
public final class ImportComparison {
    private final KnownStudents known;
    private final Map<Integer, Integer> lineOfMatched = new HashMap<>();

    /** @param known every student who could be in this roster; ids are unique */
    public ImportComparison(Collection<Student> known) {
        this.known = new KnownStudents(known);
    }

    /** The first look at an entry: which numbers the roster has, and whom rows are about that give no student. */
    public void notice(RosterEntry entry) {
        if (entry instanceof RosterRow row && row.student().ine() != null) {
            known.noteNumber(row.student().ine());
        } else if (entry instanceof RejectedRow row) {
            known.mention(row.mention());
        } else if (entry instanceof LeftOutRow row) {
            known.mention(row.mention());
        }
    }

    /** Forgets which rows were decided, so that all can be decided again, in their order; who was noticed stays so. */
    public void decideAgain() {
        lineOfMatched.clear();
    }

    /** What importing a row comes to. */
    public ImportStep decide(RosterRow row) {
        Student read = row.student();
        int match = read.ine() == null ? -1 : known.byIne(read.ine());
        if (match >= 0) {
            Student student = known.get(match);
            if (!Objects.equals(student.birthDate(), read.birthDate()) && !sameNames(student, read)) {
                known.mention(match);
                return rejected(
                        row,
                        Code.INE_CONFLICT,
                        "the national number of a known student with another name and birth date (" + student.id()
                                + "); correct the number");
            }
            return matched(row, match);
        }
        // A namesake who is in this roster under a number of their own is somebody else.
        List<Integer> namesakes = known.namesakes(read).stream()
                .filter(index -> read.ine() == null || known.get(index).ine() == null || !known.isNumberNoted(index))
                .toList();
        if (namesakes.isEmpty()) {
            return row;
        }
        Student only = known.get(namesakes.get(0));
        if (namesakes.size() == 1 && (read.ine() == null || only.ine() == null)) {
            return matched(row, namesakes.get(0));
        }
        namesakes.forEach(known::mention);
        return rejected(
                row,
                Code.MATCH_AMBIGUOUS,
                namesakes.size() == 1
                        ? "a known student (" + only.id() + ") has this name and birth date, but another national"
                                + " number; correct one of the numbers"
                        : "several known students have this name and birth date; add the national number");
    }

    /**
     * Known students whom no row is about, not even a rejected one or one of a student who left: a fact to show, not an order to delete. A rejected row
     * that names nobody may still be one of them.
     */
    public List<Student> missing() {
        return known.unmentioned();
    }

    private ImportStep matched(RosterRow row, int match) {
        known.mention(match);
        @Nullable Integer earlier = lineOfMatched.putIfAbsent(match, row.line());
        return earlier == null
                ? StudentUpdate.of(row, known.get(match))
                : rejected(
                        row,
                        Code.DUPLICATE,
                        "the same known student (" + known.get(match).id() + ") as line " + earlier
                                + "; remove one of them");
    }

    private static RejectedRow rejected(RosterRow row, Code code, String message) {
        Student read = row.student();
        RosterProblem problem = new RosterProblem(row.line(), row.rowNumber(), null, code, message, row.sheet());
        String ine = read.ine() == null ? "" : read.ine();
        return new RejectedRow(
                row.line(),
                row.rowNumber(),
                List.of(problem),
                Mention.of(read.lastName() + read.firstName(), read.birthDate(), ine),
                row.sheet());
    }

    private static boolean sameNames(Student one, Student other) {
        return Folding.fold(one.lastName()).equals(Folding.fold(other.lastName()))
                && Folding.fold(one.firstName()).equals(Folding.fold(other.firstName()));
    }
}
