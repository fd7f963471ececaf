package io.korrigo.paper;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.ExamStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what people put right in the paper of exams, and changes copies accordingly.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes where the storage is shared.<br>
 * <b>Errors:</b> {@link io.korrigo.KorrigoException} when storage fails; the call then had no effect.<br>
 * <b>Implementing:</b> pass {@code PaperStoreContract} of korrigo-testkit; over the same storage as {@link ExamStore}.
 */
public interface PaperStore {
    /** The exam's corrections in the order in which they were made. */
    List<PaperLog.Entry> corrections(String examId);

    /** What was written on pages that are in quarantine, by page id; the page index is 0. */
    Map<String, List<Annotation>> keptAnnotations(String examId);

    /**
     * A correction with what it does to copies.
     *
     * @param number the entry's, from 0: how many corrections the exam had
     * @param copies those that change
     * @param kept what stays with pages in quarantine, by page id; an empty list for a page that is in none any more
     */
    record Addition(
            String examId,
            int number,
            PaperLog.Entry entry,
            List<ChangedCopy> copies,
            Map<String, List<Annotation>> kept) {
        public Addition {
            copies = List.copyOf(copies);
            kept = Map.copyOf(kept);
        }

        /** Ids of all students whom the entry or a copy names, those who were erased before left out. */
        public SortedSet<String> students() {
            SortedSet<String> named = new TreeSet<>();
            for (ChangedCopy changed : copies) {
                addTo(named, changed.copy().identification());
            }
            if (entry.correction() instanceof Correction.Assign assign) {
                addTo(named, assign.student());
                addTo(named, assign.before());
            } else if (entry.correction() instanceof Correction.Restore restore) {
                restore.students().values().forEach(student -> addTo(named, student));
            }
            return named;
        }

        private static void addTo(Set<String> named, @Nullable CopyIdentification identification) {
            addTo(named, identification == null ? null : identification.studentId());
        }

        private static void addTo(Set<String> named, @Nullable String student) {
            if (student != null && !student.equals(Paper.NOBODY) && !student.startsWith(Paper.ERASED)) {
                named.add(student);
            }
        }
    }

    /**
     * A copy as it is after a correction.
     *
     * @param copy with the version on which the correction is based, which is then raised by one; of it the store takes status,
     *     booklets and identification
     * @param isNew whether there is no such copy yet; it gets no identification then
     * @param annotations all of the copy's
     */
    record ChangedCopy(Copy copy, boolean isNew, List<Annotation> annotations) {
        public ChangedCopy {
            annotations = List.copyOf(annotations);
        }
    }

    /**
     * Adds a correction and changes its copies, all or nothing.
     *
     * @return {@code COPY_CHANGED} where a copy has another version or the exam another number of corrections, {@code
     *     NOT_ALLOWED} where a copy is neither STAGING nor READY, {@code STUDENT_TAKEN}, {@code STUDENT_GONE} where the
     *     entry or a copy names a student who is not there, or {@code STORED}
     * @throws io.korrigo.KorrigoException when the exam is unknown
     */
    ExamStore.Outcome append(Addition addition);
}
