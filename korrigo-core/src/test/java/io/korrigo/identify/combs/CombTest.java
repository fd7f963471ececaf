package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.combs.Comb.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencv.core.Point;

class CombTest {
    private static Box box(double left, double top, double width, double height) {
        return new Box(
                new Point(left, top),
                new Point(left + width, top),
                new Point(left + width, top + height),
                new Point(left, top + height));
    }

    /** Two boxes, a gap, and one more that is higher. */
    private static Comb comb() {
        return new Comb(
                List.of(box(100, 50, 20, 30), box(120, 50, 20, 32), box(160, 50, 20, 40)), List.of(2, 1), 0.9, 5);
    }

    @Test
    void reachesFromItsFirstBoxToItsLast() {
        assertThat(comb().left()).isEqualTo(100);
        assertThat(comb().right()).isEqualTo(180);
        assertThat(comb().size()).isEqualTo(3);
    }

    @Test
    void isAsHighAsItsMiddleBox() {
        assertThat(comb().boxHeight()).isEqualTo(32);
    }

    @Test
    void liesBetweenTheCentresOfItsEnds() {
        assertThat(comb().centre()).isEqualTo(new Point((110 + 170) / 2.0, (65 + 70) / 2.0));
    }

    @Test
    void aBoxMeasuresAlongItsOwnSides() {
        Box slanted = new Box(new Point(0, 0), new Point(4, 3), new Point(-2, 11), new Point(-6, 8));

        assertThat(slanted.width()).isEqualTo(5);
        assertThat(slanted.height()).isEqualTo(10);
        assertThat(slanted.centre()).isEqualTo(new Point(-1, 5.5));
    }

    @Test
    void readsTheLastBoxFirstWhenThePageIsHeldTheOtherWayUp() {
        Comb turned = comb().turnedHalf();

        assertThat(turned.groups()).containsExactly(1, 2);
        assertThat(turned.boxes().get(0).topLeft()).isEqualTo(new Point(180, 90));
        assertThat(turned.boxes().get(0).topRight()).isEqualTo(new Point(160, 90));
        assertThat(turned.boxes().get(0).bottomRight()).isEqualTo(new Point(160, 50));
        assertThat(turned.boxes().get(0).bottomLeft()).isEqualTo(new Point(180, 50));
        assertThat(turned.boxes().get(2).topLeft()).isEqualTo(new Point(120, 80));
        assertThat(turned.support()).isEqualTo(0.9);
        assertThat(turned.score()).isEqualTo(5);
        assertThat(turned.turnedHalf()).isEqualTo(comb());
    }

    @Test
    void isMappedCornerByCorner() {
        Comb mapped = comb().mapped(new Affine(2, 0, 10, 0, 3, -20));

        assertThat(mapped.boxes().get(1)).isEqualTo(box(250, 130, 40, 96));
        assertThat(mapped.groups()).containsExactly(2, 1);
    }

    @Test
    void keepsItsOwnBoxesAndGroups() {
        List<Box> boxes = new ArrayList<>(comb().boxes());
        List<Integer> groups = new ArrayList<>(List.of(3));
        Comb comb = new Comb(boxes, groups, 1, 1);
        boxes.clear();
        groups.clear();

        assertThat(comb.size()).isEqualTo(3);
        assertThat(comb.groups()).containsExactly(3);
    }
}
