package io.korrigo.exam;

import static io.korrigo.exam.CopyStatus.GRADED;
import static io.korrigo.exam.CopyStatus.GRADING_FAILED;
import static io.korrigo.exam.CopyStatus.GRADING_IN_PROGRESS;
import static io.korrigo.exam.CopyStatus.LOCKED;
import static io.korrigo.exam.CopyStatus.READY;
import static io.korrigo.exam.CopyStatus.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CopyStatusTest {
    @Test
    void movesAsArchitectureDrawsAndNoOtherWay() {
        Map<CopyStatus, Set<CopyStatus>> drawn = new EnumMap<>(Map.of(
                STAGING, Set.of(READY),
                READY, Set.of(STAGING, LOCKED, GRADING_IN_PROGRESS),
                LOCKED, Set.of(READY, GRADING_IN_PROGRESS),
                GRADING_IN_PROGRESS, Set.of(GRADED, GRADING_FAILED),
                GRADING_FAILED, Set.of(GRADING_IN_PROGRESS, READY),
                GRADED, Set.of(READY)));

        for (CopyStatus from : CopyStatus.values()) {
            Set<CopyStatus> next = EnumSet.allOf(CopyStatus.class);
            next.removeIf(to -> !from.mayBecome(to));
            assertThat(next).as("after " + from).isEqualTo(drawn.get(from));
        }
    }
}
