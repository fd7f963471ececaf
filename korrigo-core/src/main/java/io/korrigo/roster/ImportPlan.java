package io.korrigo.roster;

import io.korrigo.exam.Student;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What importing a roster would change, before anything is changed.
 *
 * <p>Data rows of the roster = {@code created} + {@code updated} + {@code unchanged} + {@code rejected} + {@code leftOut}.
 * Applied, and planned again from the same roster, a plan has everything {@code unchanged}.
 *
 * @param created rows of students not known yet; their ids are for the store to give
 * @param updated known students about whom the roster says something else
 * @param unchanged known students as the roster has them
 * @param missing known students whom no row is about, not even a rejected one: a fact to show, not an order to delete
 * @param leftOut rows of students who left, and equal rows of one student; by line
 * @param rejected rows with a problem, of the reading or because they can't be told apart from another student; by line
 */
public record ImportPlan(
        List<RosterRow> created,
        List<StudentUpdate> updated,
        List<Student> unchanged,
        List<Student> missing,
        List<LeftOutRow> leftOut,
        List<RejectedRow> rejected) {

    public ImportPlan {
        created = List.copyOf(created);
        updated = List.copyOf(updated);
        unchanged = List.copyOf(unchanged);
        missing = List.copyOf(missing);
        leftOut = List.copyOf(leftOut);
        rejected = List.copyOf(rejected);
    }

    /**
     * Compares a roster with the students already known, as {@link ImportComparison} does.
     *
     * @param known every student who could be in this roster; ids are unique
     */
    public static ImportPlan between(RosterReading reading, Collection<Student> known) {
        ImportComparison comparison = new ImportComparison(known);
        reading.rows().forEach(comparison::notice);
        reading.rejected().forEach(comparison::notice);
        reading.leftOut().forEach(comparison::notice);
        List<RosterRow> created = new ArrayList<>();
        List<StudentUpdate> updated = new ArrayList<>();
        List<Student> unchanged = new ArrayList<>();
        List<RejectedRow> rejected = new ArrayList<>(reading.rejected());
        for (RosterRow row : reading.rows()) {
            ImportStep step = comparison.decide(row);
            if (step instanceof StudentUpdate update) {
                if (update.changes().isEmpty()) {
                    unchanged.add(update.before());
                } else {
                    updated.add(update);
                }
            } else if (step instanceof RejectedRow rejection) {
                rejected.add(rejection);
            } else {
                created.add(row);
            }
        }
        rejected.sort(Comparator.comparingInt(RejectedRow::rowNumber));
        return new ImportPlan(created, updated, unchanged, comparison.missing(), reading.leftOut(), rejected);
    }

    /** The problems of all rejected rows, by line. */
    public List<RosterProblem> problems() {
        return rejected.stream().flatMap(row -> row.problems().stream()).toList();
    }
}
