package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.task.ParentTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the corrected PDF of every copy of an exam and packs them into one ZIP.
 *
 * <p>One {@link FlattenCopy} per copy; a copy that fails is listed with its reason and the others are delivered.
 * The archive ends with {@code manifest.csv}: file, copy, student, pages, SHA-256, mark and reason by copy. Where nothing
 * has changed since the last export, nothing is drawn and the archive is the last one.
 */
public final class ExportAllCopies implements ParentTask<ExportAllCopies.Parameters, ExportAllCopies.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND =
            TaskKind.of("export_all_copies", Parameters.class, Result.class);

    private final ExamStore exams;
    private final StudentStore students;
    private final BlobStore blobs;
    private final AuditLog audit;
    private final ExportOptions options;

    ExportAllCopies(ExamStore exams, StudentStore students, BlobStore blobs, AuditLog audit, ExportOptions options) {
        this.exams = exams;
        this.students = students;
        this.blobs = blobs;
        this.audit = audit;
        this.options = options;
    }

    /** @param examId which exam */
    public record Parameters(String examId) {}

    /**
     * What was made.
     *
     * @param total copies of the exam
     * @param taskIds one task per copy, in the order of the anonymous ids
     * @param succeeded copies whose PDF was made
     * @param failed the others, with their reasons
     * @param zip blob key of the archive, or null when no copy succeeded; with ".csv" in place of ".zip" it is that of
     *     the manifest
     */
    public record Result(
            String examId,
            int total,
            List<String> taskIds,
            int succeeded,
            List<Failure> failed,
            @Nullable String zip) {}

    /** A copy without a PDF, and why. */
    public record Failure(String copyId, String taskId, String error) {}

    /**
     * Ids of the copies whose PDFs an archive holds, or empty where its list is gone.
     *
     * @param zip of a {@link Result}
     * @throws IOException when storage fails
     */
    public static Optional<Set<String>> copiesIn(BlobStore blobs, String zip) throws IOException {
        String list = zip.substring(0, zip.length() - ".zip".length()) + ".csv";
        if (!blobs.exists(list)) {
            return Optional.empty();
        }
        try (Reader in = new InputStreamReader(blobs.open(list), StandardCharsets.UTF_8)) {
            return Optional.of(ExportManifest.copies(in));
        }
    }

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public List<Submission<?>> plan(Parameters parameters, TaskContext context) {
        if (exams.exam(parameters.examId()).isEmpty()) {
            throw new InvalidInputException("Exam " + parameters.examId() + " does not exist");
        }
        List<Submission<?>> children = new ArrayList<>();
        for (Copy copy : exams.copies(parameters.examId())) {
            if (copy.status() == CopyStatus.STAGING && copy.pages().isEmpty()) {
                // its pages were put into other copies
                continue;
            }
            children.add(Submission.of(FlattenCopy.KIND, new FlattenCopy.Parameters(copy.id()), context.owner()));
        }
        return children;
    }

    @Override
    public Result finish(Parameters parameters, List<TaskSnapshot> children, TaskContext context) throws IOException {
        List<String> taskIds = new ArrayList<>();
        List<Failure> failed = new ArrayList<>();
        ExportArchive archive = new ExportArchive(blobs);
        List<Copy> named = new ArrayList<>();
        boolean erased = false;
        ExportManifest manifest = new ExportManifest(options.blankedHeader() == null);
        FileNamePattern names = new FileNamePattern(options.fileName());
        for (TaskSnapshot child : children) {
            context.checkCancelled();
            taskIds.add(child.id().toString());
            String copyId = ((FlattenCopy.Parameters) child.parameters()).copyId();
            Optional<Copy> copy = exams.copy(copyId);
            copy.ifPresent(named::add);
            Failure failure = null;
            if (!(child.result() instanceof FlattenCopy.Result made)) {
                failure = failure(copyId, child);
            } else if (copy.isEmpty()) {
                failure = new Failure(copyId, child.id().toString(), "Copy " + copyId + " is gone");
            } else {
                Optional<PdfFacts> facts = PdfFacts.find(blobs, made.finalPdf());
                if (facts.isPresent()) {
                    String index = index(taskIds.size(), children.size());
                    String name = names.name(placeholders(copy.get(), index, writer(copy.get(), names)), copyId);
                    archive.add(name, made.finalPdf(), facts.get());
                    manifest.add(name, copy.get(), facts.get());
                } else {
                    failure = new Failure(
                            copyId,
                            child.id().toString(),
                            "The PDF of copy " + copyId + " was deleted meanwhile; export the exam again");
                }
            }
            if (failure != null) {
                failed.add(failure);
                manifest.add(failure, copy.orElse(null));
            }
        }
        int succeeded = children.size() - failed.size();
        String prefix = BlobKeys.export(parameters.examId());
        String stem = prefix + archive.hash(manifest.bytes());
        try {
            if (succeeded > 0) {
                archive.publish(stem, manifest.bytes(), context);
            }
        } finally {
            // Looked after the publication: an erasure removes archives once more after the student is gone.
            if (named.stream().anyMatch(this::isErased)) {
                blobs.delete(stem + ".zip");
                blobs.delete(stem + ".csv");
                erased = true;
            }
        }
        if (erased) {
            throw new KorrigoException("A student was erased while exam " + parameters.examId() + " was exported");
        }
        String zip = succeeded == 0 ? null : stem + ".zip";
        audit.recordOnce(
                context.id().toString(),
                AuditLog.Event.EXPORT,
                context.owner(),
                parameters.examId(),
                succeeded + " copies");
        return new Result(parameters.examId(), children.size(), taskIds, succeeded, failed, zip);
    }

    /** Whether the copy's student was erased since: it is nobody's now, and the student is no more. */
    private boolean isErased(Copy copy) {
        CopyIdentification then = copy.identification();
        return then != null
                && exams.copy(copy.id()).map(Copy::identification).isEmpty()
                && students.student(then.studentId()).isEmpty();
    }

    /** Of the same width for all, so that names sort as the copies do. */
    private static String index(int place, int total) {
        String digits = Integer.toString(place);
        return "0".repeat(Integer.toString(total).length() - digits.length()) + digits;
    }

    /** Whose copy it is, where files are named so. */
    private @Nullable Student writer(Copy copy, FileNamePattern names) {
        return names.namesStudents() && copy.identification() != null
                ? students.student(copy.identification().studentId()).orElse(null)
                : null;
    }

    private static Map<String, String> placeholders(Copy copy, String index, @Nullable Student student) {
        return Map.of(
                FileNamePattern.ANONYMOUS_ID,
                copy.anonymousId(),
                FileNamePattern.COPY_ID,
                copy.id(),
                FileNamePattern.INDEX,
                index,
                FileNamePattern.LAST_NAME,
                student == null ? copy.anonymousId() : student.lastName(),
                FileNamePattern.FIRST_NAME,
                student == null ? "unidentified" : student.firstName());
    }

    private static Failure failure(String copyId, TaskSnapshot child) {
        String error = child.error();
        if (error == null) {
            error = child.state() == TaskState.REVOKED ? "Cancelled" : "No result";
        }
        return new Failure(copyId, child.id().toString(), error);
    }
}
