package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.executor.local.InMemoryTaskStore;
import io.korrigo.task.Claim;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.testkit.exam.InMemoryExamStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of calls that ask for the same again, and of too many. */
class SameWorkTest {
    private static final Caller PROF = new Caller("prof", Set.of(Role.TEACHER), false);

    private final TaskStore store = new InMemoryTaskStore(Clock.systemUTC());
    private static final int WAITING = 30;

    private final AcceptedWork work =
            new AcceptedWork(new QueueOnly(store), new ExamAccess(new InMemoryExamStore()), WAITING);

    /** A call that says nothing but its key. */
    private static Request call(@Nullable String key) {
        return new MadeUpRequest() {
            @Override
            public @Nullable String header(String name) {
                return name.equals("Idempotency-Key") ? key : null;
            }

            @Override
            public Optional<Caller> caller() {
                return Optional.of(PROF);
            }
        };
    }

    private TaskId ocr(String copy, Caller caller, @Nullable String key) {
        Response response = work.acceptOnce(
                call(key),
                caller,
                CmenOcr.KIND,
                new CmenOcr.Parameters(copy),
                new AcceptedWork.Said("work.ocr"),
                Map.of());
        Map<?, ?> body = (Map<?, ?>) ((Response.Json) response.body()).value();
        return TaskId.parse((String) body.get("task_id")).orElseThrow();
    }

    private TaskId ocr(String copy) {
        return ocr(copy, PROF, null);
    }

    private void end(TaskId task) {
        Claim claim = store.claim(task, "test", Duration.ofMinutes(1)).orElseThrow();
        store.fail(claim, "no");
    }

    @Test
    void isOneTaskWhileItIsOpenAndAnotherOnceItHasEnded() {
        TaskId first = ocr("copy-1");

        assertThat(ocr("copy-1")).isEqualTo(first);
        assertThat(ocr("copy-2")).isNotEqualTo(first);
        end(first);
        TaskId second = ocr("copy-1");

        assertThat(second).isNotEqualTo(first);
        assertThat(ocr("copy-1")).isEqualTo(second);
        end(second);
        assertThat(ocr("copy-1")).isNotIn(first, second);
    }

    @Test
    void isOneTaskWhenAskedForAtTheSameMoment() {
        end(ocr("copy-1"));

        assertThat(IntStream.range(0, 50)
                        .parallel()
                        .mapToObj(i -> ocr("copy-1"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void isFoundBehindManyOtherTasks() {
        TaskId first = ocr("copy-1");
        end(first);
        TaskId second = ocr("copy-1");
        IntStream.range(2, 60).forEach(i -> end(ocr("copy-" + i)));

        assertThat(ocr("copy-1")).isEqualTo(second);
    }

    @Test
    void isAnothersTaskForAnother() {
        assertThat(ocr("copy-1", new Caller("admin", Set.of(Role.ADMIN), false), null))
                .isNotEqualTo(ocr("copy-1"));
    }

    @Test
    void isNewUnderAKeyOfTheCallersOwn() {
        assertThat(ocr("copy-1", PROF, "k")).isNotEqualTo(ocr("copy-1"));
        assertThatThrownBy(() -> ocr("copy-1", PROF, "korrigo:same:x"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Idempotency-Key");
    }

    @Test
    void isRefusedToWhoHasTooManyWaitingButNotToOthers() {
        TaskId first = ocr("copy-0");
        IntStream.range(1, WAITING).forEach(i -> ocr("copy-" + i));

        assertThatThrownBy(() -> ocr("one too many"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(429));
        assertThat(ocr("copy-0")).isEqualTo(first);
        ocr("copy-0", new Caller("admin", Set.of(Role.ADMIN), false), null);
        end(first);
        ocr("one more");
    }
}
