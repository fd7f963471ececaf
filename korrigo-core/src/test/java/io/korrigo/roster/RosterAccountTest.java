package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every record of a file is accounted for, whatever it holds. */
class RosterAccountTest {
    private static final List<String> NAMES = List.of(
            "DUPONT Jean", "DE LA TOUR Zoé", "", "dupont", "?", "\"DUPONT, Jean\"", " ", "\"A\nB\"", "=X Y", "Total");
    private static final List<String> DATES =
            List.of("12/03/2008", "1/1/09", "", "x", "31/02/2008", "39519", "Né(e) le");
    private static final List<String> REST =
            List.of("", ",TG1", ",TG1,x@y.example", ",,x", ",\"a\nb\",", ",,,,", ",,,z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void recordsInAreStudentsAndProblemsAndSkippedLines(long seed) {
        Random random = new Random(seed);
        StringBuilder file = new StringBuilder("Élèves,Né(e) le,Classe,Mail\nPREMIER Élève,12/03/2008\n");
        String lineEnd = pick(List.of("\n", "\r\n", "\r"), random);
        int records = 1 + random.nextInt(500);
        for (int i = 0; i < records; i++) {
            if (random.nextInt(10) > 0) {
                file.append(pick(NAMES, random))
                        .append(',')
                        .append(pick(DATES, random))
                        .append(pick(REST, random));
            }
            file.append(lineEnd);
        }

        RosterReading reading = Rosters.read(file.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(reading.rows().size()
                        + reading.rejected().size()
                        + reading.leftOut().size()
                        + reading.skipped().size())
                .isEqualTo(records + 1);
        assertThat(reading.rows().size()
                        + reading.rejected().size()
                        + reading.leftOut().size())
                .isEqualTo(reading.dataRows());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyBytesAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        byte[] sound = "sep=;\nÉlèves;Né(e) le;Classe\n\"DUPONT Jean\";12/03/2008;TG1\nMARTIN Léa;2008-01-02;TG2\n"
                .getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int round = 0; round < 500; round++) {
            byte[] file = sound.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                RosterReading reading = Rosters.read(file);
                assertThat(reading.dataRows()).isPositive();
            } catch (InvalidInputException e) {
                refused++;
                assertThat(e.getMessage()).doesNotContain("\n", "DUPONT", "MARTIN");
            }
        }
        assertThat(refused).isBetween(1, 499);
    }

    private static String pick(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
