package io.korrigo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportProgressTest {
    private final List<String> reports = new ArrayList<>();

    private ImportProgress progress(int rows, int candidates) {
        return new ImportProgress((current, total) -> reports.add(current + " of " + total), rows, candidates);
    }

    @Test
    void countsRowsAndNotRowsAndAccounts() {
        ImportProgress progress = progress(30, 30);

        progress.stored(0);
        progress.stored(30);
        progress.issued(15);
        progress.issued(99);
        progress.ended();

        assertThat(reports).containsExactly("0 of 30", "15 of 30", "22 of 30", "30 of 30", "30 of 30");
    }

    @Test
    void withoutAccountsARowIsDoneWhenItIsStored() {
        progress(30, 0).stored(20);
        progress(0, 0).stored(0);

        assertThat(reports).containsExactly("20 of 30", "0 of 0");
    }
}
