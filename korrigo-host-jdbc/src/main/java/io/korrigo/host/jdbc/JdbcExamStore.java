package io.korrigo.host.jdbc;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyGrading;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyIdentification.Source;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Exams and copies in SQL tables.
 *
 * <p>A change of a copy locks its row and compares versions; that a student has one copy of an exam only is a unique
 * constraint, so that it holds between processes too.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class JdbcExamStore implements ExamStore {
    private final Jdbi jdbi;
    private final HeldStudents students;

    /** Beside {@link StudentTable#OWN}. */
    public JdbcExamStore(Jdbi jdbi) {
        this(jdbi, StudentTable.OWN);
    }

    /** @param students where the students are, in the same database */
    public JdbcExamStore(Jdbi jdbi, StudentTable students) {
        this.jdbi = jdbi;
        this.students = new HeldStudents(students);
    }

    @Override
    public List<String> examIds() {
        return Storage.call(
                "list the exams",
                () -> jdbi.withHandle(handle -> handle.createQuery("select id from korrigo_exams")
                        .mapTo(String.class)
                        .list()));
    }

    @Override
    public Optional<Exam> exam(String examId) {
        return Storage.call("read the exam", () -> jdbi.withHandle(handle -> ExamRows.exam(handle, examId)));
    }

    @Override
    public List<Copy> copies(String examId) {
        return Storage.call("read the copies", () -> jdbi.withHandle(handle -> ExamRows.copies(handle, examId)));
    }

    @Override
    public List<Copy> copiesOf(String studentId) {
        return Storage.call(
                "read a student's copies", () -> jdbi.withHandle(handle -> ExamRows.copiesOf(handle, studentId)));
    }

    @Override
    public Optional<Copy> copy(String copyId) {
        return Storage.call("read the copy", () -> jdbi.withHandle(handle -> ExamRows.copy(handle, copyId, false)));
    }

    @Override
    public List<Annotation> annotations(String copyId) {
        return Storage.call(
                "read the annotations", () -> jdbi.withHandle(handle -> ExamRows.annotations(handle, copyId)));
    }

    @Override
    public CopyMarks marks(String copyId) {
        return Storage.call("read the marks", () -> jdbi.withHandle(handle -> ExamRows.marks(handle, copyId)));
    }

    /**
     * Stores a new exam with its copies and what their correctors wrote, all or nothing; an exam that is there already is
     * left as it is.
     *
     * @return whether it was stored
     */
    public boolean add(Exam exam, List<CorrectedCopy> copies) {
        return Storage.call(
                "store the exam",
                () -> jdbi.inTransaction(handle -> {
                    if (ExamRows.exam(handle, exam.id()).isPresent()) {
                        return false;
                    }
                    ExamRows.insert(handle, exam);
                    copies.forEach(copy -> ExamRows.insert(handle, copy));
                    return true;
                }));
    }

    @Override
    public Outcome identify(String copyId, long version, CopyIdentification identification) {
        try {
            return Storage.call(
                    "identify the copy",
                    () -> jdbi.inTransaction(handle -> identify(handle, copyId, version, identification)));
        } catch (RuntimeException failure) {
            if (Storage.isUniqueViolation(failure)) {
                return Outcome.STUDENT_TAKEN;
            }
            throw failure;
        }
    }

    private Outcome identify(Handle handle, String copyId, long version, CopyIdentification identification) {
        boolean known = students.hold(handle, identification.studentId());
        Optional<Copy> locked = ExamRows.copy(handle, copyId, true).filter(copy -> copy.version() == version);
        if (locked.isEmpty()) {
            return Outcome.COPY_CHANGED;
        }
        if (!known) {
            return Outcome.STUDENT_GONE;
        }
        Copy copy = locked.get();
        if (!copy.status().identifiable()) {
            return Outcome.NOT_ALLOWED;
        }
        if (identification.source() == Source.AUTOMATIC && isDecidedByPerson(handle, copy)) {
            return Outcome.DECIDED_BY_PERSON;
        }
        handle.execute(
                "update korrigo_copies set student_id = ?, identified_by = ?, probability = ?, version = version + 1"
                        + " where id = ?",
                identification.studentId(),
                identification.source().name(),
                identification.probability(),
                copyId);
        return Outcome.STORED;
    }

    private static boolean isDecidedByPerson(Handle handle, Copy copy) {
        CopyIdentification present = copy.identification();
        return present == null ? JdbcDecisionStore.saysNobody(handle, copy.id()) : present.source() == Source.PERSON;
    }

    @Override
    public Outcome attachFinalPdf(String copyId, long version, String blobKey) {
        return Storage.call(
                "attach the final PDF",
                () -> jdbi.inTransaction(handle -> {
                    Optional<Copy> copy =
                            ExamRows.copy(handle, copyId, true).filter(found -> found.version() == version);
                    if (copy.isEmpty()) {
                        return Outcome.COPY_CHANGED;
                    }
                    String present = copy.get().finalPdf();
                    if (copy.get().status() == CopyStatus.GRADED && present != null && !present.equals(blobKey)) {
                        return Outcome.NOT_ALLOWED;
                    }
                    handle.execute(
                            "update korrigo_copies set final_pdf = ?, version = version + 1 where id = ?",
                            blobKey,
                            copyId);
                    return Outcome.STORED;
                }));
    }

    @Override
    public Outcome release(String copyId, long version) {
        return Storage.call(
                "release the copy",
                () -> jdbi.inTransaction(handle -> {
                    Optional<Copy> copy =
                            ExamRows.copy(handle, copyId, true).filter(found -> found.version() == version);
                    if (copy.isEmpty()) {
                        return Outcome.COPY_CHANGED;
                    }
                    if (copy.get().status() != CopyStatus.STAGING
                            || copy.get().pages().isEmpty()) {
                        return Outcome.NOT_ALLOWED;
                    }
                    handle.execute(
                            "update korrigo_copies set status = ?, version = version + 1 where id = ?",
                            CopyStatus.READY.name(),
                            copyId);
                    return Outcome.STORED;
                }));
    }

    @Override
    public Outcome beginGrading(String copyId, long version) {
        return Storage.call(
                "begin to grade the copy",
                () -> jdbi.inTransaction(handle -> {
                    Outcome allowed = move(handle, copyId, version, CopyStatus.GRADING_IN_PROGRESS);
                    if (allowed == Outcome.STORED) {
                        handle.execute(
                                "update korrigo_copies set status = ?, grading_failure = null, locked_by = null,"
                                        + " lock_sha256 = null, locked_until = null, version = version + 1 where id = ?",
                                CopyStatus.GRADING_IN_PROGRESS.name(),
                                copyId);
                    }
                    return allowed;
                }));
    }

    @Override
    public Outcome endGrading(String copyId, long version, CopyGrading grading) {
        BigDecimal mark = grading.finalMark();
        return Storage.call(
                "end the copy's grading",
                () -> jdbi.inTransaction(handle -> {
                    Outcome allowed = move(handle, copyId, version, grading.status());
                    if (allowed == Outcome.STORED) {
                        handle.execute(
                                "update korrigo_copies set status = ?, final_pdf = coalesce(?, final_pdf),"
                                        + " final_mark = ?, grading_failure = ?, version = version + 1 where id = ?",
                                grading.status().name(),
                                grading.finalPdf(),
                                mark == null ? null : mark.toPlainString(),
                                grading.failure(),
                                copyId);
                    }
                    return allowed;
                }));
    }

    /** Whether the copy, whose row is locked from now on, may get the status. */
    private static Outcome move(Handle handle, String copyId, long version, CopyStatus next) {
        Optional<Copy> copy = ExamRows.copy(handle, copyId, true).filter(found -> found.version() == version);
        if (copy.isEmpty()) {
            return Outcome.COPY_CHANGED;
        }
        return copy.get().status().mayBecome(next) ? Outcome.STORED : Outcome.NOT_ALLOWED;
    }

    @Override
    public Optional<CopyGrading> grading(String copyId) {
        return Storage.call(
                "read the copy's grading", () -> jdbi.withHandle(handle -> ExamRows.grading(handle, copyId)));
    }

    @Override
    public boolean addScan(ImportedScan scan, List<Copy> copies, List<ScannedPage> pages) {
        return Storage.call(
                "store the copies of a scan",
                () -> jdbi.inTransaction(handle -> {
                    // the exam's row keeps another import of the same scan waiting
                    handle.createQuery("select id from korrigo_exams where id = ? for update")
                            .bind(0, scan.examId())
                            .mapTo(String.class)
                            .findOne()
                            .orElseThrow(() -> new KorrigoException("Exam " + scan.examId() + " does not exist"));
                    if (ScanRows.scan(handle, scan.examId(), scan.sha256()).isPresent()) {
                        return false;
                    }
                    ScanRows.insert(handle, scan);
                    copies.forEach(copy -> ExamRows.insert(handle, new CorrectedCopy(copy, List.of(), CopyMarks.NONE)));
                    ScanRows.insert(handle, scan.examId(), pages);
                    return true;
                }));
    }

    @Override
    public Optional<ImportedScan> scan(String examId, String sha256) {
        return Storage.call("look for a scan", () -> jdbi.withHandle(handle -> ScanRows.scan(handle, examId, sha256)));
    }

    @Override
    public List<ImportedScan> scans(String examId) {
        return Storage.call("list the scans", () -> jdbi.withHandle(handle -> ScanRows.scans(handle, examId)));
    }

    @Override
    public List<ScannedPage> scannedPages(String examId) {
        return Storage.call(
                "read the pages of scans", () -> jdbi.withHandle(handle -> ScanRows.scannedPages(handle, examId)));
    }
}
