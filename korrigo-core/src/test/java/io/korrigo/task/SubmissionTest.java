package io.korrigo.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubmissionTest {
    private record Work() {}

    private static final Submission<Work> SINGLE =
            Submission.of(TaskKind.of("work", Work.class, Work.class), new Work(), "ada");

    @Test
    void goesBehindOthersFirstTasksOnceEightOfItsOwnersWait() {
        assertThat(SINGLE.rank(0)).isEqualTo(SINGLE.rank());
        assertThat(SINGLE.rank(7)).isEqualTo(SINGLE.rank());
        assertThat(SINGLE.rank(8)).isEqualTo(SINGLE.rank() - 1);
        assertThat(SINGLE.rank(1000)).isGreaterThan(SINGLE.rank(1008));
    }

    @Test
    void neverGoesBehindALowerPriority() {
        assertThat(SINGLE.rank(1_000_000))
                .isEqualTo(SINGLE.rank(2_032))
                .isGreaterThan(SINGLE.withPriority(-1).rank());
        assertThat(SINGLE.withPriority(-100).rank(1_000_000)).isGreaterThanOrEqualTo(-25_600);
    }
}
