package io.korrigo.exam;

import java.util.List;
import java.util.Optional;

/**
 * Exams and copies as the host keeps them.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes where the storage is shared.<br>
 * <b>Errors:</b> {@link io.korrigo.KorrigoException} when storage fails; the call then had no effect.<br>
 * <b>Implementing:</b> pass {@code ExamStoreContract} of korrigo-testkit.
 */
public interface ExamStore {
    /** What came of an attempt to change a copy. */
    enum Outcome {
        /** Stored. */
        STORED,
        /** The copy has changed since it was read: read it again and decide anew. */
        COPY_CHANGED,
        /** A person has identified the copy; a machine's answer doesn't replace that. */
        DECIDED_BY_PERSON,
        /** The copy's status doesn't allow it, as after grading. */
        NOT_ALLOWED,
        /** Another copy of the same exam is identified with this student. */
        STUDENT_TAKEN
    }

    /**
     * A scan whose copies are in the store.
     *
     * @param sha256 of the file's content, in lower-case hex
     * @param source which import it was, at most 64 characters
     * @param pages of the scan
     * @param copies that they became
     * @param quarantined pages that no copy has
     */
    record ImportedScan(String examId, String sha256, String source, int pages, int copies, int quarantined) {}

    /** Ids of all exams, in no particular order. */
    List<String> examIds();

    /** The exam, or empty when there is none with this id. */
    Optional<Exam> exam(String examId);

    /** The exam's copies by anonymous id; empty for an unknown exam too. */
    List<Copy> copies(String examId);

    /** The copy, or empty when there is none with this id. */
    Optional<Copy> copy(String copyId);

    /** The copy's annotations by page, then as they were drawn; empty for an unknown copy too. */
    List<Annotation> annotations(String copyId);

    /** The copy's marks, {@link CopyMarks#NONE} where nobody gave any. */
    CopyMarks marks(String copyId);

    /**
     * Says whose copy it is.
     *
     * @param version the {@link Copy#version} on which the decision is based
     */
    Outcome identify(String copyId, long version, CopyIdentification identification);

    /**
     * Names the copy's corrected PDF; its status stays.
     *
     * @param version the {@link Copy#version} from which the PDF was made
     */
    Outcome attachFinalPdf(String copyId, long version, String blobKey);

    /**
     * Makes the copy {@link CopyStatus#GRADING_IN_PROGRESS}, and forgets why an earlier grading failed.
     *
     * @param version the {@link Copy#version} on which the decision is based
     */
    Outcome beginGrading(String copyId, long version);

    /**
     * Ends what {@link #beginGrading} began: the copy becomes GRADED with its PDF and mark, or GRADING_FAILED with the
     * reason; all of it or nothing.
     *
     * @param version the {@link Copy#version} from which the PDF was made
     */
    Outcome endGrading(String copyId, long version, CopyGrading grading);

    /** How the copy's last grading ended; empty before the first one's end and while another is under way. */
    Optional<CopyGrading> grading(String copyId);

    /**
     * Adds the copies of a scan and notes the scan, all or nothing.
     *
     * @param copies of the scan's exam, none of them known
     * @return false, with no effect, where a scan with this content was added to the exam before
     * @throws io.korrigo.KorrigoException when the exam is unknown, or an id is taken
     */
    boolean addScan(ImportedScan scan, List<Copy> copies);

    /** The scan with this content that was added to the exam, or empty. */
    Optional<ImportedScan> scan(String examId, String sha256);
}
