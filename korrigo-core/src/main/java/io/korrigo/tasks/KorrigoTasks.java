package io.korrigo.tasks;

import io.korrigo.account.AccountIssuer;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.identify.Identification;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.print.PrintedReader;
import io.korrigo.scan.PileLimits;
import io.korrigo.task.Task;
import io.korrigo.task.TaskRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds Korrigo's tasks over the host's ports: each group asks only for what its tasks use, and a host takes the groups that
 * it wants. What only other groups need is not loaded: imports do without OpenCV.
 *
 * <p><b>Threads:</b> for one thread; the tasks are as safe for concurrent use as the ports are.
 */
public final class KorrigoTasks {
    /**
     * What every blob key starts with that Korrigo makes up: no blob of the host's may be there, and none elsewhere is ever
     * removed but the files of exams that versions before this prefix made.
     */
    public static final String BLOB_PREFIX = BlobKeys.PREFIX;

    private final List<Task<?, ?>> tasks = new ArrayList<>();
    private final ToldWork told = new ToldWork();
    private @Nullable Identified identification;
    private @Nullable PrintedReader printed;
    private @Nullable Imports imports;
    private @Nullable AccountIssuer issuer;

    private KorrigoTasks() {}

    private record Identified(
            ExamStore exams, StudentStore students, BlobStore blobs, AuditLog audit, HeaderReader reader) {}

    private record Imports(StudentStore students, BlobStore blobs, AuditLog audit) {}

    /**
     * Is told what tasks have done, for a host's metrics.
     *
     * <p><b>Threads:</b> called by workers, side by side.<br>
     * <b>Errors:</b> what it throws is logged and otherwise passed over.
     */
    public interface Listener {
        /** A copy's headers were read, and say this by themselves: before a batch weighs it against other copies. */
        void headersRead(Identification.Decision decision);

        /**
         * A final PDF was drawn.
         *
         * @param pages it has, at least 1
         */
        void pagesFlattened(int pages);
    }

    /** What the blob keys of a copy's evidence start with, for hosts that erase it; the second is of earlier versions. */
    public static List<String> evidencePrefixes(String examId, String copyId) {
        String prefix = BlobKeys.evidence(examId, copyId);
        return List.of(prefix, BlobKeys.earlier(prefix));
    }

    /** What the blob keys of an exam's archives start with, for hosts that erase a student; the second is of earlier versions. */
    public static List<String> archivePrefixes(String examId) {
        String prefix = BlobKeys.export(examId);
        return List.of(prefix, BlobKeys.earlier(prefix));
    }

    /** Where a file that somebody uploaded is kept for a task to read, until the clean-up. */
    public static String uploadKey(String sha256) {
        return BlobKeys.uploads() + sha256;
    }

    /**
     * Where it is told what an upload is that comes in parts, until the clean-up.
     *
     * @param upload its id, 64 hexadecimal digits
     */
    public static String uploadInPartsKey(String upload) {
        return BlobKeys.uploadInParts(upload);
    }

    /**
     * Where a part of an upload is kept, until all are there or the clean-up.
     *
     * @param upload its id, 64 hexadecimal digits
     * @param number from 1 to 999,999
     */
    public static String uploadPartKey(String upload, int number) {
        return BlobKeys.uploadPart(upload, number);
    }

    /**
     * What keys of an upload's parts start with; their numbers follow.
     *
     * @param upload its id, 64 hexadecimal digits
     */
    public static String uploadPartKeys(String upload) {
        return BlobKeys.uploadParts(upload);
    }

    /** Where a roster that somebody uploaded is kept for an import to read, until the clean-up or the next erasure of a student. */
    public static String rosterKey(String sha256) {
        return rosterPrefix() + sha256;
    }

    /**
     * What the keys of {@link #rosterKey} start with: a host that erases a student removes them all, for an import that still
     * waits would bring the student back.
     */
    public static String rosterPrefix() {
        return BlobKeys.rosters();
    }

    /**
     * What ids of the pages and copies of a scan begin with, before a hyphen: twelve hex digits.
     *
     * @param sha256 of the scan
     */
    public static String scanId(String examId, String sha256) {
        return StoredPile.mark(examId, sha256);
    }

    /** Starts with no task. */
    public static KorrigoTasks builder() {
        return new KorrigoTasks();
    }

