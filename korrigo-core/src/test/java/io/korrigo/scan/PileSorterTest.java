package io.korrigo.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.scan.PileProblem.Kind;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PileSorterTest {
    private static List<Kind> kinds(SortedPile pile) {
        return pile.problems().stream().map(PileProblem::kind).toList();
    }

    /** "0L" is the left part of view 0. */
    private static List<String> places(List<PilePage> pages) {
        return pages.stream()
                .map(page -> page.view()
                        + (page.part() == Part.WHOLE ? "" : page.part().name().substring(0, 1)))
                .toList();
    }

    private static List<String> copy(SortedPile pile, int index) {
        return places(pile.copies().get(index).pages());
    }

    @Nested
    class OfFoldedSheets {
        @Test
        void readsThePagesOfASheetFromItsRightOuterOneOn() {
            SortedPile pile = Looks.sort(List.of(Looks.recto("A", 1), Looks.verso(2)));

            assertThat(copy(pile, 0)).containsExactly("0R", "1L", "1R", "0L");
            assertThat(pile.problems()).isEmpty();
        }

        @Test
        void putsSheetsOfOneWriterOneBehindTheOther() {
            SortedPile pile = Looks.sort(List.of(
                    Looks.recto("A", 1),
                    Looks.verso(2),
                    Looks.recto("A", 3),
                    Looks.verso(4),
                    Looks.recto("B", 5),
                    Looks.verso(6)));

            assertThat(pile.copies()).hasSize(2);
            assertThat(copy(pile, 0)).containsExactly("0R", "1L", "1R", "0L", "2R", "3L", "3R", "2L");
        }

        @Test
        void nestsASheetWithoutHeaderInTheOneBeforeAndSaysSo() {
            SortedPile pile = Looks.sort(List.of(
                    Looks.recto("A", 1),
                    Looks.verso(2),
                    Looks.verso(3),
                    Looks.verso(4),
                    Looks.recto("B", 5),
                    Looks.verso(6)));

            assertThat(copy(pile, 0)).containsExactly("0R", "1L", "2R", "3L", "3R", "2L", "1R", "0L");
            assertThat(kinds(pile)).containsExactly(Kind.NO_HEADER);
        }

        @Test
        void turnsTheBackOfATurnedSheetWithIt() {
            SortedPile pile = Looks.sort(List.of(Looks.turnedRecto("A", 1), Looks.verso(2)));

            assertThat(copy(pile, 0)).containsExactly("0R", "1L", "1R", "0L");
            assertThat(pile.copies().get(0).pages()).allMatch(page -> page.quarterTurns() == 2);
            assertThat(kinds(pile)).containsExactly(Kind.TURNED);
            assertThat(pile.holds(0)).isFalse();
        }

        @Test
        void putsASheetInOrderThatWasScannedFromItsBack() {
            SortedPile pile =
                    Looks.sort(List.of(Looks.verso(2), Looks.recto("A", 1), Looks.recto("B", 3), Looks.verso(4)));

            assertThat(copy(pile, 0)).containsExactly("1R", "0L", "0R", "1L");
            assertThat(kinds(pile)).containsExactly(Kind.BACK_FIRST);
        }

        @Test
        void putsTheBacksOfASecondPassBehindTheirFrontsFromTheLastOneOn() {
            SortedPile pile = Looks.sort(List.of(
                    Looks.recto("A", 1),
                    Looks.recto("B", 2),
                    Looks.recto("C", 3),
                    Looks.verso(6),
                    Looks.verso(5),
                    Looks.verso(4)));

            assertThat(copy(pile, 0)).containsExactly("0R", "5L", "5R", "0L");
            assertThat(copy(pile, 2)).containsExactly("2R", "3L", "3R", "2L");
            assertThat(pile.problems()).containsExactly(new PileProblem(Kind.TWO_PASSES, -1, -1, 3, 0));
            assertThat(pile.holds(0) && pile.holds(2)).isTrue();
        }

        @Test
        void seesNoSecondPassWhereOneBackLiesAmongFronts() {
            SortedPile pile =
                    Looks.sort(List.of(Looks.recto("A", 1), Looks.verso(4), Looks.recto("B", 2), Looks.verso(5)));

            assertThat(pile.problems()).isEmpty();
            assertThat(copy(pile, 0)).containsExactly("0R", "1L", "1R", "0L");
        }

        @Test
        void confinesASideThatIsMissingToItsSheet() {
            SortedPile pile = Looks.sort(List.of(
                    Looks.recto("A", 1),
                    Looks.verso(2),
                    Looks.recto("B", 3),
                    Looks.recto("C", 5),
                    Looks.verso(6),
                    Looks.recto("D", 7),
                    Looks.verso(8)));

            assertThat(copy(pile, 1)).containsExactly("2R", "2L");
            assertThat(copy(pile, 2)).containsExactly("3R", "4L", "4R", "3L");
            assertThat(copy(pile, 3)).containsExactly("5R", "6L", "6R", "5L");
            assertThat(kinds(pile)).containsExactly(Kind.SIDE_MISSING, Kind.PAGE_COUNT);
            assertThat(List.of(pile.holds(0), pile.holds(1), pile.holds(2))).containsExactly(false, true, false);
        }

        @Test
        void keepsTheSecondScanOfASheetInQuarantine() {
            SortedPile pile = Looks.sort(List.of(
                    Looks.recto("A", 1),
                    Looks.verso(2),
                    Looks.recto("A", 1),
                    Looks.verso(2),
                    Looks.recto("B", 5),
                    Looks.verso(6)));

            assertThat(copy(pile, 0)).containsExactly("0R", "1L", "1R", "0L");
            assertThat(pile.quarantine())
                    .hasSize(4)
                    .allMatch(each -> each.page().sheet() == 1);
            assertThat(pile.problems()).containsExactly(new PileProblem(Kind.SCANNED_TWICE, 1, -1, 0, 0));
        }

        @Test
        void keepsBlankPagesInTheirPlacesAndCountsThemApart() {
            SortedPile pile = Looks.sort(List.of(Looks.recto("A", 1), Looks.blankVerso()));

            assertThat(pile.balance()).isEqualTo(new SortedPile.Balance(1, 2, 4, 1, 2, 2, 0));
            assertThat(pile.problems()).containsExactly(new PileProblem(Kind.BLANK_WITHIN, 0, 0, 2, 0));
        }

        @Test
        void tellsOfNoBlankPageAtTheEndOfASheet() {
            SortedPile pile = Looks.sort(
                    List.of(Looks.halfRecto("A", 1), Looks.blankVerso(), Looks.recto("A", 3), Looks.verso(4)));

            assertThat(pile.balance().blank()).isEqualTo(3);
            assertThat(pile.problems()).isEmpty();
        }

        @Test
        void buildsNoCopyOnAViewWithTwoHeaders() {
            ViewLook<String> two = new ViewLook<>(
                    Looks.recto("B", 3).ink(),
                    List.of(new ViewLook.Place<>(Part.RIGHT, 0, "B"), new ViewLook.Place<>(Part.LEFT, 0, "C")));
            SortedPile pile = Looks.sort(List.of(
                    Looks.recto("A", 1), Looks.verso(2), two, Looks.verso(4), Looks.recto("D", 5), Looks.verso(6)));

            assertThat(pile.copies()).hasSize(2);
            assertThat(pile.quarantine()).hasSize(4).allMatch(each -> each.reason() == Kind.TWO_HEADERS);
        }

        @Test
        void joinsSheetsThatLieApartAndSaysSo() {
            SortedPile pile = Looks.sort(List.of(
                    Looks.recto("A", 1),
                    Looks.verso(2),
                    Looks.recto("B", 3),
                    Looks.verso(4),
                    Looks.recto("A", 5),
                    Looks.verso(6)));

            assertThat(pile.copies().get(0).sheets()).containsExactly(0, 2);
            assertThat(kinds(pile)).containsExactly(Kind.APART);
        }

        @Test
        void leavesACopyWhoseHeaderCannotBeReadToAPerson() {
            SortedPile pile =
                    Looks.sort(List.of(Looks.recto("A", 1), Looks.verso(2), Looks.recto("?", 3), Looks.verso(4)));

            assertThat(pile.copies()).hasSize(2);
            assertThat(pile.problems()).containsExactly(new PileProblem(Kind.TO_DECIDE, 1, 1, 0, 0));
        }
    }

    @Nested
    class OfSinglePages {
        @Test
        void beginsACopyAtEachHeader() {
            SortedPile pile = Looks.sort(List.of(
                    Looks.page("A", 1),
                    Looks.page(2),
                    Looks.page(3),
                    Looks.page(4),
                    Looks.page("B", 5),
                    Looks.page(6),
                    Looks.page(7),
                    Looks.page(8)));

            assertThat(copy(pile, 0)).containsExactly("0", "1", "2", "3");
            assertThat(copy(pile, 1)).containsExactly("4", "5", "6", "7");
            assertThat(pile.sheets()).as("two sides each").isEqualTo(4);
            assertThat(pile.problems()).isEmpty();
        }

        @Test
        void flagsTheCopyThatSwallowedThePagesOfAnEatenSheet() {
            SortedPile pile = Looks.sort(List.of(
                    Looks.page("A", 1),
                    Looks.page(2),
                    Looks.page(3),
                    Looks.page(4), // B's first sheet was eaten
                    Looks.page(7),
                    Looks.page(8),
                    Looks.page("C", 9),
                    Looks.page(10),
                    Looks.page(11),
                    Looks.page(12),
                    Looks.page("D", 13),
                    Looks.page(14),
                    Looks.page(15),
                    Looks.page(16)));

            assertThat(pile.copies()).hasSize(3);
            assertThat(pile.problems()).containsExactly(new PileProblem(Kind.PAGE_COUNT, 0, 0, 6, 4));
        }

        @Test
        void keepsWhatComesBeforeTheFirstHeaderInQuarantine() {
            SortedPile pile = Looks.sort(List.of(Looks.page(1), Looks.page(2), Looks.page("A", 3), Looks.page(4)));

            assertThat(pile.quarantine()).hasSize(2);
            assertThat(kinds(pile)).containsExactly(Kind.BEFORE_FIRST_HEADER);
        }
    }

    @Test
    void cutsViewsWithoutAnyHeaderOnlyWhereSeveralHaveAFoldAndBothHalvesSaySo() {
        assertThat(Looks.sort(List.of(Looks.verso(1))).pages()).hasSize(1);
        assertThat(Looks.sort(List.of(Looks.verso(1), Looks.verso(2))).pages()).hasSize(4);
        assertThat(Looks.sort(List.of(Looks.verso(1), Looks.blankVerso())).pages())
                .hasSize(4);
        assertThat(Looks.sort(List.of(Looks.blankVerso(), Looks.blankVerso())).pages())
                .hasSize(2);
    }

    @Test
    void comparesWhatWasCountedWithWhatWasFound() {
        List<ViewLook<String>> looks = List.of(Looks.recto("A", 1), Looks.verso(2));

        assertThat(Looks.sort(looks, new PileSorter.Expected(1, 1)).problems()).isEmpty();
        assertThat(Looks.sort(looks, new PileSorter.Expected(2, 3)).problems())
                .containsExactly(
                        new PileProblem(Kind.SHEETS_EXPECTED, -1, -1, 1, 2),
                        new PileProblem(Kind.COPIES_EXPECTED, -1, -1, 1, 3));
    }

    @Test
    void letsADoubledSheetHideNoLostOne() {
        List<ViewLook<String>> looks =
                List.of(Looks.recto("A", 1), Looks.verso(2), Looks.recto("A", 1), Looks.verso(2));

        assertThat(kinds(Looks.sort(looks, new PileSorter.Expected(2, null))))
                .containsExactly(Kind.SHEETS_EXPECTED, Kind.SCANNED_TWICE);
        assertThat(kinds(Looks.sort(looks, new PileSorter.Expected(1, null)))).containsExactly(Kind.SCANNED_TWICE);
    }
}
