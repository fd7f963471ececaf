package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.combs.BoxChain.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxChainTest {
    private static final int WIDTH = 21;

    /** @param gaps behind each box but the last */
    private static List<Integer> groups(int... gaps) {
        List<Span> boxes = new ArrayList<>();
        int left = 100;
        boxes.add(new Span(left, left + WIDTH));
        for (int gap : gaps) {
            left += WIDTH + gap;
            boxes.add(new Span(left, left + WIDTH));
        }
        return new BoxChain(boxes, 1).groups();
    }

    @Test
    void isPartedByGapsOfMoreThanAQuarterOfABox() {
        assertThat(groups(0, 0, 6, 0, 0)).containsExactly(3, 3);
        assertThat(groups(0, 0, 5, 0, 0)).containsExactly(6);
    }

    @Test
    void isADateWhereEightBoxesHaveTwoNarrowGapsInItsPlaces() {
        assertThat(groups(0, 3, 0, 3, 0, 0, 0)).containsExactly(2, 2, 4);
        assertThat(groups(0, 4, 0, 5, 0, 0, 0)).containsExactly(2, 2, 4);
    }

    @Test
    void isNoDateWhereThoseMayBeThickBordersOrDiffer() {
        assertThat(groups(0, 2, 0, 2, 0, 0, 0)).containsExactly(8);
        assertThat(groups(0, 2, 0, 3, 0, 0, 0)).containsExactly(8);
        assertThat(groups(0, 3, 0, 5, 0, 0, 0)).containsExactly(8);
        assertThat(groups(0, 3, 0, 3, 1, 0, 0)).containsExactly(8);
        assertThat(groups(0, 3, 0, 3, 0, 0, 0, 0)).containsExactly(9);
    }
}
