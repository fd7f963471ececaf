package io.korrigo.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxGlyphSourceTest {
    @Test
    void writesEveryCapitalAndDigitTheSameForTheSameSeed() throws IOException {
        Path data = Stream.of(Path.of("../shared/handwriting"), Path.of("../../shared/handwriting"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
        assumeThat(data).as("the handwriting data set").isNotNull();

        GlyphSource source = IdxGlyphSource.keptOut(data);

        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".toCharArray()) {
            Glyph first = source.hand(new Random(c)).glyph(c, new Random(1));
            Glyph second = source.hand(new Random(c)).glyph(c, new Random(1));
            assertThat(first).isSameAs(second);
            assertThat(Math.max(first.width(), first.height())).isBetween(15, 24);
        }
        assertThatThrownBy(() -> source.hand(new Random(1)).glyph('é', new Random(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAFolderWithoutTheFiles(@TempDir Path empty) {
        assertThatThrownBy(() -> IdxGlyphSource.keptOut(empty)).isInstanceOf(IOException.class);
    }
}
