package io.korrigo.rest;

import io.korrigo.exam.Student;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Whom the desk offers for a copy, in the roster's order: those whom a machine names, and so many others that there are five.
 *
 * <p>A machine that is sure names one student, one that isn't several. Were no others among them, whoever reads a copy of the control
 * sample would know that it is one, and whose.
 */
final class DeskCandidates {
    /** As many as there are keys for, and as a machine names at most. */
    static final int SHOWN = 5;

    private DeskCandidates() {}

    /**
     * The same for a copy whenever they are asked for, as long as the roster is the same.
     *
     * @param named ids of those whom a machine names; nobody is offered where it names nobody
     */
    static List<Student> of(String copyId, List<Student> roster, Set<String> named) {
        List<Student> offered = new ArrayList<>(
                roster.stream().filter(student -> named.contains(student.id())).toList());
        if (offered.isEmpty()) {
            return List.of();
        }
        List<String> initials = offered.stream().map(DeskCandidates::initial).toList();
        // one who is called quite otherwise is no choice to anybody
        Comparator<Student> alike = Comparator.comparing(student -> !initials.contains(initial(student)));
        roster.stream()
                .filter(student -> !named.contains(student.id()))
                .sorted(alike.thenComparing(student -> ControlSample.lot(copyId + " " + student.id()))
                        .thenComparing(Student::id))
                .limit(Math.max(0, SHOWN - offered.size()))
                .forEach(offered::add);
        offered.sort(StudentLines.ROSTER);
        return offered;
    }

    private static String initial(Student student) {
        String name = StudentLines.folded(student.lastName());
        return name.isEmpty() ? "" : name.substring(0, 1);
    }
}
