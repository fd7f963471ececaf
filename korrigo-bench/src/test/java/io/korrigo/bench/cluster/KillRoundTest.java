package io.korrigo.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code korrigo kill-test}; the long one is for a quiet machine. */
@Tag("slow")
class KillRoundTest {
    @TempDir
    private Path folder;

    @Test
    void losesAndDoublesNothingWhenWorkersAndTheDatabaseAreKilled() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs /bin/kill");
        KillTestOptions options =
                new KillTestOptions(1, Duration.ofSeconds(6), 20, 6, 1, 1, SharedDatabase.Kind.POSTGRES, 3);

        RoundResult result;
        try (KillRound round = new KillRound(options, DrawnPages.draw(options.headers()), folder, KillRound.JAVA)) {
            result = round.run(options.seed());
        }

        assertThat(result.breaches()).isEmpty();
        assertThat(result.kills() + result.pauses()).isPositive();
        assertThat(result.databaseRestarts()).isEqualTo(1);
        assertThat(result.recoveries().undisturbed()).isNotEmpty();
        assertThat(result.tasks())
                .isGreaterThanOrEqualTo(
                        result.waves() * (options.copies() + options.headers() + 2L) + options.probes());
    }
}
