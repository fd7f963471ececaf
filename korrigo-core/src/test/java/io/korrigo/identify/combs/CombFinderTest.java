package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.image.OpenCvLibrary;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class CombFinderTest {
    private static final int WIDTH = 26;
    private static final int HEIGHT = 32;
    private static final int LEFT = 200;

    private final Mat page = new Mat(500, 860, CvType.CV_8UC1, new Scalar(245));

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void release() {
        page.release();
    }

    private void line(int x1, int y1, int x2, int y2) {
        Imgproc.line(page, new Point(x1, y1), new Point(x2, y2), new Scalar(30));
    }

    /** Joined boxes on the grid, from column {@code first} on. */
    private void boxes(int first, int count, int y) {
        int left = LEFT + first * WIDTH;
        line(left, y, left + count * WIDTH, y);
        line(left, y + HEIGHT, left + count * WIDTH, y + HEIGHT);
        for (int i = 0; i <= count; i++) {
            line(left + i * WIDTH, y, left + i * WIDTH, y + HEIGHT);
        }
    }

    private List<List<Integer>> found() {
        return new CombFinder(LineMap.of(page))
                .find().stream().map(Comb::groups).toList();
    }

    @Test
    void partsNumberAndDateThatLieOnOneGrid() {
        boxes(0, 23, 50);
        boxes(0, 23, 89);
        boxes(0, 11, 128);
        boxes(13, 2, 128);
        boxes(16, 2, 128);
        boxes(19, 4, 128);

        assertThat(found()).containsExactlyInAnyOrder(List.of(23), List.of(23), List.of(11), List.of(2, 2, 4));
    }

    @Test
    void findsRowsWithLittleWhiteBetweenThem() {
        boxes(0, 20, 50);
        boxes(0, 20, 50 + HEIGHT + 4);
        boxes(0, 12, 50 + 2 * (HEIGHT + 4));

        assertThat(found()).containsExactlyInAnyOrder(List.of(20), List.of(20), List.of(12));
    }

    @Test
    void findsRowsWithWhiteOfLessThanAPixelBetweenThem() {
        boxes(0, 20, 50);
        boxes(0, 20, 50 + HEIGHT + 3);
        boxes(0, 12, 50 + 2 * (HEIGHT + 3));
        Imgproc.GaussianBlur(page, page, new Size(5, 5), 1);

        assertThat(found()).containsExactlyInAnyOrder(List.of(20), List.of(20), List.of(12));
    }

    @Test
    void takesRowsWithTwoLinesAndBordersBetweenThemForATable() {
        for (int row = 0; row < 6; row++) {
            boxes(0, 20, 50 + row * (HEIGHT + 3));
        }
        for (int i = 0; i <= 20; i++) {
            line(LEFT + i * WIDTH, 50, LEFT + i * WIDTH, 50 + 6 * (HEIGHT + 3) - 3);
        }
        Imgproc.GaussianBlur(page, page, new Size(5, 5), 1);

        assertThat(found()).isEmpty();
    }

    @Test
    void takesRowsThatShareTheirLinesForATable() {
        for (int row = 0; row < 6; row++) {
            boxes(0, 20, 50 + row * HEIGHT);
        }

        assertThat(found()).isEmpty();
    }

    private void group(int left, int count, int y) {
        line(left, y, left + count * WIDTH, y);
        line(left, y + HEIGHT, left + count * WIDTH, y + HEIGHT);
        for (int i = 0; i <= count; i++) {
            line(left + i * WIDTH, y, left + i * WIDTH, y + HEIGHT);
        }
    }

    /** Two name rows, a date whose groups stand {@code gap} pixels apart, and squared paper below. */
    private void dateOf(int gap) {
        boxes(0, 20, 50);
        boxes(0, 20, 100);
        group(LEFT, 2, 150);
        group(LEFT + 2 * WIDTH + gap, 2, 150);
        group(LEFT + 4 * WIDTH + 2 * gap, 4, 150);
        for (int y = 220; y < 500; y += 30) {
            line(0, y, 859, y);
        }
    }

    @Test
    void findsABirthDateWhoseGroupsStandAlmostTwoBoxesApart() {
        dateOf((int) (1.55 * WIDTH));

        assertThat(found()).contains(List.of(2, 2, 4));
    }

    @Test
    void findsABirthDateCloseAboveAFrame() {
        boxes(0, 20, 50);
        boxes(0, 20, 100);
        boxes(0, 2, 150);
        boxes(3, 2, 150);
        boxes(6, 4, 150);
        line(100, 153 + HEIGHT, 820, 153 + HEIGHT);

        assertThat(found()).containsExactlyInAnyOrder(List.of(20), List.of(20), List.of(2, 2, 4));
    }

    /** Full strokes in the middle of each box, closer than borders can be. */
    private void strokes(int first, int count, int y, int inEach) {
        for (int box = first; box < first + count; box++) {
            double middle = LEFT + (box + 0.5) * WIDTH;
            for (int stroke = 0; stroke < inEach; stroke++) {
                int x = (int) Math.round(middle + 4 * (stroke - (inEach - 1) / 2.0));
                line(x, y, x, y + HEIGHT);
            }
        }
    }

    @Test
    void bearsTwoStrokesInEachBoxOfAName() {
        boxes(0, 12, 60);
        strokes(0, 12, 60, 2);

        assertThat(found()).containsExactly(List.of(12));
    }

    @Test
    void takesFiveStrokesInEachBoxForNoNameButSquaredPaper() {
        boxes(0, 12, 60);
        strokes(0, 12, 60, 5);

        assertThat(found()).isEmpty();
    }

    private void date(int strokes) {
        for (int[] group : new int[][] {{0, 2}, {3, 2}, {6, 4}}) {
            boxes(group[0], group[1], 60);
            strokes(group[0], group[1], 60, strokes);
        }
    }

    @Test
    void bearsFourStrokesInEachBoxOfADateWhoseGroupsAreSure() {
        date(4);

        assertThat(found()).containsExactly(List.of(2, 2, 4));
    }

    @Test
    void takesFiveStrokesInEachBoxForNoDate() {
        date(5);

        assertThat(found()).isEmpty();
    }

    /** Upright borders, and level lines in so many of each box's pixels. */
    private void boxesWithLinesIn(int pixels) {
        boxes(0, 12, 60);
        for (int box = 0; box < 12; box++) {
            int end = LEFT + (box + 1) * WIDTH;
            for (int y : new int[] {60, 60 + HEIGHT}) {
                page.submat(y, y + 1, end - (WIDTH - pixels), end).setTo(new Scalar(245));
            }
        }
    }

    @Test
    void findsBoxesWhoseLinesShowInTwoThirdsOfThem() {
        boxesWithLinesIn(18);

        assertThat(found()).isNotEmpty();
    }

    @Test
    void takesUprightStrokesWithLinesInAThirdOfThemForNoBoxes() {
        boxesWithLinesIn(9);

        assertThat(found()).isEmpty();
    }

    /** Boxes that are open above: short uprights on a line. */
    private void openBoxes(int first, int count, int y) {
        int left = LEFT + first * WIDTH;
        line(left, y + HEIGHT, left + count * WIDTH, y + HEIGHT);
        for (int i = 0; i <= count; i++) {
            line(left + i * WIDTH, y, left + i * WIDTH, y + HEIGHT);
        }
    }

    @Test
    void findsBoxesThatAreOpenAboveWhereTwoRowsOfThemAreAlike() {
        openBoxes(0, 20, 50);
        openBoxes(0, 20, 110);
        openBoxes(0, 2, 170);
        openBoxes(3, 2, 170);
        openBoxes(6, 4, 170);

        List<Comb> combs = new CombFinder(LineMap.of(page)).find();

        assertThat(combs)
                .extracting(Comb::groups)
                .containsExactlyInAnyOrder(List.of(20), List.of(20), List.of(2, 2, 4));
        assertThat(combs).allSatisfy(comb -> assertThat(comb.boxHeight()).isBetween(0.8 * HEIGHT, 1.05 * HEIGHT));
    }

    @Test
    void aSingleOpenRowIsNone() {
        openBoxes(0, 20, 50);

        assertThat(found()).isEmpty();
    }

    @Test
    void openRowsThatBeginApartAreNone() {
        openBoxes(0, 20, 50);
        openBoxes(1, 20, 110);

        assertThat(found()).isEmpty();
    }

    @Test
    void findsOpenRowsAboveMoreRuledLinesThanItLooksAt() {
        openBoxes(0, 20, 50);
        openBoxes(0, 20, 110);
        // of unlike distances: no ruling by itself
        for (int y : new int[] {210, 233, 251, 280, 303, 327, 344, 372, 391, 420}) {
            line(0, y, 859, y);
        }

        assertThat(found()).contains(List.of(20), List.of(20));
    }
}
