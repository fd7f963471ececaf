package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.io.IOException;
import java.util.Optional;

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
    private final FinalPdfs finalPdfs;

    FlattenCopy(ExamStore exams, FinalPdfs finalPdfs) {
        this.exams = exams;
        this.finalPdfs = finalPdfs;
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
            FinalPdfs.Drawn drawn = finalPdfs.draw(copy, context::checkCancelled, context::log);
            context.checkCancelled();
            ExamStore.Outcome outcome = drawn.key().equals(copy.finalPdf())
                    ? ExamStore.Outcome.STORED
                    : exams.attachFinalPdf(copy.id(), copy.version(), drawn.key());
            switch (outcome) {
                case STORED -> {
                    return result(copy, drawn.facts(), drawn.key());
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
        return finalPdfs.wanted(present).map(facts -> result(copy, facts, present));
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
}
