package io.korrigo.exam;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        STUDENT_TAKEN,
        /** There is no such student, who may have been erased meanwhile. */
        STUDENT_GONE
    }

    /**
     * Something in a scan that a person should look at.
     *
     * @param kind one word of small letters and underscores
     * @param sheet in the pile, from 1, or 0 where it concerns no certain one
     * @param copyId the copy concerned, or null
     * @param found a number that the kind speaks of, or 0
     * @param expected the number that was expected instead, or 0
     */
    record ScanProblem(String kind, int sheet, @Nullable String copyId, int found, int expected) {}

    /**
     * A scan whose copies are in the store.
     *
     * @param sha256 of the file's content, in lower-case hex
     * @param source which import it was, at most 64 characters
     * @param name how people call the file, at most 200 characters; empty where it isn't known
     * @param pages of the scan
     * @param copies that they became
     * @param quarantined pages that no copy has
     * @param sheetsExpected how many somebody counted, or null
     * @param copiesExpected how many somebody counted, or null
     * @param problems the most harmful first
     * @param at when it was added, as the store tells; null before that, and where it doesn't
     */
    record ImportedScan(
            String examId,
            String sha256,
            String source,
            String name,
            int pages,
            int copies,
            int quarantined,
            @Nullable Integer sheetsExpected,
            @Nullable Integer copiesExpected,
            List<ScanProblem> problems,
            @Nullable Instant at) {
        public ImportedScan {
            problems = List.copyOf(problems);
        }

        /** A scan of which nobody counted anything, and nothing is wrong. */
        public ImportedScan(String examId, String sha256, String source, int pages, int copies, int quarantined) {
            this(examId, sha256, source, "", pages, copies, quarantined, null, null, List.of(), null);
        }
    }

    /**
     * A page as it came out of a scan: in a copy, or in quarantine.
     *
     * @param id unlike any other page's of the exam, at most 100 characters; it stays, wherever the page is put
     * @param picture blob key
     * @param file how people find the view it was cut from: "scan.pdf#3"
     * @param sheet in the pile, from 1
     * @param recto whether it is on the side of its sheet that has the first page
     * @param blank whether nobody wrote on it
     * @param beginsBooklet whether it is the first page of a booklet, which carries a header
     * @param copyId the copy it was put into, or null
     * @param reason why it is in quarantine, one word; null where it is in a copy
     */
    record ScannedPage(
            String id,
            String picture,
            String file,
            int sheet,
            boolean recto,
            boolean blank,
            boolean beginsBooklet,
            @Nullable String copyId,
            @Nullable String reason) {
        /** @throws IllegalArgumentException unless it is either in a copy or in quarantine */
        public ScannedPage {
            if ((copyId == null) == (reason == null) || sheet < 1) {
                throw new IllegalArgumentException("Page " + id + " is in a copy, or in quarantine for a reason");
            }
        }
    }

    /** Ids of all exams, in no particular order. */
    List<String> examIds();

    /** The exam, or empty when there is none with this id. */
    Optional<Exam> exam(String examId);

    /** The exam's copies by anonymous id; empty for an unknown exam too. */
    List<Copy> copies(String examId);

    /** All copies that are this student's, of whatever exam, by exam and anonymous id. */
    default List<Copy> copiesOf(String studentId) {
        return examIds().stream()
                .sorted()
                .flatMap(exam -> copies(exam).stream())
                .filter(copy -> copy.identification() != null
                        && copy.identification().studentId().equals(studentId))
                .toList();
    }

    /** The copy, or empty when there is none with this id. */
    Optional<Copy> copy(String copyId);

    /** The copy's annotations by page, then as they were drawn; empty for an unknown copy too. */
    List<Annotation> annotations(String copyId);

    /** The copy's marks, {@link CopyMarks#NONE} where nobody gave any. */
    CopyMarks marks(String copyId);

    /**
     * Says whose copy it is. An erasure of the student comes before, and then it answers {@code STUDENT_GONE}, or after, and finds
     * the copy: a store that reads the student and then writes the copy holds the student's row in between.
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
     * Makes a copy {@link CopyStatus#READY} that was held after its scan.
     *
     * @param version the {@link Copy#version} that the person saw
     * @return {@code NOT_ALLOWED} for one that isn't STAGING, or has no page
     */
    Outcome release(String copyId, long version);

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
     * @param pages all of the scan's, those of a copy in reading order
     * @return false, with no effect, where a scan with this content was added to the exam before
     * @throws io.korrigo.KorrigoException when the exam is unknown, or an id is taken
     */
    boolean addScan(ImportedScan scan, List<Copy> copies, List<ScannedPage> pages);

    /** The scan with this content that was added to the exam, or empty. */
    Optional<ImportedScan> scan(String examId, String sha256);

    /** The exam's scans in the order in which they were added; empty for an unknown exam too. */
    List<ImportedScan> scans(String examId);

    /**
     * The pages of all scans of the exam as they were added, scan after scan, those of a copy in reading order; empty for copies
     * that came in another way.
     */
    List<ScannedPage> scannedPages(String examId);
}
