package io.korrigo.exam;

import io.korrigo.InvalidInputException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Those of these ids whom the host knows, by id. A host that keeps many students asks for all in one query. */
    default Map<String, Student> students(Collection<String> ids) {
        Map<String, Student> known = new LinkedHashMap<>();
        ids.forEach(id -> student(id).ifPresent(student -> known.put(id, student)));
        return known;
    }

    /** Those who may have written the exam, by id; every student where the host keeps no lists for exams. */
    List<Student> roster(String examId);

    /**
     * Inserts the students with a new id and replaces the others, all or none. Of several with one id the last counts.
     *
     * <p>A host that makes ids itself stores a new student under one of its own, and keeps the id that came with it as a key
     * beside it: whoever comes again with that key is the same student, since an import that was interrupted comes again.
     *
     * @return for each of these, in their order, the student as stored, which has the id by which the host knows it
     */
    List<Student> upsert(Collection<Student> students);

    /** Removes the student; false when there is none of that id. What else is known of them is for the caller to remove. */
    boolean delete(String id);

    /**
     * The students of one part of the school or of many schools, as a store of its own: it knows and finds those of the part only, and
     * whom it is told of becomes one of them. An import of a class or a school compares its file with that part, so that nobody
     * else is missing from it.
     *
     * @param scope the part, as the host names it
     * @throws InvalidInputException when there is no such part, or the host keeps all its students as one
     */
    default StudentStore within(String scope) {
        throw new InvalidInputException(
                "All students are kept as one here: import without the scope \"" + scope + "\"");
    }

    /**
     * Compares a roster with these students and stores what follows, which one at a time does, on any node: two imports that meet
     * would both find a new student unknown, and store two. Parts of one host ({@link #within}) may share one turn or have one
     * each; in any case nobody has that of the whole while somebody has a part's.
     *
     * @param work done in the caller's thread; the turn ends with it, or with the process
     * @return what the work returns; empty, and nothing done, while somebody else has the turn
     * @throws E what the work throws
     */
    <R, E extends Exception> Optional<R> inTurn(TurnWork<R, E> work) throws E;

    /** What is done in a turn. */
    @FunctionalInterface
    interface TurnWork<R, E extends Exception> {
        R run(Turn turn) throws E;
    }

    /**
     * A turn that {@link #inTurn} gave.
     *
     * <p><b>Threads:</b> for one thread.
     */
    interface Turn {
        /**
         * Says that the work goes on, to be called at least every ten seconds: a holder who falls silent loses the turn.
         *
         * @throws io.korrigo.KorrigoException when it is lost
         */
        void keep();
    }
}
