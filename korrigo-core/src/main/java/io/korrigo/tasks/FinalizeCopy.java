package io.korrigo.tasks;

import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Grades one copy for good, once however often it is asked: {@link CopyFinalizer} as a task. */
public final class FinalizeCopy implements SingleTask<FinalizeCopy.Parameters, FinalizeCopy.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND =
            TaskKind.of("finalize_copy", Parameters.class, Result.class);

    private final CopyFinalizer finalizer;

    FinalizeCopy(CopyFinalizer finalizer) {
        this.finalizer = finalizer;
    }

    /** @param copyId which copy */
    public record Parameters(String copyId) {}

    /**
     * The graded copy.
     *
     * @param finalScore its mark, exact, or null for a copy without one
     * @param finalPdf blob key of its PDF
     */
    public record Result(String copyId, @Nullable BigDecimal finalScore, String finalPdf) {}

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    @Override
    public Result run(Parameters parameters, TaskContext context) throws IOException {
        CopyFinalizer.Finalized done =
                finalizer.finish(parameters.copyId(), context.owner(), context::checkCancelled, context::log);
        return new Result(done.copyId(), done.finalScore(), done.finalPdf());
    }
}
