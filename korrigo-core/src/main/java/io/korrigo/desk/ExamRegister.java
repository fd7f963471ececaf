package io.korrigo.desk;

import io.korrigo.exam.Exam;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where exams are made, changed and removed, for hosts that have that done through Korrigo; {@link io.korrigo.exam.ExamStore}
 * reads the same exams.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes where the storage is shared.<br>
 * <b>Errors:</b> {@link io.korrigo.KorrigoException} when storage fails; the call then had no effect.<br>
 * <b>Implementing:</b> pass {@code ExamRegisterContract} of korrigo-testkit.
 */
public interface ExamRegister {
    /**
     * What was removed of an exam; it holds ids and numbers only.
     *
     * @param files pages and PDFs that nothing names any more: the clean-up removes them in its time
     */
    record Removal(String examId, int copies, int files) {}

    /**
     * Exams by name, then id.
     *
     * @param teacher only those that name this user, or null for all
     */
    List<Exam> exams(@Nullable String teacher);

    /** Stores a new exam without copies; false, with no effect, where its id is taken. */
    boolean add(Exam exam);

    /**
     * Replaces an exam, its copies stay; false, with no effect, where it is no more as it was.
     *
     * @param before the exam as it was read
     * @throws IllegalArgumentException when the two have not the same id
     */
    boolean replace(Exam before, Exam after);

    /** Removes the exam with its copies and all that was written on them; empty where there is none. */
    Optional<Removal> remove(String examId);
}
