package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.ExamStore.ScanProblem;
import io.korrigo.exam.StudentStore;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.scan.Pile;
import io.korrigo.scan.PileLimits;
import io.korrigo.scan.PileProblem;
import io.korrigo.scan.PileSorter;
import io.korrigo.scan.SortedPile;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sorts an uploaded scan into copies of an exam: a PDF, a TIFF, or images in a ZIP ({@link PileReader}).
 *
 * <p>Pages are stored first, under keys that depend on the scan's content, then all copies at once: a task that is done again
 * doubles nothing. The copies are READY, or STAGING where a problem {@linkplain PileProblem.Kind#holds holds} them, and not identified; {@link BatchOcr} does that, and keeps its evidence. The same scan
 * again is refused with what it became.
 */
public final class ImportPdf implements SingleTask<ImportPdf.Parameters, ImportPdf.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND = TaskKind.of("import_pdf", Parameters.class, Result.class);

    /** As stores keep it. */
    private static final int LONGEST_NAME = 200;

    private final ExamStore exams;
    private final StudentStore students;
    private final BlobStore blobs;
    private final AuditLog audit;
    private final HeaderReader reader;
    private final PileLimits limits;

    ImportPdf(
            ExamStore exams,
            StudentStore students,
            BlobStore blobs,
            AuditLog audit,
            HeaderReader reader,
            PileLimits limits) {
        this.exams = exams;
        this.students = students;
        this.blobs = blobs;
        this.audit = audit;
        this.reader = reader;
        this.limits = limits;
    }

    /**
     * Which scan, and what is known of it.
     *
     * @param examId the exam whose copies these are
     * @param scan blob key of the uploaded file
     * @param name how people call the file
     * @param sheets that went into the scanner, or null where nobody counted
     * @param copies that were handed in, or null where nobody counted
     */
    public record Parameters(
            String examId,
            String scan,
            String name,
            @Nullable Integer sheets,
            @Nullable Integer copies) {}

    /**
     * What became of the scan: {@code pages = written + blank + quarantined}.
     *
     * @param copyIds the new copies, in the order of the pile
     * @param problems as {@link PileProblem} has them
     */
    public record Result(
            String examId,
            String sha256,
            int sheets,
            int pages,
            int copies,
            int written,
            int blank,
            int quarantined,
            List<String> copyIds,
            List<ScanProblem> problems) {
        public Result {
            copyIds = List.copyOf(copyIds);
            problems = List.copyOf(problems);
        }
    }

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public Result run(Parameters parameters, TaskContext context) throws IOException {
        String examId = parameters.examId();
        if (exams.exam(examId).isEmpty()) {
            throw new InvalidInputException("Exam " + examId + " does not exist");
        }
        Path file = Files.createTempFile("korrigo-scan", "");
        try {
            fetch(parameters, file, context);
            try (Pile pile = Pile.open(file, parameters.name(), limits)) {
                String source = context.id().toString();
                refuseAnother(examId, pile, source);
                SortedPile sorted = new PileReader(reader, students.roster(examId))
                        .sort(pile, new PileSorter.Expected(parameters.sheets(), parameters.copies()), (seen, of) -> {
                            context.progress().report(seen, of);
                            context.checkCancelled();
                        });
                return store(parameters, pile, sorted, source, context);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** At most one byte more than the limit: what is too large is refused when it is opened. */
    private void fetch(Parameters parameters, Path file, TaskContext context) throws IOException {
        try (InputStream in = blobs.open(parameters.scan());
                var out = Files.newOutputStream(file)) {
            byte[] part = new byte[1 << 16];
            long left = limits.bytes() + 1;
            for (int read = in.read(part); read > 0 && left > 0; read = in.read(part)) {
                context.checkCancelled();
                out.write(part, 0, (int) Math.min(left, read));
                left -= read;
            }
        } catch (NoSuchFileException missing) {
            throw new InvalidInputException("The uploaded scan is not there any more; upload it again", missing);
        }
    }

    private void refuseAnother(String examId, Pile pile, String source) {
        Optional<ImportedScan> known =
                exams.scan(examId, pile.sha256()).filter(scan -> !scan.source().equals(source));
        if (known.isPresent()) {
            throw new InvalidInputException(
                    "This scan was imported already: its " + known.get().pages() + " pages became "
                            + known.get().copies() + " copies, " + known.get().quarantined() + " are in quarantine");
        }
    }

    private Result store(Parameters parameters, Pile pile, SortedPile sorted, String source, TaskContext context)
            throws IOException {
        String examId = parameters.examId();
        StoredPile stored = new StoredPile(blobs, examId, pile, sorted);
        stored.publish(context::checkCancelled);
        List<Copy> copies = stored.copies();
        List<String> ids = copies.stream().map(Copy::id).toList();
        SortedPile.Balance balance = sorted.balance();
        ImportedScan scan = new ImportedScan(
                examId,
                pile.sha256(),
                source,
                parameters
                        .name()
                        .substring(0, Math.min(LONGEST_NAME, parameters.name().length())),
                balance.pages(),
                balance.copies(),
                balance.quarantined(),
                parameters.sheets(),
                parameters.copies(),
                sorted.problems().stream().map(problem -> problem(problem, ids)).toList(),
                null);
        if (!exams.addScan(scan, copies, stored.pages())) {
            // by this task before it was lost, or by another one meanwhile
            refuseAnother(examId, pile, source);
        }
        String detail =
                balance.pages() + " pages, " + balance.copies() + " copies, " + balance.quarantined() + " aside";
        audit.recordOnce("import_pdf/" + source, AuditLog.Event.IMPORT, context.owner(), examId, detail);
        return new Result(
                examId,
                pile.sha256(),
                balance.sheets(),
                balance.pages(),
                balance.copies(),
                balance.written(),
                balance.blank(),
                balance.quarantined(),
                ids,
                scan.problems());
    }

    private static ScanProblem problem(PileProblem problem, List<String> copyIds) {
        return new ScanProblem(
                problem.kind().name().toLowerCase(Locale.ROOT),
                problem.sheet() + 1,
                problem.copy() < 0 ? null : copyIds.get(problem.copy()),
                problem.found(),
                problem.expected());
    }
}
