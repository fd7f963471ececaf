package io.korrigo.exam;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The school's students as the host keeps them.
 *
 * <p><b>Threads:</b> safe for concurrent use.<br>
 * <b>Errors:</b> {@link io.korrigo.KorrigoException} when storage fails; the call then had no effect.<br>
 * <b>Implementing:</b> pass {@code StudentStoreContract} of korrigo-testkit.
 */
public interface StudentStore {
    /** Every student, by id. */
    List<Student> students();

    /** The student with this id, or empty. */
    default Optional<Student> student(String id) {
        return students().stream().filter(student -> student.id().equals(id)).findFirst();
    }

    /** Those who may have written the exam, by id; every student where the host keeps no lists for exams. */
    List<Student> roster(String examId);

    /**
     * Inserts the students with a new id and replaces the others, all or none. Of several with one id the last counts.
     */
    void upsert(Collection<Student> students);

    /** Removes the student; false when there is none of that id. What else is known of them is for the caller to remove. */
    boolean delete(String id);
}
