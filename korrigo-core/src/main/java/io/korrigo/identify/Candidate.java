package io.korrigo.identify;

import io.korrigo.exam.Student;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A roster student proposed for a reading.
 *
 * @param student who
 * @param probability posterior that this student wrote the header, 0 to 1
 * @param agreement how well each row agrees with this student
 * @param objection why the student can't be identified from what was read, however probable; null where nothing stands
 *     against it
 * @param differences places in which what is written differs from what this student would have written
 * @param due the capital or digit that was due in each of them, a space where none was; empty where it isn't known. For
 *     evidence only: what is stored or logged tells no letter of a name
 */
public record Candidate(
        Student student,
        double probability,
        FieldAgreement agreement,
        @Nullable Reason objection,
        List<Difference> differences,
        String due) {
    /** @throws IllegalArgumentException when signs were due in more or fewer places than differ */
    public Candidate {
        differences = List.copyOf(differences);
        if (!due.isEmpty() && due.length() != differences.size()) {
            throw new IllegalArgumentException(
                    due.length() + " signs are due in " + differences.size() + " places that differ");
        }
    }

    /** A candidate of whom is not known what was due where. */
    public Candidate(
            Student student,
            double probability,
            FieldAgreement agreement,
            @Nullable Reason objection,
            List<Difference> differences) {
        this(student, probability, agreement, objection, differences, "");
    }

    /** A candidate against whom nothing stands. */
    public Candidate(Student student, double probability, FieldAgreement agreement) {
        this(student, probability, agreement, null, List.of());
    }

    /** The same with another probability. */
    public Candidate with(double other) {
        return new Candidate(student, other, agreement, objection, differences, due);
    }

    /** The same, not to be identified. */
    public Candidate objectedTo(Reason reason) {
        return new Candidate(student, probability, agreement, reason, differences, due);
    }

    /** Tells no letter. */
    @Override
    public String toString() {
        return "Candidate[" + student + ", probability=" + probability + ", objection=" + objection + ", differences="
                + differences + "]";
    }
}
