package io.korrigo.identify.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.HeaderField;
import io.korrigo.identify.combs.Comb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opencv.core.Point;

/** Rows of boxes that are 40 pixels high, as forms have them or a ruling shows them. */
class HeaderLayoutTest {
    private static final double HEIGHT = 40;
    private static final double PAGE = 1700;

    @Test
    void boxesThatStandApartMayBeNarrow() {
        assertThat(rows(names(22, 22, 29), date(400, HEIGHT)).keySet()).contains(HeaderField.LAST_NAME);
    }

    @Test
    void aNamesBoxesFollowEachOtherInSixTenthsOfTheirHeightAtLeast() {
        assertThat(rows(names(22, 22, 23.9), date(400, HEIGHT)).keySet()).doesNotContain(HeaderField.LAST_NAME);
        assertThat(rows(names(22, 22, 24.1), date(400, HEIGHT)).keySet()).contains(HeaderField.LAST_NAME);
    }

    @Test
    void anotherSizeIsTriedWhereADatesBoxesAreNotAsHighAsTheNames() {
        assertThat(layout(names(22, 30, 30), date(400, 0.89 * HEIGHT)).sure()).isTrue();
        assertThat(layout(names(22, 30, 30), date(400, 0.87 * HEIGHT)).sure()).isFalse();
    }

    @Test
    void anotherSizeIsTriedWhereLessIsSeenOfADateThanMissing() {
        assertThat(layout(names(22, 30, 30), scored(date(400, HEIGHT), 0.1)).sure())
                .isTrue();
        assertThat(layout(names(22, 30, 30), scored(date(400, HEIGHT), -0.1)).sure())
                .isFalse();
    }

    @Test
    void anotherSizeIsTriedWhereADatesBordersAreNotNearlyAllSeen() {
        assertThat(layout(names(22, 30, 30), supported(date(400, HEIGHT), 0.86)).sure())
                .isTrue();
        assertThat(layout(names(22, 30, 30), supported(date(400, HEIGHT), 0.84)).sure())
                .isFalse();
    }

    private static Comb supported(Comb comb, double support) {
        return new Comb(comb.boxes(), comb.groups(), support, comb.score());
    }

    @Test
    void aDateOfWhichMoreIsSeenIsMorePlausible() {
        assertThat(layout(names(22, 30, 30), scored(date(400, HEIGHT), 1)).plausibility())
                .isGreaterThan(
                        layout(names(22, 30, 30), scored(date(400, HEIGHT), -1)).plausibility());
    }

    private static Comb scored(Comb comb, double score) {
        return new Comb(comb.boxes(), comb.groups(), comb.support(), score);
    }

    @Test
    void namesAreRowsOfOneStepThoughTheBoxesOfOneAreJoinedAndThoseOfTheOtherApart() {
        Comb joined = row(20, 100, 29, 29, HEIGHT);
        Comb apart = row(20, 160, 24, 29, HEIGHT);
        Comb number = row(13, 220, 25, 29, HEIGHT);

        Map<HeaderField, Comb> rows = rows(List.of(joined, apart, number), date(400, HEIGHT));

        assertThat(rows)
                .containsEntry(HeaderField.LAST_NAME, joined)
                .containsEntry(HeaderField.FIRST_NAME, apart)
                .containsEntry(HeaderField.CANDIDATE_NUMBER, number);
    }

    @Test
    void namesAreNoRowsOfDifferentSteps() {
        Comb wider = row(20, 160, 24, 29 * 1.09, HEIGHT);

        assertThat(rows(List.of(row(20, 100, 24, 29, HEIGHT), wider), date(400, HEIGHT)))
                .hasSize(2);
    }

    @Test
    void aDateOfOtherBoxesIsLessPlausible() {
        assertThat(layout(names(22, 30, 30), date(400, 0.9 * HEIGHT)).plausibility())
                .isLessThan(layout(names(22, 30, 30), date(400, HEIGHT)).plausibility());
    }

    @Test
    void rowsFarApartAreNoSecondHeader() {
        assertThat(SheetLayouts.isHeader(layout(names(22, 30, 30), date(100 + 11.9 * HEIGHT, HEIGHT))))
                .isTrue();
        assertThat(SheetLayouts.isHeader(layout(names(22, 30, 30), date(100 + 12.1 * HEIGHT, HEIGHT))))
                .isFalse();
    }

    private static Map<HeaderField, Comb> rows(List<Comb> names, Comb date) {
        return layout(names, date).rows();
    }

    private static HeaderLayout layout(List<Comb> names, Comb date) {
        List<Comb> combs = new ArrayList<>(names);
        combs.add(date);
        return HeaderLayout.of(combs, PAGE);
    }

    /** Two rows, the upper line of the first one 100 pixels below the page's edge. */
    private static List<Comb> names(int count, double width, double step) {
        return List.of(row(count, 100, width, step, HEIGHT), row(count, 160, width, step, HEIGHT));
    }

    private static Comb row(int count, double top, double width, double step, double height) {
        List<Comb.Box> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boxes.add(box(200 + i * step, top, width, height));
        }
        return new Comb(boxes, List.of(count), 1, 0.5 * count);
    }

    private static Comb date(double top, double height) {
        List<Comb.Box> boxes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boxes.add(box(200 + 30 * (i + (i > 1 ? 1 : 0) + (i > 3 ? 1 : 0)), top, 30, height));
        }
        return new Comb(boxes, List.of(2, 2, 4), 1, 4);
    }

    private static Comb.Box box(double left, double top, double width, double height) {
        return new Comb.Box(
                new Point(left, top),
                new Point(left + width, top),
                new Point(left + width, top + height),
                new Point(left, top + height));
    }
}
