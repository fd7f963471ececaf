package io.korrigo.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.ScanQuality;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BinTest {
    private static PageLine page(double probability, int rank) {
        return new PageLine(ScanQuality.EASY, 35, PageKind.OK, false, probability, true, rank, 0, 0, Map.of());
    }

    @Test
    void countsHowOftenTheLikeliestStudentWroteThePage() {
        List<Bin> bins = Bin.of(List.of(page(0, 0), page(0.96, 1), page(0.97, 2), page(1, 1)));

        assertThat(bins).extracting(Bin::range).containsExactly("95 to 98 %", "99.9 to 100 %");
        assertThat(bins.get(0).right()).isEqualTo(new Share(1, 2));
        assertThat(bins.get(0).stated()).isCloseTo(0.965, within(1e-9));
        assertThat(bins.get(1).right()).isEqualTo(new Share(1, 1));
    }

    @Test
    void readsWhatTheSimulationPrints() {
        List<Bin> bins =
                Bin.parse(List.of("accuracy 0.97 roster 35: 0.2 ms", "0.980-0.990       200      0.9860      0.9900"));

        assertThat(bins).containsExactly(new Bin(0.98, 0.99, 0.986, new Share(198, 200)));
    }

    @Test
    void neverRoundsUpToCertainty() {
        assertThat(new Share(99_999, 100_000).percent()).isEqualTo("99.99 %");
        assertThat(new Share(7, 7).percent()).isEqualTo("100.0 %");
        assertThat(new Share(0, 0).percent()).isEqualTo("-");
    }

    @Test
    void knowsAShareOfFewLessSurelyThanOneOfMany() {
        Share few = new Share(9, 10);
        Share many = new Share(900, 1000);

        assertThat(few.low()).isLessThan(many.low()).isCloseTo(0.596, within(0.001));
        assertThat(few.high()).isGreaterThan(many.high()).isLessThan(1);
    }
}
