package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RosterCorpusTest {
    private static final String REFUSED = "refused\t";

    static List<Path> readsASoundFileExactly() {
        return RosterCorpus.sound();
    }

    @ParameterizedTest
    @MethodSource
    void readsASoundFileExactly(Path file) throws IOException {
        RosterReading reading = Rosters.READER.read(file);

        List<String> all = new ArrayList<>(facts(reading.format()));
        all.addAll(RosterCorpus.entries(reading));
        assertThat(all).containsAll(RosterCorpus.expected(file));
        assertThat(RosterCorpus.entries(reading))
                .containsExactlyElementsOf(RosterCorpus.expected(file).stream()
                        .filter(line -> line.matches("(?:student|skipped|leftout)\t.*"))
                        .toList());
        assertThat(reading.format().columns())
                .allSatisfy(use -> assertThat(use.confidence()).isBetween(0.5, 1.0));
    }

    static List<Path> refusesOrReportsABrokenFile() {
        return RosterCorpus.broken();
    }

    @ParameterizedTest
    @MethodSource
    void refusesOrReportsABrokenFile(Path file) throws IOException {
        List<String> expected = RosterCorpus.expected(file);

        if (expected.get(0).startsWith(REFUSED)) {
            assertThatThrownBy(() -> Rosters.READER.read(file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(expected.get(0).substring(REFUSED.length()))
                    .hasMessageNotContainingAny("DUBOSC", "MARTI", "\n");
        } else {
            assertThat(RosterCorpus.entries(Rosters.READER.read(file))).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void isLargeEnough() {
        assertThat(RosterCorpus.sound()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(RosterCorpus.broken()).hasSizeGreaterThanOrEqualTo(30);
    }

    private static List<String> facts(RosterFormat format) {
        Character separator = format.separator();
        return List.of(
                "container\t" + format.container(),
                "dialect\t" + format.dialect(),
                "encoding\t" + format.encoding(),
                "bom\t" + format.byteOrderMark(),
                "separator\t" + (separator != null && separator == '\t' ? "TAB" : separator),
                "sheet\t" + format.sheet(),
                "header\t" + format.headerLine());
    }
}
