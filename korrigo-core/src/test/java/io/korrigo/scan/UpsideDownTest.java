package io.korrigo.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which way up pages without a header are, next to some that were fed upside down. */
class UpsideDownTest {
    private static List<Integer> turns(List<ViewLook<String>> looks) {
        return Looks.sort(looks).pages().stream()
                .sorted(Comparator.comparingInt(PilePage::view).thenComparing(PilePage::part))
                .map(PilePage::quarterTurns)
                .toList();
    }

    /** Of copies that begin with pages 1, 3 and 6, the second of which was fed upside down; {@code third} begins the last. */
    private static List<Integer> turnsBefore(ViewLook<String> third) {
        return turns(List.of(
                Looks.page("A", 1),
                Looks.page(2),
                Looks.turnedPage("B", 3),
                Looks.page(4),
                Looks.page(5),
                third,
                Looks.page(7),
                Looks.page(8)));
    }

    @Test
    void pagesBetweenTwoHeadersUpsideDownAreToo() {
        assertThat(turnsBefore(Looks.turnedPage("C", 6))).containsExactly(0, 0, 2, 2, 2, 2, 2, 2);
    }

    @Test
    void oneSheetThatLiesUpsideDownTurnsNoOther() {
        assertThat(turnsBefore(Looks.page("C", 6))).containsExactly(0, 0, 2, 0, 0, 0, 0, 0);
    }

    @Test
    void bothSidesOfANestedSheetBetweenFoldedOnesUpsideDownAreToo() {
        assertThat(turns(List.of(
                        Looks.turnedRecto("A", 1),
                        Looks.verso(2),
                        Looks.verso(3),
                        Looks.verso(4),
                        Looks.turnedRecto("B", 5),
                        Looks.verso(6))))
                .containsOnly(2);
    }

    @Test
    void pagesOfAnotherShapeStayAsTheyAre() {
        assertThat(turns(List.of(
                        Looks.turnedPage("A", 1),
                        Looks.landscapePage(2),
                        Looks.page(3),
                        Looks.turnedPage("B", 4),
                        Looks.page(5))))
                .containsExactly(2, 0, 2, 2, 2);
    }
}