    /** {@link CmenOcr} and {@link BatchOcr}: whose copies they are, by handwritten headers. */
    public KorrigoTasks identification(
            ExamStore exams, StudentStore students, BlobStore blobs, AuditLog audit, HeaderReader reader) {
        identification = new Identified(exams, students, blobs, audit, reader);
        return this;
    }

    /**
     * {@link ImportPdf}: copies of an exam from a scan of all of them.
     *
     * @param limits how much a scan may be; {@link PileLimits#USUAL} for what users know
     */
    public KorrigoTasks scans(
            ExamStore exams,
            StudentStore students,
            BlobStore blobs,
            AuditLog audit,
            HeaderReader reader,
            PileLimits limits) {
        tasks.add(new ImportPdf(exams, students, blobs, audit, reader, limits));
        return this;
    }

    /** Has identification read copies, too, that have no handwriting in a header; without, they are left to the desk. */
    public KorrigoTasks printedHeaders(PrintedReader reader) {
        printed = reader;
        return this;
    }

    /** {@link FlattenCopy}, {@link FinalizeCopy} and {@link ExportAllCopies}: corrected PDFs. */
    public KorrigoTasks flattening(
            ExamStore exams, StudentStore students, BlobStore blobs, AuditLog audit, ExportOptions options) {
        tasks.add(new FlattenCopy(exams, new FinalPdfs(exams, students, blobs, options, told)));
        tasks.add(new FinalizeCopy(
                new CopyFinalizer(exams, audit, new FinalPdfs(exams, students, blobs, options, told))));
        tasks.add(new ExportAllCopies(exams, students, blobs, audit, options));
        return this;
    }

    /** {@link ImportStudents}, which gives accounts only with {@link #accounts}. */
    public KorrigoTasks imports(StudentStore students, BlobStore blobs, AuditLog audit) {
        imports = new Imports(students, blobs, audit);
        return this;
    }

    /** {@link BulkCreateUsers}, and accounts for the students of an import that asks for them. */
    public KorrigoTasks accounts(StudentStore students, AccountIssuer accounts, AuditLog audit) {
        issuer = accounts;
        tasks.add(new BulkCreateUsers(students, accounts, audit));
        return this;
    }

    /**
     * {@link CleanupOrphanedFiles}, for the host to submit now and then.
     *
     * @param kept how long a file that nothing names any more stays after its last use: longer than tasks wait and run, and
     *     than their results can be asked for; {@link CleanupOrphanedFiles#USUALLY_KEPT} for executors as they are
     * @param clock that of the uses which the blob store tells
     * @throws IllegalArgumentException when files are kept for no time
     */
    public KorrigoTasks cleanUp(ExamStore exams, BlobStore blobs, Duration kept, Clock clock) {
        tasks.add(new CleanupOrphanedFiles(exams, blobs, kept, clock));
        return this;
    }

    /** Has somebody told what these tasks do, from now on. */
    public KorrigoTasks listener(Listener listener) {
        told.tell(listener);
        return this;
    }

    /** The host's own tasks. */
    public KorrigoTasks with(Task<?, ?>... own) {
        tasks.addAll(Arrays.asList(own));
        return this;
    }

    /**
     * The tasks, ready to be handed to an executor.
     *
     * @throws IllegalStateException when printed headers are to be read and no copy is identified
     * @throws IllegalArgumentException when two tasks have one kind's name
     */
    public TaskRegistry build() {
        List<Task<?, ?>> all = new ArrayList<>(tasks);
        if (identification != null) {
            addIdentification(all, identification);
        } else if (printed != null) {
            throw new IllegalStateException("Printed headers are read to identify copies: add identification");
        }
        if (imports != null) {
            all.add(new ImportStudents(imports.students(), imports.blobs(), imports.audit(), issuer));
        }
        return TaskRegistry.of(all);
    }

    private void addIdentification(List<Task<?, ?>> all, Identified ports) {
        CopyHeaders headers = new CopyHeaders(ports.blobs(), ports.reader(), printed);
        CopyEvidence evidence = new CopyEvidence(ports.blobs());
        all.add(new CmenOcr(ports.exams(), ports.students(), headers, evidence, ports.audit(), told));
        all.add(new BatchOcr(ports.exams(), ports.students(), headers, evidence, ports.audit()));
    }
}
