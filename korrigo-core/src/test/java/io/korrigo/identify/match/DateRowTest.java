package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Readings;
import io.korrigo.identify.RowReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateRowTest {
    private static RowReading row(String digits) {
        return Readings.clearRow(HeaderField.BIRTH_DATE, digits, 8);
    }

    private static double one(RowReading row, int box) {
        CellReading cell = DateRow.readable(row).cells().get(box);
        return cell.probability('1');
    }

    @ParameterizedTest
    @ValueSource(strings = {"07772007", "75052008", "31712008", "01017999"})
    void takesSevensForOnesWhereTheDateCantBeOneElse(String digits) {
        RowReading row = row(digits);

        assertThat(one(row, digits.indexOf('7'))).isGreaterThan(0.4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"07082007", "17072007", "31122029", "01011930", "3 4 2008", "99992008"})
    void leavesTheRowAsItIsWhereThatHelpsNothing(String digits) {
        RowReading row = row(digits);

        assertThat(DateRow.readable(row)).isEqualTo(row);
    }

    @Test
    void bearsTheFirstOfJanuaryWhereTheSeventhOfJulyIsRead() {
        RowReading readable = DateRow.readable(row("07072007"));

        for (int box : new int[] {1, 3}) {
            assertThat(readable.cells().get(box).probability('1')).isBetween(0.4, 0.5);
            assertThat(readable.cells().get(box).probability('7')).isBetween(0.4, 0.5);
        }
        assertThat(readable.cells().get(7)).isEqualTo(row("07072007").cells().get(7));
    }
}
