package io.korrigo.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.bench.cluster.WriteLog.Write;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** That the kill test would notice what must not happen. */
class WriteCheckTest {
    private static final UUID TASK = UUID.fromString("00000000-0000-0000-0000-000000000001");

    private static Write claim(String node, int attempt, boolean lost) {
        return new Write(
                Instant.EPOCH,
                node,
                TASK,
                "flatten_copy",
                attempt - 1,
                attempt,
                lost,
                true,
                lost ? "STARTED" : "PENDING",
                "STARTED",
                true);
    }

    private static Write write(String node, int attempt, String before, String after) {
        return new Write(
                Instant.EPOCH,
                node,
                TASK,
                "flatten_copy",
                attempt,
                attempt,
                true,
                after.equals("STARTED"),
                before,
                after,
                true);
    }

    @Test
    void acceptsATaskThatWasRunAgainAndEndedOnce() {
        WriteCheck check =
                new WriteCheck(List.of(claim("a", 1, false), claim("b", 2, true), write("b", 2, "STARTED", "SUCCESS")));

        assertThat(check.breaches()).isEmpty();
        assertThat(check.claims()).isEqualTo(2);
        assertThat(check.repeated()).isEqualTo(1);
    }

    @Test
    void noticesAWriteOfAWorkerThatHasLostTheTask() {
        WriteCheck check =
                new WriteCheck(List.of(claim("a", 1, false), claim("b", 2, true), write("a", 2, "STARTED", "STARTED")));

        assertThat(check.breaches()).singleElement().asString().contains("stale write", "by a", "belongs to b");
    }

    @Test
    void noticesAWriteAfterTheEndAndASecondEnd() {
        Write end = write("a", 1, "STARTED", "SUCCESS");

        assertThat(new WriteCheck(List.of(claim("a", 1, false), end, write("a", 1, "SUCCESS", "SUCCESS"))).breaches())
                .anySatisfy(breach -> assertThat(breach).contains("after its end"));
        assertThat(new WriteCheck(List.of(claim("a", 1, false), end, end)).breaches())
                .containsExactly("Task " + TASK + " ended 2 times");
    }

    @Test
    void noticesAnAttemptThatIsSkippedOrGoesBack() {
        Write skipped =
                new Write(Instant.EPOCH, "a", TASK, "flatten_copy", 1, 3, true, true, "STARTED", "STARTED", true);
        Write back = new Write(Instant.EPOCH, "a", TASK, "flatten_copy", 2, 1, true, true, "STARTED", "STARTED", true);

        assertThat(new WriteCheck(List.of(claim("a", 1, false), skipped)).breaches())
                .singleElement()
                .asString()
                .contains("skipped");
        assertThat(new WriteCheck(List.of(claim("a", 1, false), claim("a", 2, true), back)).breaches())
                .singleElement()
                .asString()
                .contains("went back");
    }
}
