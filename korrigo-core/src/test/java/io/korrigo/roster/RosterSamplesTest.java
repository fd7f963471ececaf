package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shared sample classes, which come in two dialects each. */
class RosterSamplesTest {

    @ParameterizedTest
    @ValueSource(strings = {"easy", "normal", "hard"})
    void readsOneClassAlikeInBothDialects(String level) throws IOException {
        Optional<Path> found = folder(level);
        assumeThat(found).isPresent();
        Path folder = found.orElseThrow();

        RosterReading oneCell = Rosters.READER.read(folder.resolve("roster.csv"));
        RosterReading twoCells = Rosters.READER.read(folder.resolve("roster_nom_prenom.csv"));

        assertThat(oneCell.problems()).isEmpty();
        assertThat(oneCell.rows()).hasSize(60);
        assertThat(Rosters.identities(oneCell)).isEqualTo(Rosters.identities(twoCells));
        assertThat(ImportPlan.between(twoCells, oneCell.students()).updated())
                .hasSize(60)
                .allSatisfy(update -> assertThat(update.changes())
                        .extracting(FieldChange::field)
                        .containsExactly(FieldChange.Field.INE));
    }

    private static Optional<Path> folder(String level) {
        return Stream.of("../shared", "../../shared", "../../../shared")
                .map(shared -> Path.of(shared, "samples", "cmen", level))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
