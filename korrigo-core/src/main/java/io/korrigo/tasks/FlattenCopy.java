package io.korrigo.tasks;

import io.korrigo.exam.BlobStore;
import io.korrigo.exam.ExamStore;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;

/** Makes one copy's corrected PDF. */
public final class FlattenCopy implements SingleTask<FlattenCopy.Parameters, FlattenCopy.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND = TaskKind.of("flatten_copy", Parameters.class, Result.class);

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

    private final ExamStore exams;
    private final BlobStore blobs;

    FlattenCopy(ExamStore exams, BlobStore blobs) {
        this.exams = exams;
        this.blobs = blobs;
    }

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public Result run(Parameters parameters, TaskContext context) {
        throw new UnsupportedOperationException("being built");
    }
}
