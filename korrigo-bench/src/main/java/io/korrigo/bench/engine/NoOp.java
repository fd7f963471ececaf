package io.korrigo.bench.engine;

import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import java.util.function.LongConsumer;

/**
 * A task that only says that it runs.
 *
 * @param ran gets the number of each task, on the worker's thread
 */
record NoOp(LongConsumer ran) implements SingleTask<NoOp.Work, NoOp.Done> {
    /** @param number tells tasks apart */
    record Work(long number) {}

    /** The same number. */
    record Done(long number) {}

    static final TaskKind<Work, Done> KIND = TaskKind.of("no_op", Work.class, Done.class);

    static Submission<Work> submission(long number) {
        return Submission.of(KIND, new Work(number), "bench");
    }

    static TaskRegistry registry(LongConsumer ran) {
        return TaskRegistry.of(new NoOp(ran));
    }

    @Override
    public TaskKind<Work, Done> kind() {
        return KIND;
    }

    @Override
    public Done run(Work work, TaskContext context) {
        ran.accept(work.number());
        return new Done(work.number());
    }
}
