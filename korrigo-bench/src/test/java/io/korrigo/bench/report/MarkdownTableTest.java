package io.korrigo.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    private final MarkdownTable table = new MarkdownTable("what", "pages");

    @Test
    void hasALineForEachRowBelowItsHeadings() {
        table.row("Korrigo", 12).row("a|b", 0.5);

        assertThat(table).hasToString("| what | pages |\n|---|---|\n| Korrigo | 12 |\n| a\\|b | 0.5 |\n");
    }

    @Test
    void refusesARowThatLacksACell() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row("Korrigo"))
                .withMessageContaining("1 cells")
                .withMessageContaining("2 columns");
    }
}
