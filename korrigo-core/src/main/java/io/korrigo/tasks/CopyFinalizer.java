package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyGrading;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Closes a corrected copy: works out its final mark, makes its final PDF, and grades it.
 *
 * <ol>
 *   <li>The copy becomes GRADING_IN_PROGRESS. One that a lost worker left so is taken up again.
 *   <li>Mark and PDF are made from what the store says at one version of the copy; the PDF's key depends on its content, so
 *       two workers at once make one PDF.
 *   <li>The copy becomes GRADED at that version only: of many workers one does it, the others find it done. Where it
 *       changed meanwhile, all is made anew.
 *   <li>What fails, fails visibly: the copy becomes GRADING_FAILED with the reason, and may be tried again. A page that is
 *       missing is such a failure, and no page at all too.
 * </ol>
 *
 * <p>No lock is held while the PDF is drawn, so workers that meet draw it twice, and one of them for nothing. READY copies can be
 * finalised as well as LOCKED ones: the version keeps two people from closing what they didn't see.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes as far as the ports are.
 */
public final class CopyFinalizer {
    /** A copy that others keep changing is drawn this many times, then the call fails. */
    private static final int TRIES = 100;

    private final ExamStore exams;
    private final AuditLog audit;
    private final FinalPdfs finalPdfs;

    public CopyFinalizer(
            ExamStore exams, StudentStore students, BlobStore blobs, AuditLog audit, ExportOptions options) {
        this(exams, audit, new FinalPdfs(exams, students, blobs, options, new ToldWork()));
    }

    CopyFinalizer(ExamStore exams, AuditLog audit, FinalPdfs finalPdfs) {
        this.exams = exams;
        this.audit = audit;
        this.finalPdfs = finalPdfs;
    }

    /**
     * A graded copy.
     *
     * @param finalScore its mark, exact, or null where the exam has no marking scheme and the copy no mark
     * @param finalPdf blob key of its PDF
     */
    public record Finalized(String copyId, @Nullable BigDecimal finalScore, String finalPdf) {}

    /**
     * Grades the copy, or returns how it was graded.
     *
     * @param actor the user on whose behalf, for the audit log
     * @throws InvalidInputException when it can't be graded as it is: its status forbids it, it has no page or not all of
     *     them, or its scores contradict the marking scheme
     * @throws IOException when storage fails; it may work later
     */
    public Finalized finish(String copyId, String actor) throws IOException {
        return finish(copyId, actor, () -> {}, line -> {});
    }

    /** The same for a task. */
    Finalized finish(String copyId, String actor, Runnable checkCancelled, Consumer<String> log) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            checkCancelled.run();
            Copy copy = exams.copy(copyId)
                    .orElseThrow(() -> new InvalidInputException("Copy " + copyId + " does not exist"));
            if (copy.status() == CopyStatus.GRADED) {
                return graded(copy, actor);
            }
            if (copy.status() == CopyStatus.GRADING_IN_PROGRESS) {
                work(copy, checkCancelled, log);
            } else if (exams.beginGrading(copyId, copy.version()) == ExamStore.Outcome.NOT_ALLOWED) {
                throw new InvalidInputException("Copy " + copyId + " is " + copy.status()
                        + " and can't be finalised: only a copy that is READY, LOCKED or GRADING_FAILED can");
            }
        }
        throw new KorrigoException("Copy " + copyId + " keeps changing");
    }

    /** Tells of a copy that is graded. Its version is the same for all who tell, so it is audited once. */
    private Finalized graded(Copy copy, String actor) {
        String pdf = copy.finalPdf();
        if (pdf == null) {
            throw new InvalidInputException("Copy " + copy.id() + " is graded, and its final PDF was erased");
        }
        String key = "finalize_copy/" + copy.id() + "/" + copy.version();
        audit.recordOnce(key, AuditLog.Event.FINALIZE, actor, copy.id(), "version " + copy.version());
        BigDecimal mark = exams.grading(copy.id()).map(CopyGrading::finalMark).orElse(null);
        return new Finalized(copy.id(), mark, pdf);
    }

    /** Ends the grading of a copy, unless somebody else does meanwhile. */
    private void work(Copy copy, Runnable checkCancelled, Consumer<String> log) throws IOException {
        CopyGrading grading;
        try {
            grading = grading(copy, checkCancelled, log);
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError failure) {
            // where the copy is no longer as it was, whoever changed it has the say
            exams.endGrading(copy.id(), copy.version(), CopyGrading.failed(reason(copy, failure)));
            if (failure instanceof NoSuchFileException missing) {
                throw new InvalidInputException(reason(copy, missing), missing);
            }
            throw failure;
        }
        exams.endGrading(copy.id(), copy.version(), grading);
    }

    private CopyGrading grading(Copy copy, Runnable checkCancelled, Consumer<String> log) throws IOException {
        if (copy.pages().isEmpty()) {
            throw new InvalidInputException("Copy " + copy.id() + " has no page; scan it first");
        }
        Exam exam = exams.exam(copy.examId())
                .orElseThrow(() -> new InvalidInputException("Exam " + copy.examId() + " does not exist"));
        List<Annotation> annotations = exams.annotations(copy.id());
        BigDecimal mark = exams.marks(copy.id())
                .finalMark(exam.markingScheme(), annotations)
                .orElse(null);
        FinalPdfs.Drawn drawn = finalPdfs.draw(copy, checkCancelled, log);
        checkCancelled.run();
        return CopyGrading.done(drawn.key(), mark);
    }

    private static String reason(Copy copy, Throwable failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "Copy " + copy.id() + " lacks the page " + missing.getFile() + "; scan it again";
        }
        return failure instanceof KorrigoException told && told.getMessage() != null
                ? told.getMessage()
                : "The final PDF could not be made (" + failure.getClass().getSimpleName() + "); try again";
    }
}
