package io.korrigo.bench.engine;

import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A task that waits until it is cancelled.
 *
 * @param said gets "began N" and "stopped N", N being the task's number
 */
record Waiting(Consumer<String> said) implements SingleTask<NoOp.Work, NoOp.Done> {
    static final TaskKind<NoOp.Work, NoOp.Done> KIND = TaskKind.of("waiting", NoOp.Work.class, NoOp.Done.class);

    static Submission<NoOp.Work> submission(long number) {
        return Submission.of(KIND, new NoOp.Work(number), "bench");
    }

    @Override
    public TaskKind<NoOp.Work, NoOp.Done> kind() {
        return KIND;
    }

    @Override
    public NoOp.Done run(NoOp.Work work, TaskContext context) throws InterruptedException {
        said.accept("began " + work.number());
        try {
            new CountDownLatch(1).await();
            return new NoOp.Done(work.number());
        } finally {
            said.accept("stopped " + work.number());
        }
    }
}
