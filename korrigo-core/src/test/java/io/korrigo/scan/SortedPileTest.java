package io.korrigo.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.korrigo.scan.PileProblem.Kind;
import io.korrigo.scan.SheetWriters.Writer;
import io.korrigo.scan.SortedPile.Quarantined;
import io.korrigo.scan.SortedPile.SortedCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SortedPileTest {
    private static final Writer WRITER = new Writer(0, "s1", 1, "");

    private static PilePage page(int view, Part part) {
        return new PilePage(view, part, 0, part == Part.WHOLE ? 1 : 0.5, 0, true, false);
    }

    private static SortedPile pile(int views, List<PilePage> inCopy, List<PilePage> aside) {
        return new SortedPile(
                views,
                1,
                List.of(new SortedCopy(inCopy, WRITER)),
                aside.stream()
                        .map(page -> new Quarantined(page, Kind.TWO_HEADERS))
                        .toList(),
                List.of());
    }

    @Test
    void accountsForEveryPageOnce() {
        SortedPile pile = pile(2, List.of(page(0, Part.WHOLE), page(1, Part.LEFT)), List.of(page(1, Part.RIGHT)));

        assertThat(pile.balance()).isEqualTo(new SortedPile.Balance(1, 2, 3, 1, 2, 0, 1));
    }

    @Test
    void refusesToLoseAPage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pile(2, List.of(page(0, Part.WHOLE)), List.of()))
                .withMessageContaining("View 1");
        assertThatIllegalArgumentException().isThrownBy(() -> pile(1, List.of(page(0, Part.LEFT)), List.of()));
    }

    @Test
    void refusesToHaveAPageTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pile(1, List.of(page(0, Part.WHOLE)), List.of(page(0, Part.WHOLE))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pile(1, List.of(page(0, Part.LEFT), page(0, Part.LEFT)), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pile(1, List.of(page(0, Part.WHOLE), page(0, Part.LEFT)), List.of()));
    }

    @Test
    void refusesPagesOfAnotherPile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pile(1, List.of(page(0, Part.WHOLE), page(1, Part.WHOLE)), List.of()));
    }

    /** Any row of views, however senseless: what can't be sorted is in quarantine, nothing is lost. */
    @Tag("slow")
    @Test
    void holdsForTwoThousandPilesByLot() {
        Random random = new Random(19);
        for (int pile = 0; pile < 2_000; pile++) {
            List<ViewLook<String>> looks = new ArrayList<>();
            int views = random.nextInt(14);
            for (int i = 0; i < views; i++) {
                looks.add(view(random));
            }

            SortedPile sorted = Looks.sort(looks);

            assertThat(sorted.views()).isEqualTo(views);
            assertThat(sorted.balance().pages()).isEqualTo(sorted.pages().size());
        }
    }

    private static ViewLook<String> view(Random random) {
        String header = random.nextInt(4) == 0 ? "?" : String.valueOf((char) ('A' + random.nextInt(4)));
        long seed = random.nextInt(20) == 0 ? 1 : -1;
        return switch (random.nextInt(7)) {
            case 0, 1 -> Looks.recto(header, seed);
            case 2, 3 -> Looks.verso(seed);
            case 4 -> Looks.blankVerso();
            case 5 -> Looks.page(header, seed);
            default ->
                new ViewLook<>(
                        Looks.recto(header, seed).ink(),
                        List.of(
                                new ViewLook.Place<>(Part.RIGHT, 0, header),
                                new ViewLook.Place<>(Part.LEFT, random.nextInt(2) * 2, header)));
        };
    }
}
