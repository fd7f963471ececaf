package io.korrigo.account;

import io.korrigo.KorrigoException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Removes a student and everything that was made of them; the port through which a host does what its law asks.
 *
 * <p>Nothing may bring the student back: erase while you hold {@link io.korrigo.exam.StudentStore#inTurn}, and remove the rosters
 * below {@code KorrigoTasks.rosterPrefix()}, which imports that still wait would read.
 *
 * <p><b>Threads:</b> safe for concurrent use.<br>
 * <b>Errors:</b> {@link io.korrigo.KorrigoException} or {@link IOException} when storage fails; asked again, it goes
 * on where it was.
 */
@FunctionalInterface
public interface StudentErasure {
    /**
     * Erases the student.
     *
     * @param actor on whose behalf, for the audit log
     * @return what was removed; empty when there is no student of that id
     * @throws ImportRunning when an import is storing students, which could bring this one back: nothing was removed
     */
    Optional<Receipt> erase(String studentId, String actor) throws IOException;

    /**
     * What was removed. It holds ids and numbers only, and can be kept.
     *
     * @param account whether there was an account, removed with its first password
     * @param copies ids of the copies that lost the link to the student; pages and marks stay under the anonymous id
     * @param files how many evidence documents, corrected PDFs and archives with these copies were removed
     * @param remains what may still hold the student, and until when
     */
    record Receipt(
            String studentId,
            Instant erasedAt,
            boolean account,
            List<String> copies,
            int files,
            List<Remainder> remains) {
        public Receipt {
            copies = List.copyOf(copies);
            remains = List.copyOf(remains);
        }
    }

    /** Students are being imported: erase when that has ended. */
    final class ImportRunning extends KorrigoException {
        private static final long serialVersionUID = 1L;

        public ImportRunning() {
            super("An import is storing students; erase the student when it has ended");
        }
    }

    /**
     * Something that is not erased at once.
     *
     * @param what a sort of data, such as results of tasks
     * @param until when the last of it is gone
     */
    record Remainder(String what, Instant until) {}
}
