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

    /**
     * Takes the turn to compare a roster with these students and store what follows, which one at a time has, on any node:
     * two imports that meet would both find a new student unknown, and store two.
     *
     * @return empty while somebody else has it
     */
    Optional<Turn> takeTurn();

    /**
     * The turn of {@link #takeTurn}, until it is closed or the process dies.
     *
     * <p><b>Threads:</b> for one thread.
     */
    interface Turn extends AutoCloseable {
        /**
         * Says that the work goes on, to be called at least every ten seconds: a holder who falls silent loses the turn.
         *
         * @throws io.korrigo.KorrigoException when it is lost
         */
        void keep();

        @Override
        void close();
    }
}
