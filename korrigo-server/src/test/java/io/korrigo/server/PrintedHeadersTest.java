package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class PrintedHeadersTest {
    @TempDir
    private Path empty;

    @Test
    void goesWithoutWhereTheMachineHasNoLanguageData() throws IOException {
        assertThat(PrintedHeaders.open(null, null, List.of(empty), 1)).isEmpty();
        assertThat(PrintedHeaders.open(null, empty.toString(), List.of(), 1)).isEmpty();
    }

    @Test
    void refusesAFolderThatWasAskedForAndHasNone() {
        assertThatThrownBy(() -> PrintedHeaders.open(empty, null, List.of(), 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(empty.toString());
    }
}
