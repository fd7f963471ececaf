package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulingTest {
    private static LevelLine line(double left, double right, double y) {
        return new LevelLine(left, right, (left + right) / 2, new double[] {y, 0, 0}, 1, 8);
    }

    private static List<LevelLine> lines(int count, double apart) {
        return lines(count, apart, 790);
    }

    private static List<LevelLine> lines(int count, double apart, double length) {
        List<LevelLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // skew moves the ends of each line a little
            lines.add(line(10 + i, 10 + i + length, 100 + i * apart));
        }
        return lines;
    }

    @Test
    void takesThirteenLinesOfOneExtentForARuling() {
        assertThat(Ruling.among(lines(13, 8))).hasSize(13);
    }

    @Test
    void takesTheLinesOfSixRowsOfBoxesForAForms() {
        assertThat(Ruling.among(lines(12, 8))).isEmpty();
    }

    @Test
    void doesNotCountLinesThatAreFarAway() {
        assertThat(Ruling.among(lines(13, 67))).isEmpty();
    }

    @Test
    void leavesLinesAsShortAsWritingAlone() {
        assertThat(Ruling.among(lines(13, 8, 200))).hasSize(13);
        assertThat(Ruling.among(lines(13, 8, 199))).isEmpty();
    }

    @Test
    void leavesALineThatBeginsElsewhereOnRuledPaper() {
        List<LevelLine> lines = lines(30, 8);
        LevelLine row = line(150, 800, 200);
        lines.add(row);

        assertThat(Ruling.among(lines)).hasSize(30).doesNotContain(row);
    }
}
