package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.flatten.CopyFlattener;
import io.korrigo.flatten.CopyToFlatten;
import io.korrigo.flatten.FlattenedCopy;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes one copy's corrected PDF and attaches it to the copy.
 *
 * <p>The PDF's blob key depends on everything that is drawn, so a second run replaces it by the same bytes.
 */
public final class FlattenCopy implements SingleTask<FlattenCopy.Parameters, FlattenCopy.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND = TaskKind.of("flatten_copy", Parameters.class, Result.class);

    /** A copy that others keep changing is drawn this many times, then the task is retried later. */
    private static final int TRIES = 5;

    private final ExamStore exams;
    private final BlobStore blobs;
    private final CorrectedCopies corrected;
    private final CopyFlattener flattener = new CopyFlattener();

    FlattenCopy(ExamStore exams, BlobStore blobs, Locale locale) {
        this.exams = exams;
        this.blobs = blobs;
        this.corrected = new CorrectedCopies(exams, blobs, locale);
    }

    /** @param copyId which copy */
    public record Parameters(String copyId) {}

    /**
     * What was made.
     *
     * @param pages pages of the PDF, mark sheet included
     * @param bytes its length
     * @param sha256 of the PDF, in hex
     * @param finalPdf its blob key
     */
    public record Result(String copyId, int pages, long bytes, String sha256, String finalPdf) {}

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public Result run(Parameters parameters, TaskContext context) throws IOException {
        Copy copy = copy(parameters.copyId());
        CopyToFlatten input = corrected.read(copy);
        String key = CorrectedCopies.finalPdfKey(copy, input);
        FlattenedCopy made = publish(key, input, context);
        for (int i = 0; i < TRIES; i++) {
            context.checkCancelled();
            switch (exams.attachFinalPdf(copy.id(), copy.version(), key)) {
                case STORED -> {
                    return new Result(copy.id(), made.pages(), made.bytes(), made.sha256(), key);
                }
                case COPY_CHANGED -> {
                    copy = copy(copy.id());
                    CopyToFlatten again = corrected.read(copy);
                    String newKey = CorrectedCopies.finalPdfKey(copy, again);
                    if (!newKey.equals(key)) {
                        key = newKey;
                        made = publish(key, again, context);
                    }
                }
                default ->
                    throw new InvalidInputException(
                            "Copy " + copy.id() + " is graded: its final PDF does not change any more");
            }
        }
        throw new KorrigoException("Copy " + copy.id() + " keeps changing");
    }

    private Copy copy(String copyId) {
        Copy copy =
                exams.copy(copyId).orElseThrow(() -> new InvalidInputException("Copy " + copyId + " does not exist"));
        if (copy.pages().isEmpty()) {
            throw new InvalidInputException("Copy " + copyId + " has no booklet; scan it first");
        }
        return copy;
    }

    private FlattenedCopy publish(String key, CopyToFlatten input, TaskContext context) throws IOException {
        context.checkCancelled();
        AtomicReference<FlattenedCopy> made = new AtomicReference<>();
        blobs.publish(key, out -> made.set(flattener.flatten(input, out)));
        FlattenedCopy flattened = made.get();
        if (!flattened.substituted().isEmpty()) {
            context.log(flattened.substituted().size() + " different characters have no font and are drawn as a box");
        }
        return flattened;
    }
}
