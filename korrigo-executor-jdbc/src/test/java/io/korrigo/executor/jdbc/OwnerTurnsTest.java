package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OwnerTurnsTest {
    private final OwnerTurns turns = new OwnerTurns();
    private final AtomicInteger asked = new AtomicInteger();

    private int before(String owner) throws Exception {
        return turns.before(owner, each -> {
            asked.incrementAndGet();
            return 500;
        });
    }

    @Test
    void asksTheDatabaseOnlyForOwnersWhoSubmitMuch() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(before("ada")).isEqualTo(i);
        }
        assertThat(asked).hasValue(0);

        assertThat(before("ada")).isEqualTo(500);
        assertThat(before("ada")).isEqualTo(501);
        assertThat(asked).hasValue(1);
        assertThat(before("bob")).isZero();
    }
}
