package io.korrigo.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryPolicy POLICY = new RetryPolicy(6, Duration.ofSeconds(2), Duration.ofSeconds(10));

    private static List<Long> pausesAfter(int attempt) {
        Random random = new Random(1);
        return IntStream.range(0, 1000)
                .mapToObj(i -> POLICY.pauseAfter(attempt, random).toMillis())
                .toList();
    }

    @Test
    void doublesThePauseUpToTheLongestWithAQuarterMoreOrLess() {
        assertThat(pausesAfter(1)).allSatisfy(pause -> assertThat(pause).isBetween(1500L, 2500L));
        assertThat(pausesAfter(2)).allSatisfy(pause -> assertThat(pause).isBetween(3000L, 5000L));
        assertThat(pausesAfter(3)).allSatisfy(pause -> assertThat(pause).isBetween(6000L, 10_000L));
        assertThat(pausesAfter(4)).allSatisfy(pause -> assertThat(pause).isBetween(7500L, 12_500L));
        assertThat(pausesAfter(60)).allSatisfy(pause -> assertThat(pause).isBetween(7500L, 12_500L));
    }

    @Test
    void bringsTasksThatFailedTogetherBackApart() {
        assertThat(pausesAfter(1).stream().map(pause -> pause / 100).distinct()).hasSizeGreaterThan(8);
    }

    @Test
    void endsAfterTheLastAttempt() {
        assertThat(POLICY.allowsAfter(5)).isTrue();
        assertThat(POLICY.allowsAfter(6)).isFalse();
        assertThat(RetryPolicy.NEVER.allowsAfter(1)).isFalse();
    }
}
