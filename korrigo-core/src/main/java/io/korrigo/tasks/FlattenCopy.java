package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.flatten.CopyFlattener;
import io.korrigo.flatten.CopyToFlatten;
import io.korrigo.flatten.FlattenedCopy;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Makes one copy's corrected PDF and attaches it to the copy.
 *
 * <p>The PDF's blob key depends on everything that is drawn and on the flattener's version. Where a PDF is under that key
 * already, with its facts beside it, nothing is drawn.
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

    FlattenCopy(ExamStore exams, StudentStore students, BlobStore blobs, ExportOptions options) {
        this.exams = exams;
        this.blobs = blobs;
        this.corrected = new CorrectedCopies(exams, students, blobs, options);
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
        for (int i = 0; i < TRIES; i++) {
            Optional<Result> graded = graded(copy);
            if (graded.isPresent()) {
                return graded.get();
            }
            CopyToFlatten input = corrected.read(copy);
            String key = CorrectedCopies.finalPdfKey(copy, input);
            PdfFacts facts = facts(key, input, context);
            context.checkCancelled();
            ExamStore.Outcome outcome = key.equals(copy.finalPdf())
                    ? ExamStore.Outcome.STORED
                    : exams.attachFinalPdf(copy.id(), copy.version(), key);
            switch (outcome) {
                case STORED -> {
                    return result(copy, facts, key);
                }
                case COPY_CHANGED -> copy = copy(copy.id());
                default ->
                    throw new InvalidInputException(
                            "Copy " + copy.id() + " is graded: its final PDF does not change any more");
            }
        }
        throw new KorrigoException("Copy " + copy.id() + " keeps changing");
    }

    /** A graded copy keeps the PDF it has, whatever a newer flattener would draw. */
    private Optional<Result> graded(Copy copy) throws IOException {
        String present = copy.finalPdf();
        if (copy.status() != CopyStatus.GRADED || present == null) {
            return Optional.empty();
        }
        return wanted(present).map(facts -> result(copy, facts, present));
    }

    /** The facts about a PDF that is there, which from now on counts as just made: nobody may clean it up. */
    private Optional<PdfFacts> wanted(String key) throws IOException {
        return blobs.touch(key) ? PdfFacts.find(blobs, key) : Optional.empty();
    }

    private static Result result(Copy copy, PdfFacts facts, String key) {
        return new Result(copy.id(), facts.pages(), facts.bytes(), facts.sha256(), key);
    }

    private Copy copy(String copyId) {
        Copy copy =
                exams.copy(copyId).orElseThrow(() -> new InvalidInputException("Copy " + copyId + " does not exist"));
        if (copy.pages().isEmpty()) {
            throw new InvalidInputException("Copy " + copyId + " has no booklet; scan it first");
        }
        return copy;
    }

    /** Draws the PDF, unless it is there. */
    private PdfFacts facts(String key, CopyToFlatten input, TaskContext context) throws IOException {
        Optional<PdfFacts> known = wanted(key);
        if (known.isPresent()) {
            return known.get();
        }
        context.checkCancelled();
        CRC32 crc32 = new CRC32();
        AtomicReference<FlattenedCopy> made = new AtomicReference<>();
        blobs.publish(key, out -> {
            crc32.reset();
            made.set(flattener.flatten(input, new CheckedOutputStream(out, crc32)));
        });
        FlattenedCopy flattened = made.get();
        if (!flattened.substituted().isEmpty()) {
            context.log(flattened.substituted().size() + " different characters have no font and are drawn as a box");
        }
        flattened.leftOut().forEach(each -> context.log("not drawn, since it doesn't say how it looks: " + each));
        PdfFacts facts = new PdfFacts(
                flattened.pages(),
                flattened.bytes(),
                crc32.getValue(),
                flattened.sha256(),
                input.marks().finalMark(input.annotations()).orElse(null));
        facts.publish(blobs, key);
        return facts;
    }
}
